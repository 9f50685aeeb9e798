import { FRAME_MS } from '../frames-away.ts';

/** What a viewer may notice of a stretch of playback. */
export interface Stretch {
  /** Seconds of media, at whatever speed. */
  readonly playedS: number;
  /** How often the element said that it was `waiting`. */
  readonly waits: number;
  /** Where media time stood still, and for how long, each time that it should not have. */
  readonly stalls: readonly { readonly atS: number; readonly ms: number }[];
  /** Frames decoded, and those of them that were never presented. */
  readonly frames: number;
  readonly dropped: number;
  /** Frames of media time that were neither decoded nor presented. */
  readonly skipped: number;
}

const STALL_MS = 100;
/** A longer step of media time is a seek. */
const LONGEST_STEP_S = 1;

/** Watches a `<video>` from its making on. */
export class StretchWatch {
  readonly #stalls: { atS: number; ms: number }[] = [];
  readonly #before: VideoPlaybackQuality;
  readonly #stop = new AbortController();
  #playedS = 0;
  #waits = 0;
  #skipped = 0;
  #atS: number;
  /** When media time went on for the last time; null: it has not, since it was paused. */
  #movedMs: number | null = null;
  #seenMs = 0;
  #frame: VideoFrameCallbackMetadata | null = null;

  constructor(private readonly video: HTMLVideoElement) {
    this.#before = video.getVideoPlaybackQuality();
    this.#atS = video.currentTime;
    video.addEventListener('waiting', () => (this.#waits += 1), { signal: this.#stop.signal });
    this.#watchTime();
    this.#watchFrames();
  }

  get soFar(): Stretch {
    const { totalVideoFrames, droppedVideoFrames } = this.video.getVideoPlaybackQuality();
    return {
      playedS: this.#playedS,
      waits: this.#waits,
      stalls: [...this.#stalls, ...this.#standing],
      frames: totalVideoFrames - this.#before.totalVideoFrames,
      dropped: droppedVideoFrames - this.#before.droppedVideoFrames,
      skipped: this.#skipped,
    };
  }

  stop(): void {
    this.#stop.abort();
  }

  #watchTime(): void {
    if (this.#stop.signal.aborted) return;
    requestAnimationFrame(() => this.#watchTime());
    const { currentTime, paused } = this.video;
    const nowMs = performance.now();
    if (paused) this.#movedMs = null;
    else if (currentTime !== this.#atS) this.#move(currentTime - this.#atS, nowMs);
    this.#seenMs = nowMs;
    this.#atS = currentTime;
  }

  #move(stepS: number, nowMs: number): void {
    this.#stalls.push(...this.#standing);
    this.#movedMs = nowMs;
    if (stepS > 0 && stepS <= LONGEST_STEP_S) this.#playedS += stepS;
  }

  /** The stall as it was seen last, if there is one. What a page that was busy has not seen is none. */
  get #standing(): Stretch['stalls'] {
    const ms = this.#seenMs - (this.#movedMs ?? Infinity);
    return ms > STALL_MS ? [{ atS: this.#atS, ms }] : [];
  }

  #watchFrames(): void {
    this.video.requestVideoFrameCallback((_, frame) => {
      if (this.#stop.signal.aborted) return;
      if (this.#frame) this.#skipped += skippedFrames(this.#frame, frame);
      this.#frame = frame;
      this.#watchFrames();
    });
  }
}

/** A page that is busy misses callbacks; that is told from missing frames by how many have been presented. */
function skippedFrames(before: VideoFrameCallbackMetadata, now: VideoFrameCallbackMetadata): number {
  const steps = Math.round(((now.mediaTime - before.mediaTime) * 1000) / FRAME_MS);
  return Math.max(0, steps - (now.presentedFrames - before.presentedFrames));
}
