import { TimeShiftError } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import type { DirectEngine, EngineEvents, HlsClass, StreamClocks } from './engine.ts';
import { importFullHls } from './import-full-hls.ts';
import { importHls } from './import-hls.ts';

/**
 * Creates the engine that plays the service's own playlists in this browser. The direct playback loads this on demand.
 *
 * @param given the page's own hls.js; null for the browser's own HLS; undefined to load the light build
 * @throws TimeShiftError `unsupported` where the browser cannot play HLS; `network` where hls.js cannot be loaded
 */
export async function createDirectEngine(
  video: HTMLVideoElement,
  given: HlsClass | null | undefined,
  context: StreamClocks & { readonly fetcher: Fetcher; readonly clock: Clock },
  events: EngineEvents,
  signal: AbortSignal,
): Promise<DirectEngine> {
  const HlsClass = given === undefined ? await importHls() : given;
  // Each engine is loaded on demand, because most pages need neither.
  if (HlsClass?.isSupported()) {
    const { HlsEngine } = await importOnDemand(import('./hls-engine.ts'));
    // Two engines on one media element would disturb each other.
    signal.throwIfAborted();
    return new HlsEngine(HlsClass, video, context, events, given === undefined ? importFullHls : undefined);
  }
  if (video.canPlayType('application/vnd.apple.mpegurl') !== '') {
    const { NativeEngine } = await importOnDemand(import('./native-engine.ts'));
    signal.throwIfAborted();
    return new NativeEngine(video, context.fetcher, events);
  }
  throw new TimeShiftError('unsupported', 'This browser cannot play HLS; use a current one.');
}
