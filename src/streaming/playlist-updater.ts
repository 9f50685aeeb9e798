import {
  TimeShiftError,
  windowAt,
  type EndlessPlaylist,
  type PlaybackRequest,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { backoffMs } from '../core/policy/backoff.ts';
import type { Clock } from '../core/time/clock.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import type { LivePlaylist, WindowLoader } from './window-loader.ts';

export interface PlaylistUpdaterOptions {
  readonly clock: Clock;
  readonly serverNow: () => UnixMs;
  /** The instant of the picture; null while there is none. */
  readonly currentInstant: () => UnixMs | null;
  /** The playlist in use. */
  readonly playlist: () => EndlessPlaylist;
  readonly variant: () => Variant | null;
  /** The playlist in use has been extended. */
  readonly onUpdate: (playlist: EndlessPlaylist) => void;
  readonly onWarning: (error: TimeShiftError) => void;
  /** The playlist ends at the live edge and nothing has been added since; null when it goes on. */
  readonly onSilence: (since: UnixMs | null) => void;
}

interface Update {
  readonly playlist: EndlessPlaylist;
  /** No segment that begins before this will be added. */
  readonly completeUntil: UnixMs;
  /** How long to wait before the next look. */
  readonly waitMs: number;
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
/** How often to look whether a silent stream is back. */
const SILENT_WAIT_MS = 2000;

/**
 * Extends the playlist in use ahead of the picture: by the next windows, across gaps, and at the live edge by the live
 * playlist, which it polls. It drops segments that lie far behind the picture. The endless playback owns it.
 */
export class PlaylistUpdater {
  #run = new AbortController();

  constructor(
    private readonly loader: Pick<WindowLoader, 'load' | 'loadLive'>,
    private readonly options: PlaylistUpdaterOptions,
  ) {}

  /** @param request its `end` or `vodEnd` bounds the playlist */
  start(request: PlaybackRequest): void {
    this.stop();
    this.#run = new AbortController();
    ignoreRejection(this.#loop(request, this.#run.signal));
  }

  stop(): void {
    this.#run.abort();
  }

  async #loop(request: PlaybackRequest, signal: AbortSignal): Promise<void> {
    const { clock, currentInstant, onWarning } = this.options;
    const bound = request.end ?? request.vodEnd ?? Infinity;
    let completeUntil = -Infinity;
    let failures = 0;
    for (;;) {
      await clock.delay(backoffMs(failures, LOOK), signal);
      const end = this.#end ?? 0;
      if (Math.max(end, completeUntil) >= bound) break;
      if (end - (currentInstant() ?? end) > AHEAD_MS) continue;
      try {
        const update = await this.#update(Math.max(end, completeUntil), request, signal);
        signal.throwIfAborted();
        this.#publish(update);
        completeUntil = update.completeUntil;
        failures = 0;
        if (update.waitMs > 0) await clock.delay(update.waitMs, signal);
      } catch (error) {
        signal.throwIfAborted();
        failures += 1;
        if (failures === 1 && error instanceof TimeShiftError) onWarning(error);
      }
    }
    if (request.vodEnd !== undefined) this.options.onUpdate(this.options.playlist().ended());
  }

  get #end(): UnixMs | null {
    return this.options.playlist().end;
  }

  /** Adds the next window, or the live playlist and what lies between, where the window is too young. */
  async #update(next: UnixMs, request: PlaybackRequest, signal: AbortSignal): Promise<Update> {
    const { serverNow, playlist, variant } = this.options;
    const isOld = next < serverNow() - LIVE_MS;
    const live = isOld ? null : await this.#loadLive(signal);
    if (!live) {
      const { segments } = playlist();
      const window = await this.loader.load(windowAt(next), segments, variant(), signal);
      return {
        playlist: playlist().append(within(request, window.segments)),
        completeUntil: window.completeUntil,
        waitMs: isOld ? 0 : SILENT_WAIT_MS,
      };
    }
    const liveStart = live.segments[0]?.start ?? 0;
    const filled = await this.#fill({ start: next, end: liveStart }, signal);
    return {
      playlist: filled.append(within(request, live.segments)),
      completeUntil: next,
      waitMs: live.targetDurationMs / 2,
    };
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

  /** Adds what a live playlist that has moved on does not hold any more. */
  async #fill(missing: TimeRange, signal: AbortSignal): Promise<EndlessPlaylist> {
    let filled = this.options.playlist();
    if (missing.start >= missing.end) return filled;
    for (let window = windowAt(missing.start); window.start < missing.end; window = windowAt(window.end)) {
      const { segments } = await this.loader.load(window, filled.segments, this.options.variant(), signal);
      filled = filled.append(segments.filter(({ start }) => start < missing.end));
    }
    return filled;
  }

  #publish({ playlist, waitMs }: Update): void {
    const { currentInstant, onUpdate, onSilence } = this.options;
    if (playlist === this.options.playlist()) {
      if (waitMs > 0) this.#reportSilence(playlist);
      return;
    }
    const at = currentInstant();
    onUpdate(at === null ? playlist : playlist.dropBefore(at - BEHIND_MS));
    onSilence(null);
  }

  #reportSilence({ end, segments }: EndlessPlaylist): void {
    const { serverNow, onSilence } = this.options;
    const usuallyMs = Math.max(SILENT_SEGMENTS * (segments.at(-1)?.durationMs ?? 0), SILENT_AFTER_MS);
    if (end !== null && end < serverNow() - usuallyMs) onSilence(end);
  }
}

/** Without the segments beyond a `vodEnd`. An `end` does not cut the playlist: playback stops there. */
export const within = (
  { vodEnd = Infinity }: PlaybackRequest,
  segments: readonly TimedSegment[],
): readonly TimedSegment[] => segments.filter(({ start }) => start < vodEnd);
