import type { UnixMs } from '../core/index.ts';

/** What has to be known of an engine to tell whether its picture is there. */
export interface ShowingEngine {
  /** The media time in seconds from which on it is the picture that was asked for; null for any. */
  readonly startTimeS: number | null;
  /** The wall-clock instant at a media time in seconds, or null where what is played has none. */
  wallAt(mediaTimeS: number): UnixMs | null;
}

const MAY_SHOW = ['loadeddata', 'canplay', 'seeked', 'playing', 'timeupdate'] as const;
const FRAME_S = 0.04;

/**
 * Resolves once the element shows the picture that it was last told to, with the wall-clock instant of that picture:
 * on a busy machine, playback may have gone on from there by the time that anyone hears of it.
 */
export function waitForPicture(
  video: HTMLVideoElement,
  engine: ShowingEngine,
  signal: AbortSignal,
): Promise<UnixMs> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const listening = new AbortController();
    let soughtS = -Infinity;
    const noteSeek = () => {
      // The event may come when the seek is over.
      if (video.seeking) soughtS = video.currentTime;
    };
    noteSeek();
    const check = () => {
      const at = shownInstant(video, engine, soughtS);
      if (at === null) return;
      listening.abort();
      resolve(at);
    };
    video.addEventListener('seeking', noteSeek, { signal: listening.signal });
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

function shownInstant(video: HTMLVideoElement, engine: ShowingEngine, soughtS: number): UnixMs | null {
  const { startTimeS } = engine;
  const firstS = (startTimeS ?? 0) - FRAME_S;
  if (video.seeking || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  if (video.currentTime < firstS) return null;
  // A seek that was over before anyone heard of it went to where the engine begins.
  return engine.wallAt(soughtS >= firstS ? soughtS : Math.min(startTimeS ?? Infinity, video.currentTime));
}
