import { ignoreRejection } from '../network/ignore-rejection.ts';

export interface CachedPlayback {
  readonly video: HTMLVideoElement;
  /** Ends all requests, and sends no others. */
  readonly halt: () => void;
  /** Goes on where it was halted. */
  readonly proceed: () => void;
}

/**
 * Halts playback while the browser keeps its page in the back/forward cache, and goes on when the viewer comes back.
 * There the page is frozen: a request that is on its way makes the browser give the page up, and what it was answered
 * would be old. The stream controller calls this once.
 *
 * @param signal ends it
 */
export function followPageCache({ video, halt, proceed }: CachedPlayback, signal: AbortSignal): void {
  let wasPlaying = false;
  const hide = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    wasPlaying = !video.paused;
    video.pause();
    halt();
  };
  const show = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    proceed();
    if (wasPlaying) ignoreRejection(video.play());
  };
  window.addEventListener('pagehide', hide, { signal });
  window.addEventListener('pageshow', show, { signal });
}
