import {
  continuation,
  crossedHole,
  type Playhead,
  type PlaybackRequest,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { LatencyController } from './latency-controller.ts';
import type { Playback } from './playback.ts';
import { isLiveSought } from './session-store.ts';
import type { StreamContext } from './stream-context.ts';

export interface GapControllerOptions {
  /** Where seeks may go. */
  readonly bounds: () => TimeRange;
  /** Playback has to go on elsewhere. */
  readonly seekTo: (at: UnixMs) => void;
}

export interface PlaybackProgress {
  /** The instant of the picture; null while there is none, or while the media element seeks. */
  readonly at: UnixMs | null;
  /** The end that was asked for is reached. */
  readonly hasEnded: boolean;
}

const FRAME_MS = 40;

/**
 * Decides what playback does while nobody seeks: it crosses holes or stops at them, goes on at the end of a playlist
 * that was cut, keeps its latency and ends. The stream controller owns it and calls `observe` at each tick.
 */
export class GapController {
  readonly #observer: PlayheadObserver;
  readonly #latency: LatencyController;
  /** The hole that playback has stopped at. */
  #stoppedAt: TimeRange | null = null;

  constructor(
    private readonly context: StreamContext,
    private readonly options: GapControllerOptions,
  ) {
    this.#observer = new PlayheadObserver(context.clock);
    this.#latency = new LatencyController(context.video);
  }

  /** A seek begins: what follows does not continue what was before. */
  reset(): void {
    this.#observer.reset();
    this.#latency.reset();
  }

  observe(playback: Playback): PlaybackProgress {
    const { source, store, video, serverNow, isIdle } = this.context;
    const { at, hole, unchangedMs } = this.#observer.observe(video, playback);
    if (at === null) return { at, hasEnded: video.ended };
    if (hole) this.#cross(hole, at, playback);
    if (store.snapshot.seekingTo === null) {
      this.#continue(at, unchangedMs, playback);
      // While nobody watches, the latency grows with the time between two polls of the live playlist.
      const keepsLatency = source.catchUp !== 'off' && (video.paused || !isIdle());
      if (keepsLatency) this.#latency.observe(serverNow() - at);
    }
    return { at, hasEnded: this.#hasEnded(at, source.request) };
  }

  /**
   * Playback is started again. It seeks where it cannot just go on: after a stop at a hole, or where a live playlist
   * does not hold the picture any more.
   */
  resume(playback: Playback): void {
    const at = playback.currentInstant;
    if (at === null) return;
    const hole = this.#stoppedAt;
    this.#stoppedAt = null;
    if (hole && Math.abs(hole.start - at) < 2 * FRAME_MS) this.options.seekTo(hole.end);
    else if (!playback.holds(at)) this.options.seekTo(at);
  }

  #cross(hole: TimeRange, landedAt: UnixMs, playback: Playback): void {
    const { source, store, video } = this.context;
    if (source.gaps !== 'stop') {
      store.emit('gapskip', { hole, landedAt });
      return;
    }
    video.pause();
    this.#stoppedAt = hole;
    const lastPictureS = playback.mediaTimeOf(hole.start - FRAME_MS);
    if (lastPictureS !== null) video.currentTime = lastPictureS;
    this.#observer.reset();
  }

  /** Loads the next playlist at the end of one that the server has cut. */
  #continue(at: UnixMs, unchangedMs: number, { loaded }: Playback): void {
    const { video, store } = this.context;
    const { ended, paused } = video;
    const { recorded, silentSince, playlist } = store.snapshot;
    const end = loaded.at(-1)?.end ?? at;
    if (silentSince !== null && end > silentSince) store.set({ silentSince: null });
    // A playlist with an `EXT-X-ENDLIST` is believed, unless more is known to be recorded.
    if (ended ? !recorded.isKnown(end) : paused) return;
    const scene = { at, loaded, recorded, bounds: this.options.bounds() };
    const next = continuation({ ...scene, unchangedMs: ended ? Infinity : unchangedMs });
    if (next === null) return;
    const isLive = silentSince !== null || isLiveSought(store.snapshot);
    // The server has not cut a live playlist that ends: it goes on when the stream does.
    if (isLive && next === end) {
      // Who extends an endless playlist knows better.
      if (playlist.end === null) store.set({ silentSince: end });
      return;
    }
    this.options.seekTo(next);
    if (ended) ignoreRejection(video.play());
  }

  /** A playlist with an `end` has no `EXT-X-ENDLIST`, so the wall clock decides. */
  #hasEnded(at: UnixMs, { end }: PlaybackRequest): boolean {
    const { video } = this.context;
    if (end === undefined) return video.ended;
    if (at < end - FRAME_MS) return false;
    if (!video.paused) video.pause();
    return true;
  }
}

export interface Observation {
  /** The instant of the picture; null while there is none, or while the media element seeks. */
  readonly at: UnixMs | null;
  /** The hole that playback has crossed since the last observation. */
  readonly hole: TimeRange | null;
  /** For how long the end of what is loaded has not moved. */
  readonly unchangedMs: number;
}

/** Observes the playhead from time to time, and tells what has happened in between. The gap controller owns it. */
export class PlayheadObserver {
  #last: Playhead | null = null;
  #loadedEnd: UnixMs | undefined;
  #loadedEndSinceMs = 0;

  constructor(private readonly clock: Pick<Clock, 'steady'>) {}

  /** A seek begins: what follows does not continue what was before. */
  reset(): void {
    this.#last = null;
  }

  observe(
    {
      currentTime: mediaTimeS,
      readyState,
      seeking,
    }: Pick<HTMLMediaElement, 'currentTime' | 'readyState' | 'seeking'>,
    { loaded, currentInstant }: Pick<Playback, 'loaded' | 'currentInstant'>,
  ): Observation {
    const nowMs = this.clock.steady();
    const loadedEnd = loaded.at(-1)?.end;
    if (loadedEnd !== this.#loadedEnd) {
      this.#loadedEnd = loadedEnd;
      this.#loadedEndSinceMs = nowMs;
    }
    const before = this.#last;
    // Without metadata, `currentTime` is 0, wherever playback is going to start.
    const at = seeking || readyState === 0 ? null : currentInstant;
    this.#last = at === null ? null : { at, mediaTimeS };
    return {
      at,
      hole: before && this.#last ? crossedHole(before, this.#last, loaded) : null,
      unchangedMs: nowMs - this.#loadedEndSinceMs,
    };
  }
}
