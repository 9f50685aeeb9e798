import type { UnixMs } from '../core/index.ts';

/** What has to be known of an engine to tell whether its picture is there. */
export interface ShowingEngine {
  /** The media time in seconds from which on it is the picture that was asked for; null for any. */
  readonly startTimeS: number | null;
  wallAt(mediaTimeS: number): UnixMs | null;
}

const MAY_SHOW = ['loadeddata', 'canplay', 'seeked', 'playing', 'timeupdate'] as const;
const FRAME_S = 0.04;

/** Resolves, with its wall-clock instant, once the element shows the picture that it was last told to. */
export function untilShown(
  video: HTMLVideoElement,
  engine: ShowingEngine,
  signal: AbortSignal,
): Promise<UnixMs> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const listening = new AbortController();
    const check = () => {
      const at = shownInstant(video, engine);
      if (at === null) return;
      listening.abort();
      resolve(at);
    };
    for (const type of MAY_SHOW) video.addEventListener(type, check, { signal: listening.signal });
    signal.addEventListener(
      'abort',
      () => {
        listening.abort();
        reject(signal.reason as Error);
      },
      { signal: listening.signal },
    );
    // A seek to where the picture already is may end before anyone listens.
    check();
  });
}

function shownInstant(video: HTMLVideoElement, engine: ShowingEngine): UnixMs | null {
  if (video.seeking || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  if (video.currentTime < (engine.startTimeS ?? 0) - FRAME_S) return null;
  return engine.wallAt(video.currentTime);
}
