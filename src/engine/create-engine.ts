import { TimeShiftError } from '../core/index.ts';
import type { Engine, EngineEvents } from './engine.ts';
import type { HlsClass } from './error-controller.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import type { Authorize } from '../network/fetcher.ts';

/** @throws TimeShiftError `unsupported` where the browser can play HLS by neither way; `network` if hls.js is missing */
export async function createEngine(
  video: HTMLVideoElement,
  given: HlsClass | null | undefined,
  authorize: () => Authorize | undefined,
  events: EngineEvents,
  signal: AbortSignal,
): Promise<Engine> {
  const HlsClass = given === undefined ? await importHls() : given;
  // Each on demand: most pages need neither.
  if (HlsClass?.isSupported()) {
    const { HlsEngine } = await importOnDemand(import('./hls-engine.ts'));
    // Two engines on one element would get into each other's way.
    signal.throwIfAborted();
    return new HlsEngine(HlsClass, video, authorize, events);
  }
  if (video.canPlayType('application/vnd.apple.mpegurl') !== '') {
    const { NativeEngine } = await importOnDemand(import('./native-engine.ts'));
    signal.throwIfAborted();
    return new NativeEngine(video, authorize, events);
  }
  throw new TimeShiftError('unsupported', 'This browser cannot play HLS; use a current one.');
}

/** Loaded on demand, since it is by far the largest part, and a page that never plays does not need it. */
export const importHls = async (): Promise<HlsClass> =>
  (await importOnDemand(import('hls.js/light'))).default;
