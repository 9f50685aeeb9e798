import type { UnixMs } from '../core/index.ts';

/** How many seconds are buffered from the picture on without a gap. */
export function bufferedAheadS({
  buffered,
  currentTime,
}: Pick<HTMLMediaElement, 'buffered' | 'currentTime'>): number {
  for (let index = 0; index < buffered.length; index += 1) {
    const end = buffered.end(index);
    if (buffered.start(index) <= currentTime && currentTime < end) return end - currentTime;
  }
  return 0;
}

/** The longest duration of a frame, 25 a second. */
const FRAME_S = 0.04;
/** The browser shows the first picture that is buffered for so long before it. */
export const BEFORE_BUFFER_S = 2 * FRAME_S;

/** What has to be known of a seek to tell whether its picture is there. */
export interface SoughtPicture {
  /** The media time in seconds that the seek goes to; null where any picture will do. */
  readonly startTimeS: number | null;
  /** The wall-clock instant at a media time in seconds; null where it is not known. */
  wallAt(mediaTimeS: number): UnixMs | null;
}

const EVENTS = ['loadeddata', 'canplay', 'seeked', 'playing', 'timeupdate'] as const;

/**
 * Resolves once the media element shows the picture that was sought, with the instant of that picture. On a busy
 * machine playback may have gone on from there before anybody hears of it, so the instant is that of the seek.
 */
export function waitForPicture(
  video: HTMLVideoElement,
  sought: SoughtPicture,
  signal: AbortSignal,
): Promise<UnixMs> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const listening = new AbortController();
    let soughtS = -Infinity;
    const noteSeek = () => {
      // The event may arrive when the seek is over.
      if (video.seeking) soughtS = video.currentTime;
    };
    noteSeek();
    const check = () => {
      const at = shownInstant(video, sought, soughtS);
      if (at === null) return;
      listening.abort();
      resolve(at);
    };
    video.addEventListener('seeking', noteSeek, { signal: listening.signal });
    for (const type of EVENTS) video.addEventListener(type, check, { signal: listening.signal });
    signal.addEventListener(
      'abort',
      () => {
        listening.abort();
        reject(signal.reason as Error);
      },
      { signal: listening.signal },
    );
    // A seek to where the picture is already may be over by now.
    check();
  });
}

function shownInstant(video: HTMLVideoElement, sought: SoughtPicture, soughtS: number): UnixMs | null {
  const { startTimeS } = sought;
  const firstS = (startTimeS ?? 0) - FRAME_S;
  if (video.seeking || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  if (video.currentTime < firstS) return null;
  // At first, Chromium shows a picture that may be much later than the time it plays.
  const { buffered, currentTime } = video;
  if (buffered.length > 0 && buffered.start(0) - currentTime > BEFORE_BUFFER_S) return null;
  // A seek whose event was missed went to the start time.
  return sought.wallAt(soughtS >= firstS ? soughtS : Math.min(startTimeS ?? Infinity, video.currentTime));
}
