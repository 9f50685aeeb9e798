import {
  TimeShiftError,
  windowAt,
  type EndlessPlaylist,
  type PlaybackRequest,
  type RecordedRanges,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { backoffMs } from '../core/policy/backoff.ts';
import type { Clock } from '../core/time/clock.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import type { LivePlaylist, WindowLoader } from './window-loader.ts';
import { withinBounds } from './within-bounds.ts';

export interface PlaylistUpdaterOptions {
  readonly clock: Clock;
  readonly serverNow: () => UnixMs;
  /** The instant of the picture; null while there is none. */
  readonly currentInstant: () => UnixMs | null;
  /** The playlist in use. */
  readonly playlist: () => EndlessPlaylist;
  readonly variant: () => Variant | null;
  readonly recorded: () => RecordedRanges;
  /** The playlist in use has been extended. */
  readonly onUpdate: (playlist: EndlessPlaylist) => void;
  /** The times of the playlist in use have been corrected. */
  readonly onCorrect: (playlist: EndlessPlaylist) => void;
  readonly onWarning: (error: TimeShiftError) => void;
  /** The playlist ends at the live edge and nothing has been added since; null when it goes on. */
  readonly onSilence: (since: UnixMs | null) => void;
  /** Whether nobody sees or hears what is played, so that the live playlist may be polled less often. */
  readonly isIdle: () => boolean;
}

interface Update {
  readonly playlist: EndlessPlaylist;
  /** No segment that begins before this will be added. */
  readonly completeUntil: UnixMs;
  /** The least time from the request to the next one; 0 where older windows have to be read first. */
  readonly intervalMs: number;
}

/** The playlist has to reach this far ahead of the picture: further than hls.js buffers. */
const AHEAD_MS = 60_000;
/** How often to look whether the playlist has to be extended, and the back-off where that fails. */
const LOOK = { firstMs: 500, longestMs: 8000 };
/** What is younger than this is loaded from the live playlist: windows would not be settled. */
const LIVE_MS = 60_000;
/** The playlist keeps this much behind the picture. With what lies ahead, it is still written quickly. */
const BEHIND_MS = 90 * 60_000;
/** The live playlist is silent when its end is later than this many segments, and later than the milliseconds. */
const SILENT_SEGMENTS = 3;
const SILENT_AFTER_MS = 5000;
/** The least time between two looks whether a silent stream is back. */
const SILENT_INTERVAL_MS = 5000;
/** The live playlist is polled at most a third as often while nobody watches, and not more often than this. */
const IDLE_FACTOR = 3;
const IDLE_INTERVAL_MS = 16_000;
/** A stream whose live playlist is gone may have its last segments in a window, whose URL changes this often. */
const LAST_WINDOW_INTERVAL_MS = 10_000;
/** After so many answers without a new segment, the live playlist is not expected to change at any moment. */
const MANY_UNCHANGED = 2;

const isInexact = ({ segments }: EndlessPlaylist): boolean =>
  segments.some(({ accuracyMs }) => accuracyMs > 0);

/**
 * Extends the playlist in use ahead of the picture: by the next windows, across gaps, and at the live edge by the live
 * playlist, which it polls. It drops segments that lie far behind the picture, and corrects the times of the others when
 * the timeline or a date tells more. The endless playback owns it, and loads it on demand, because the first picture does
 * not need it.
 */
export class PlaylistUpdater {
  #run = new AbortController();
  /** How many answers in a row have added nothing, and the steady time of the last one that has added something. */
  #unchanged = 0;
  #changedMs = 0;
  /** The steady time of the last request for a window. */
  #windowAskedMs = -Infinity;
  /** What the times have been corrected in last, and by. */
  #corrected: readonly [EndlessPlaylist, RecordedRanges] | null = null;

  constructor(
    private readonly loader: Pick<WindowLoader, 'load' | 'loadLive'>,
    private readonly options: PlaylistUpdaterOptions,
  ) {}

  /** @param request its `end` or `vodEnd` bounds the playlist */
  start(request: PlaybackRequest): void {
    this.stop();
    this.#run = new AbortController();
    this.#unchanged = 0;
    this.#changedMs = this.options.clock.steady();
    this.#windowAskedMs = -Infinity;
    ignoreRejection(this.#loop(request, this.#run.signal));
  }

  stop(): void {
    this.#run.abort();
  }

  async #loop(request: PlaybackRequest, signal: AbortSignal): Promise<void> {
    const { clock, onWarning } = this.options;
    const bound = request.end ?? request.vodEnd ?? Infinity;
    let completeUntil = -Infinity;
    let failures = 0;
    let [askedMs, intervalMs] = [-Infinity, 0];
    for (;;) {
      await clock.delay(backoffMs(failures, LOOK), signal);
      await this.#correct(signal);
      const next = Math.max(this.#end ?? 0, completeUntil);
      if (next >= bound) break;
      if (this.#isFarAhead() || clock.steady() < askedMs + this.#idled(intervalMs)) continue;
      askedMs = clock.steady();
      intervalMs = 0;
      try {
        const update = await this.#update(next, request, signal);
        signal.throwIfAborted();
        this.#publish(update);
        ({ completeUntil, intervalMs } = update);
        failures = 0;
      } catch (error) {
        signal.throwIfAborted();
        failures += 1;
        if (failures === 1 && error instanceof TimeShiftError) onWarning(error);
      }
    }
    if (request.vodEnd !== undefined) this.options.onUpdate(this.options.playlist().ended());
    while (isInexact(this.options.playlist())) {
      await clock.delay(LOOK.firstMs, signal);
      await this.#correct(signal);
    }
  }

  /** Tells the times anew that are not known exactly, as soon as the playlist or the timeline has changed. */
  async #correct(signal: AbortSignal): Promise<void> {
    const { playlist, recorded, onCorrect } = this.options;
    const isDone = this.#corrected?.[0] === playlist() && this.#corrected[1] === recorded();
    if (isDone || !isInexact(playlist())) return;
    const { correctTimes } = await importOnDemand(import('../core/hls/correct-times.ts'));
    signal.throwIfAborted();
    const corrected = playlist().corrected(correctTimes(playlist().segments, recorded()));
    this.#corrected = [corrected, recorded()];
    if (corrected !== playlist()) onCorrect(corrected);
  }

  get #end(): UnixMs | null {
    return this.options.playlist().end;
  }

  /** Browsers slow the timers of hidden pages down to one a minute. */
  #isFarAhead(): boolean {
    const { currentInstant, isIdle } = this.options;
    const end = this.#end ?? 0;
    return end - (currentInstant() ?? end) > (isIdle() ? IDLE_FACTOR * AHEAD_MS : AHEAD_MS);
  }

  #idled(intervalMs: number): number {
    const isSlowed = intervalMs > 0 && this.options.isIdle();
    return isSlowed ? Math.max(IDLE_FACTOR * intervalMs, IDLE_INTERVAL_MS) : intervalMs;
  }

  /** Adds the next window, or the live playlist and what lies between, where the window is too young. */
  async #update(next: UnixMs, request: PlaybackRequest, signal: AbortSignal): Promise<Update> {
    const { serverNow, playlist } = this.options;
    if (next < serverNow() - LIVE_MS) return this.#addWindow(next, request, 0, signal);
    const live = await this.#loadLive(signal);
    if (!live) {
      const intervalMs = this.#intervalMs(playlist().segments.at(-1)?.durationMs ?? 0, false);
      if (this.#isLastWindowDue) return this.#addWindow(next, request, intervalMs, signal);
      return { playlist: playlist(), completeUntil: next, intervalMs };
    }
    const liveStart = live.segments[0]?.start ?? 0;
    const filled = await this.#fill({ start: next, end: liveStart }, signal);
    const extended = filled.append(withinBounds(request, live.segments));
    return {
      playlist: extended,
      completeUntil: next,
      intervalMs: this.#intervalMs(durationOf(live), extended !== playlist()),
    };
  }

  async #addWindow(
    next: UnixMs,
    request: PlaybackRequest,
    intervalMs: number,
    signal: AbortSignal,
  ): Promise<Update> {
    const { clock, playlist, variant } = this.options;
    this.#windowAskedMs = clock.steady();
    const window = await this.loader.load(windowAt(next), playlist().segments, variant(), signal);
    return {
      playlist: playlist().append(withinBounds(request, window.segments)),
      completeUntil: window.completeUntil,
      intervalMs,
    };
  }

  /** Later, the window is read anyway whenever it is old. */
  get #isLastWindowDue(): boolean {
    const { clock, serverNow } = this.options;
    const isRecent = (this.#end ?? 0) > serverNow() - LIVE_MS;
    return isRecent && clock.steady() - this.#windowAskedMs >= LAST_WINDOW_INTERVAL_MS;
  }

  /**
   * How long after a request of the live playlist the next one is due (RFC 8216 § 6.3.4): the duration of a segment,
   * or half of it where the answer has added nothing. A playlist that goes on adding nothing is asked for less often.
   */
  #intervalMs(durationMs: number, isChanged: boolean): number {
    const nowMs = this.options.clock.steady();
    this.#unchanged = isChanged ? 0 : this.#unchanged + 1;
    if (isChanged) this.#changedMs = nowMs;
    if (this.#unchanged === 0) return durationMs;
    if (this.#unchanged <= MANY_UNCHANGED) return durationMs / 2;
    return nowMs - this.#changedMs > usualMs(durationMs)
      ? Math.max(durationMs, SILENT_INTERVAL_MS)
      : durationMs;
  }

  /** Null where nothing is live: some servers have no live playlist while the encoder is away. */
  async #loadLive(signal: AbortSignal): Promise<LivePlaylist | null> {
    const { playlist, variant } = this.options;
    try {
      return await this.loader.loadLive(playlist().segments, variant(), signal);
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return null;
      throw error;
    }
  }

  /**
   * Adds what a live playlist that has moved on does not hold any more. While the computer slept, the clock that tells
   * the server's time may have stood still: then the live playlist knows better what is recorded by now.
   */
  async #fill({ start, end }: TimeRange, signal: AbortSignal): Promise<EndlessPlaylist> {
    const { playlist, variant } = this.options;
    let filled = playlist();
    if (start >= end) return filled;
    for (let window = windowAt(start); window.start < end; window = windowAt(window.end)) {
      const { segments } = await this.loader.load(window, filled.segments, variant(), signal, end);
      filled = filled.append(segments.filter((segment) => segment.start < end));
    }
    return filled;
  }

  #publish({ playlist, intervalMs }: Update): void {
    const { currentInstant, onUpdate, onSilence } = this.options;
    if (playlist === this.options.playlist()) {
      if (intervalMs > 0) this.#reportSilence(playlist);
      return;
    }
    const at = currentInstant();
    onUpdate(at === null ? playlist : playlist.dropBefore(at - BEHIND_MS));
    onSilence(null);
  }

  #reportSilence({ end, segments }: EndlessPlaylist): void {
    const { serverNow, onSilence } = this.options;
    const lastMs = segments.at(-1)?.durationMs ?? 0;
    if (end !== null && end < serverNow() - usualMs(lastMs)) onSilence(end);
  }
}

/** How old the end of a live playlist with segments of this duration usually is, at most. */
const usualMs = (durationMs: number): number => Math.max(SILENT_SEGMENTS * durationMs, SILENT_AFTER_MS);

/** Some servers state a longer target duration than their segments have, and each segment is needed when it is listed. */
const durationOf = ({ segments, targetDurationMs }: LivePlaylist): number =>
  Math.max(Math.min(targetDurationMs, segments.at(-1)?.durationMs ?? Infinity), LOOK.firstMs);
