import { FRAME_MS } from '../streams.ts';

/** What a viewer may notice of a stretch of playback. */
export interface PlaybackStats {
  /** Seconds of media time, at whatever playback rate. */
  readonly playedS: number;
  /** Number of `waiting` events. */
  readonly waits: number;
  /** Where and for how long media time did not advance although the element was not paused. */
  readonly stalls: readonly { readonly atS: number; readonly ms: number }[];
  /** Frames that were decoded, and those of them that were never presented. */
  readonly frames: number;
  readonly dropped: number;
  /** Frames of media time that were neither decoded nor presented. */
  readonly skipped: number;
}

/** A shorter standstill of media time is no stall. */
const STALL_MS = 100;
/** A longer step of media time is a seek. */
const LONGEST_STEP_S = 1;

/** Measures the playback of a `<video>` from its construction to `stop`. `PlaybackObserver` makes one a stretch. */
export class PlaybackMeter {
  readonly #stalls: { atS: number; ms: number }[] = [];
  readonly #before: VideoPlaybackQuality;
  readonly #stop = new AbortController();
  #playedS = 0;
  #waits = 0;
  #skipped = 0;
  #atS: number;
  /** When media time last advanced; null: it has not advanced since the element was paused. */
  #advancedMs: number | null = null;
  #sampledMs = 0;
  #frame: VideoFrameCallbackMetadata | null = null;

  constructor(private readonly video: HTMLVideoElement) {
    this.#before = video.getVideoPlaybackQuality();
    this.#atS = video.currentTime;
    video.addEventListener('waiting', () => (this.#waits += 1), { signal: this.#stop.signal });
    this.#sampleTime();
    this.#watchFrames();
  }

  get stats(): PlaybackStats {
    const { totalVideoFrames, droppedVideoFrames } = this.video.getVideoPlaybackQuality();
    return {
      playedS: this.#playedS,
      waits: this.#waits,
      stalls: [...this.#stalls, ...this.#currentStall],
      frames: totalVideoFrames - this.#before.totalVideoFrames,
      dropped: droppedVideoFrames - this.#before.droppedVideoFrames,
      skipped: this.#skipped,
    };
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Reads media time in each animation frame. */
  #sampleTime(): void {
    if (this.#stop.signal.aborted) return;
    requestAnimationFrame(() => this.#sampleTime());
    const { currentTime, paused } = this.video;
    const nowMs = performance.now();
    if (paused) this.#advancedMs = null;
    else if (currentTime !== this.#atS) this.#advance(currentTime - this.#atS, nowMs);
    this.#sampledMs = nowMs;
    this.#atS = currentTime;
  }

  #advance(stepS: number, nowMs: number): void {
    this.#stalls.push(...this.#currentStall);
    this.#advancedMs = nowMs;
    if (stepS > 0 && stepS <= LONGEST_STEP_S) this.#playedS += stepS;
  }

  /** The stall that goes on now, if there is one. Time between two samples does not count: the page may be busy then. */
  get #currentStall(): PlaybackStats['stalls'] {
    const ms = this.#sampledMs - (this.#advancedMs ?? Infinity);
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

/** A busy page misses callbacks. `presentedFrames` tells the frames of missed callbacks from skipped frames. */
function skippedFrames(before: VideoFrameCallbackMetadata, now: VideoFrameCallbackMetadata): number {
  const steps = Math.round(((now.mediaTime - before.mediaTime) * 1000) / FRAME_MS);
  return Math.max(0, steps - (now.presentedFrames - before.presentedFrames));
}
