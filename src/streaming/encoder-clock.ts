import {
  CHECK_BACK_MS,
  datedRange,
  movedBy,
  PLAYLIST_DELAY_MS,
  windowAt,
  type MediaPlaylist,
  type MediaSegment,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import { goesOn, offsetByLive, offsetByWindow, type LiveEnd } from '../core/policy/encoder-offset.ts';
import { isOffLive, isOffWindow } from '../core/policy/off-dates.ts';

export interface EncoderClockOptions {
  readonly clock: Clock;
  readonly serverNow: () => UnixMs;
  /** How far the encoder's clock is ahead of the server's, in milliseconds, as far as it is known. */
  readonly encoderOffset: () => number;
  readonly onEncoderOffset: (offsetMs: number) => void;
  /** Loads what the server has recorded in a window, whose dates are checked. */
  readonly loadWindow: (
    window: TimeRange,
    signal: AbortSignal,
  ) => Promise<{ readonly segments: readonly unknown[] }>;
  /** Loads the live playlist; null where nothing is live. */
  readonly loadLive: (signal: AbortSignal) => Promise<{ readonly playlist: MediaPlaylist | null }>;
}

/** An encoder is measured again after this, because its clock may be set. */
const INTERVAL_MS = 60_000;
/** The clock of a server and that of an encoder differ by less than this, or by what is measured. */
const AROUND_MS = 60_000;

/**
 * Finds out how far the encoder's clock is ahead of the server's, where dates do not fit. Dates are the encoder's; time
 * keys and the timeline are the server's. The window loader makes one on demand.
 *
 * A live playlist that ends in the past tells nothing by itself, because the encoder may be away. So windows decide,
 * where there are any: the server has recorded them when its own clock said the time that is asked for.
 */
export class EncoderClock {
  #windowAskedMs = -Infinity;
  #liveAskedMs = -Infinity;
  /** When the live playlist ended that was checked last, by the encoder's clock; and when that was, by the server's. */
  #live: LiveEnd | null = null;
  #isToldByWindow = false;

  constructor(private readonly options: EncoderClockOptions) {}

  /** @param dated the time that an answer covers by its dates, which is not the time that was asked for */
  async checkWindow(
    dated: TimeRange,
    asked: TimeRange,
    longestMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, onEncoderOffset } = this.options;
    if (clock.steady() < this.#windowAskedMs + INTERVAL_MS) return;
    const offsetMs = await this.#measure(dated, asked, longestMs, signal);
    // A check that is aborted has told nothing, and the next one must not rely on it.
    this.#windowAskedMs = clock.steady();
    if (offsetMs !== null) onEncoderOffset(offsetMs);
  }

  /** Returns null where the dates do not tell the encoder's clock. */
  async #measure(
    dated: TimeRange,
    asked: TimeRange,
    longestMs: number,
    signal: AbortSignal,
  ): Promise<number | null> {
    const { serverNow, encoderOffset } = this.options;
    const liveEnd = await this.#liveEnd(signal);
    // The server answers with another time than the one that was asked for.
    if (liveEnd !== null && !isOffLive(liveEnd - encoderOffset(), serverNow())) return null;
    const byLive = liveEnd === null ? null : offsetByLive(liveEnd - serverNow());
    const offsetMs = (await this.#byWindow(dated, asked, longestMs, signal)) ?? byLive;
    const fits = offsetMs !== null && !isOffWindow(movedBy(dated, -offsetMs), asked, longestMs);
    return fits ? offsetMs : null;
  }

  /** When the live playlist ends by its dates; null where there is none to be had, which costs no window. */
  async #liveEnd(signal: AbortSignal): Promise<UnixMs | null> {
    try {
      const { playlist } = await this.options.loadLive(signal);
      return datedRange(playlist?.segments ?? [])?.end ?? null;
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  async #byWindow(
    dated: TimeRange,
    asked: TimeRange,
    longestMs: number,
    signal: AbortSignal,
  ): Promise<number | null> {
    const { serverNow, encoderOffset, loadWindow } = this.options;
    if (asked.end < serverNow() - PLAYLIST_DELAY_MS) return offsetByWindow(dated, asked, longestMs);
    // The server may list the last segments of this window later, so an older one tells it exactly.
    const before = encoderOffset();
    await loadWindow(windowAt(serverNow() - CHECK_BACK_MS), signal);
    return encoderOffset() === before ? null : encoderOffset();
  }

  /** @param end when the live playlist ends by its dates, which is not about now */
  async checkLive(end: UnixMs, signal: AbortSignal): Promise<void> {
    const { clock, serverNow, encoderOffset, onEncoderOffset } = this.options;
    const [before, live] = [this.#live, { end, at: serverNow() }];
    this.#live = live;
    const isFresh = end - encoderOffset() > live.at || goesOn(before, live);
    if (clock.steady() >= this.#liveAskedMs + INTERVAL_MS) {
      this.#isToldByWindow = await this.#checkRecorded(end, signal);
      this.#liveAskedMs = clock.steady();
    }
    if (isFresh && !this.#isToldByWindow) onEncoderOffset(offsetByLive(end - serverNow()));
  }

  /** Leaves out what is dated far from what was asked for. @param segments by the server's clock */
  around({ start, end }: TimeRange, segments: readonly MediaSegment[]): readonly MediaSegment[] {
    return segments.filter(
      ({ date }) => date === null || (date > start - AROUND_MS && date < end + AROUND_MS),
    );
  }

  /** Asks for what was recorded before. Returns whether there is anything, so that the windows have told the offset. */
  async #checkRecorded(end: UnixMs, signal: AbortSignal): Promise<boolean> {
    const now = this.options.serverNow();
    for (const at of [now - CHECK_BACK_MS, Math.min(end, now)]) {
      const { segments } = await this.options.loadWindow(windowAt(at), signal);
      if (segments.length > 0) return true;
    }
    return false;
  }
}
