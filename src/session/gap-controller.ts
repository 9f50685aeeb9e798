import {
  contains,
  continuation,
  type PlaybackRequest,
  type RecordedRanges,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import { LatencyController } from './latency-controller.ts';
import type { Playback } from './playback.ts';
import { PlayheadObserver } from './playhead-observer.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import type { StreamSource } from '../network/stream-source.ts';

export interface GapControllerOptions {
  readonly source: StreamSource;
  readonly recorded: () => RecordedRanges;
  readonly bounds: () => TimeRange;
  readonly serverInstant: () => UnixMs;
  readonly isSeeking: () => boolean;
  readonly onHole: (hole: TimeRange, landedAt: UnixMs) => void;
  /** Playback is to go on elsewhere. */
  readonly seekTo: (at: UnixMs) => void;
}

export interface Course {
  /** The wall-clock instant of the picture; null while there is none, or a seek is under way. */
  readonly at: UnixMs | null;
  /** The end that was asked for is reached. */
  readonly hasEnded: boolean;
}

const FRAME_MS = 40;

/** What playback does while nobody seeks: it crosses holes or stops at them, goes on, catches up and ends. */
export class GapController {
  readonly #watch = new PlayheadObserver();
  readonly #latency: LatencyController;
  /** The hole that playback has stopped at. */
  #stoppedAt: TimeRange | null = null;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly options: GapControllerOptions,
  ) {
    this.#latency = new LatencyController(video);
  }

  /** A seek comes between: what follows is no continuation of what was. */
  forget(): void {
    this.#watch.forget();
    this.#latency.forget();
  }

  observe(playback: Playback): Course {
    const { source, serverInstant } = this.options;
    const { at, hole, unchangedMs } = this.#watch.observe(this.video, playback);
    if (at === null) return { at, hasEnded: this.video.ended };
    if (hole) this.#cross(hole, at, playback);
    if (!this.options.isSeeking()) {
      this.#goOn(at, unchangedMs, playback);
      if (source.catchUp !== 'off') this.#latency.observe(serverInstant() - at);
    }
    return { at, hasEnded: this.#hasEnded(at, source.request) };
  }

  /** Playback begins again: after a stop at a hole, or where a live playlist has forgotten what the viewer looks at. */
  resume(playback: Playback): void {
    const at = playback.currentInstant;
    if (at === null) return;
    const hole = this.#stoppedAt;
    this.#stoppedAt = null;
    if (hole && Math.abs(hole.start - at) < 2 * FRAME_MS) this.options.seekTo(hole.end);
    else if (!playback.loaded.some((range) => contains(range, at))) this.options.seekTo(at);
  }

  #cross(hole: TimeRange, landedAt: UnixMs, playback: Playback): void {
    if (this.options.source.gaps !== 'stop') {
      this.options.onHole(hole, landedAt);
      return;
    }
    this.video.pause();
    this.#stoppedAt = hole;
    const lastPictureS = playback.mediaTimeOf(hole.start - FRAME_MS);
    if (lastPictureS !== null) this.video.currentTime = lastPictureS;
    this.#watch.forget();
  }

  /** At the end of a playlist that was cut, with the next one. */
  #goOn(at: UnixMs, unchangedMs: number, { loaded }: Playback): void {
    const { ended, paused } = this.video;
    const [recorded, bounds] = [this.options.recorded(), this.options.bounds()];
    // What says itself that it has ended is believed, unless more is known to be recorded.
    if (ended ? !recorded.isKnown(loaded.at(-1)?.end ?? at) : paused) return;
    const next = continuation({ at, loaded, recorded, bounds, unchangedMs: ended ? Infinity : unchangedMs });
    if (next === null) return;
    this.options.seekTo(next);
    if (ended) ignoreRejection(this.video.play());
  }

  /** A playlist with an `end` never says that it has ended, so the wall clock does. */
  #hasEnded(at: UnixMs, { end }: PlaybackRequest): boolean {
    if (end === undefined) return this.video.ended;
    if (at < end - FRAME_MS) return false;
    if (!this.video.paused) this.video.pause();
    return true;
  }
}
