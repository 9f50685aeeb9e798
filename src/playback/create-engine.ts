import { TimeShiftError } from '../core/index.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { HlsEngine } from './hls-engine.ts';
import type { HlsClass } from './hls-failures.ts';
import { NativeEngine } from './native-engine.ts';
import type { Authorize } from './stream-fetch.ts';

/** @throws TimeShiftError `unsupported` where the browser can play HLS by neither way; `network` if hls.js is missing */
export async function createEngine(
  video: HTMLVideoElement,
  given: HlsClass | null | undefined,
  authorize: () => Authorize | undefined,
  events: EngineEvents,
  signal: AbortSignal,
): Promise<Engine> {
  const HlsClass = given === undefined ? await importHls() : given;
  // Two engines on one element would get into each other's way.
  signal.throwIfAborted();
  if (HlsClass?.isSupported()) return new HlsEngine(HlsClass, video, authorize, events);
  if (video.canPlayType('application/vnd.apple.mpegurl') !== '') {
    return new NativeEngine(video, authorize, events);
  }
  throw new TimeShiftError('unsupported', 'This browser cannot play HLS; use a current one.');
}

/** Loaded on demand, since it is by far the largest part, and a page that never plays does not need it. */
export async function importHls(): Promise<HlsClass> {
  try {
    return (await import('hls.js/light')).default;
  } catch (cause) {
    const message = 'A part of the player could not be loaded; check the connection and reload the page.';
    throw new TimeShiftError('network', message, { cause });
  }
}
