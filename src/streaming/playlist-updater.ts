import { backoffMs } from '../core/policy/backoff.ts';
import { systemClock } from '../core/time/clock.ts';
import {
  TimeShiftError,
  windowAt,
  type EndlessPlaylist,
  type PlaybackRequest,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import type { LivePlaylist, WindowLoader } from './window-loader.ts';

export interface PlaylistUpdaterOptions {
  readonly serverInstant: () => UnixMs;
  readonly currentInstant: () => UnixMs | null;
  readonly onGrown: (list: EndlessPlaylist) => void;
  readonly onWarning: (error: TimeShiftError) => void;
  /** Nothing has come since the end of the playlist, which lies at live; null when it goes on. */
  readonly onSilence: (since: UnixMs | null) => void;
}

interface Grown {
  readonly list: EndlessPlaylist;
  /** Up to when nothing will be added to it. */
  readonly completeUntil: UnixMs;
  readonly waitMs: number;
}

/** How much has to lie ahead of the picture: more than is buffered. */
const AHEAD_MS = 60_000;
/** How often to look whether something has to be added; where that fails, less and less often. */
const LOOK = { firstMs: 500, longestMs: 8000 };
/** What is younger is read from the live playlist: windows of it would not be settled. */
const LIVE_MS = 60_000;
/** How much is kept behind the picture; with what lies ahead, a playlist that is written quickly. */
const BEHIND_MS = 90 * 60_000;
/** What is live is late by a few segments anyway: by so many, and at least by so much. */
const LATE_SEGMENTS = 3;
const LEAST_LATE_MS = 5000;
/** How often to look whether the stream is back. */
const SILENT_WAIT_MS = 2000;

/** Adds to a playlist what playback will need: the next windows, over holes too, and at last what is live. */
export class PlaylistUpdater {
  #life = new AbortController();

  constructor(
    private readonly reader: WindowLoader,
    private readonly options: PlaylistUpdaterOptions,
  ) {}

  /** @param request its `end` or `vodEnd` bounds what is added */
  start(list: EndlessPlaylist, request: PlaybackRequest): void {
    this.stop();
    this.#life = new AbortController();
    ignoreRejection(this.#run(list, request, this.#life.signal));
  }

  stop(): void {
    this.#life.abort();
  }

  async #run(list: EndlessPlaylist, request: PlaybackRequest, signal: AbortSignal): Promise<void> {
    const bound = request.end ?? request.vodEnd ?? Infinity;
    let completeUntil = -Infinity;
    let failures = 0;
    while (!signal.aborted) {
      await systemClock.delay(backoffMs(failures, LOOK), signal);
      const end = list.end ?? 0;
      if (Math.max(end, completeUntil) >= bound) break;
      if (end - (this.options.currentInstant() ?? end) > AHEAD_MS) continue;
      try {
        const grown = await this.#grow(list, Math.max(end, completeUntil), request, signal);
        if (grown.list === list) this.#tellSilence(list, grown.waitMs > 0);
        else list = this.#show(grown.list);
        completeUntil = grown.completeUntil;
        failures = 0;
        if (grown.waitMs > 0) await systemClock.delay(grown.waitMs, signal);
      } catch (error) {
        signal.throwIfAborted();
        failures += 1;
        if (failures === 1 && error instanceof TimeShiftError) this.options.onWarning(error);
      }
    }
    if (request.vodEnd !== undefined && !signal.aborted) this.options.onGrown(list.ended());
  }

  /** By the next window; by what is live if that is too young for one, and by what lies between the two. */
  async #grow(
    list: EndlessPlaylist,
    next: UnixMs,
    request: PlaybackRequest,
    signal: AbortSignal,
  ): Promise<Grown> {
    const isOld = next < this.options.serverInstant() - LIVE_MS;
    const live = isOld ? null : await this.#readLive(list, signal);
    if (!live) {
      const { segments, completeUntil } = await this.reader.read(windowAt(next), list.segments, signal);
      const waitMs = isOld ? 0 : SILENT_WAIT_MS;
      return { list: list.append(within(request, segments)), completeUntil, waitMs };
    }
    const liveStart = live.segments[0]?.start ?? 0;
    const filled = await this.#fill(list, { start: next, end: liveStart }, signal);
    return {
      list: filled.append(within(request, live.segments)),
      completeUntil: next,
      waitMs: live.targetDurationMs / 2,
    };
  }

  /** Where the encoder is away, some servers have no live playlist at all: then null. */
  async #readLive({ segments }: EndlessPlaylist, signal: AbortSignal): Promise<LivePlaylist | null> {
    try {
      return await this.reader.readLive(segments, signal);
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return null;
      throw error;
    }
  }

  /** With what a live playlist that has moved on does not hold any more. */
  async #fill(list: EndlessPlaylist, missed: TimeRange, signal: AbortSignal): Promise<EndlessPlaylist> {
    let filled = list;
    if (missed.start >= missed.end) return filled;
    for (let window = windowAt(missed.start); window.start < missed.end; window = windowAt(window.end)) {
      const { segments } = await this.reader.read(window, filled.segments, signal);
      filled = filled.append(segments.filter(({ start }) => start < missed.end));
    }
    return filled;
  }

  #show(grown: EndlessPlaylist): EndlessPlaylist {
    const at = this.options.currentInstant();
    const list = at === null ? grown : grown.dropBefore(at - BEHIND_MS);
    this.options.onGrown(list);
    this.options.onSilence(null);
    return list;
  }

  #tellSilence({ end, segments }: EndlessPlaylist, isLive: boolean): void {
    const usuallyMs = Math.max(LATE_SEGMENTS * (segments.at(-1)?.durationMs ?? 0), LEAST_LATE_MS);
    const isSilent = isLive && end !== null && end < this.options.serverInstant() - usuallyMs;
    if (isSilent) this.options.onSilence(end);
  }
}

/** Those of the segments that a recording with an end still has. An `end` is where playback stops, not the playlist. */
export const within = (
  { vodEnd = Infinity }: PlaybackRequest,
  segments: readonly TimedSegment[],
): readonly TimedSegment[] => segments.filter(({ start }) => start < vodEnd);
