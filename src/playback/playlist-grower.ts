import {
  TimeShiftError,
  windowAt,
  type EndlessPlaylist,
  type PlaybackRequest,
  type TimedSegment,
  type UnixMs,
} from '../core/index.ts';
import { delay } from './delay.ts';
import { quietly } from './quietly.ts';
import type { LivePlaylist, WindowReader } from './window-reader.ts';

export interface PlaylistGrowerOptions {
  readonly serverInstant: () => UnixMs;
  readonly currentInstant: () => UnixMs | null;
  readonly onGrown: (list: EndlessPlaylist) => void;
  readonly onWarning: (error: TimeShiftError) => void;
  /** Nothing has come since the end of the playlist, which lies at live; null when it goes on. */
  readonly onSilence: (since: UnixMs | null) => void;
}

interface More {
  readonly segments: readonly TimedSegment[];
  readonly completeUntil: UnixMs;
  readonly waitMs: number;
}

/** How much has to lie ahead of the picture: more than is buffered. */
const AHEAD_MS = 60_000;
const LOOK_EVERY_MS = 500;
/** What is younger is read from the live playlist: windows of it would not be settled. */
const LIVE_MS = 60_000;
/** How much is kept behind the picture; with what lies ahead, a playlist that is written quickly. */
const BEHIND_MS = 90 * 60_000;
const LONGEST_WAIT_MS = 8000;
/** What is live is late by a few segments anyway: by so many, and at least by so much. */
const LATE_SEGMENTS = 3;
const LEAST_LATE_MS = 5000;
/** How often to ask for what is live while nothing is. */
const SILENT_WAIT_MS = 2000;

/** Adds to a playlist what playback will need: the next windows, over holes too, and at last what is live. */
export class PlaylistGrower {
  #life = new AbortController();

  constructor(
    private readonly reader: WindowReader,
    private readonly options: PlaylistGrowerOptions,
  ) {}

  /** @param request its `end` or `vodEnd` bounds what is added */
  start(list: EndlessPlaylist, { end, vodEnd }: PlaybackRequest): void {
    this.stop();
    this.#life = new AbortController();
    quietly(this.#run(list, end ?? vodEnd ?? Infinity, vodEnd !== undefined, this.#life.signal));
  }

  stop(): void {
    this.#life.abort();
  }

  async #run(list: EndlessPlaylist, bound: UnixMs, isVod: boolean, signal: AbortSignal): Promise<void> {
    let completeUntil = -Infinity;
    let failures = 0;
    while (!signal.aborted) {
      await delay(LOOK_EVERY_MS * Math.min(2 ** failures, LONGEST_WAIT_MS / LOOK_EVERY_MS), signal);
      const end = list.end ?? 0;
      if (Math.max(end, completeUntil) >= bound) break;
      if (end - (this.options.currentInstant() ?? end) > AHEAD_MS) continue;
      try {
        const more = await this.#readMore(list, completeUntil, signal);
        completeUntil = more.completeUntil;
        failures = 0;
        const before = list;
        list = this.#show(list, startingBefore(bound, more.segments));
        if (list !== before) this.options.onSilence(null);
        else if (more.waitMs > 0) this.#tellSilence(list);
        if (more.waitMs > 0) await delay(more.waitMs, signal);
      } catch (error) {
        signal.throwIfAborted();
        failures += 1;
        if (failures === 1 && error instanceof TimeShiftError) this.options.onWarning(error);
      }
    }
    if (isVod && !signal.aborted) this.options.onGrown(list.ended());
  }

  /** The next window; what is too young for one from the live playlist, and what lies between the two. */
  async #readMore(list: EndlessPlaylist, completeUntil: UnixMs, signal: AbortSignal): Promise<More> {
    const { segments: before } = list;
    const next = Math.max(completeUntil, list.end ?? 0);
    if (next < this.options.serverInstant() - LIVE_MS) {
      return { ...(await this.reader.read(windowAt(next), before, signal)), waitMs: 0 };
    }
    const { segments, targetDurationMs } = await this.#readLive(before, signal);
    const liveStart = segments[0]?.start ?? 0;
    const missed = liveStart > next ? await this.#between(next, liveStart, before, signal) : [];
    const waitMs = targetDurationMs / 2 || SILENT_WAIT_MS;
    return { segments: [...missed, ...segments], completeUntil, waitMs };
  }

  /** Where the encoder is away, some servers have no live playlist at all. */
  async #readLive(before: readonly TimedSegment[], signal: AbortSignal): Promise<LivePlaylist> {
    try {
      return await this.reader.readLive(before, signal);
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return NOTHING_LIVE;
      throw error;
    }
  }

  /** What a live playlist that has moved on does not hold any more. */
  async #between(
    start: UnixMs,
    end: UnixMs,
    before: readonly TimedSegment[],
    signal: AbortSignal,
  ): Promise<TimedSegment[]> {
    const missed: TimedSegment[] = [];
    for (let window = windowAt(start); window.start < end; window = windowAt(window.end)) {
      const { segments } = await this.reader.read(window, [...before, ...missed], signal);
      missed.push(...segments);
    }
    return missed.filter((segment) => segment.start < end);
  }

  #tellSilence({ end, segments }: EndlessPlaylist): void {
    const usuallyMs = Math.max(LATE_SEGMENTS * (segments.at(-1)?.durationMs ?? 0), LEAST_LATE_MS);
    if (end !== null && end < this.options.serverInstant() - usuallyMs) this.options.onSilence(end);
  }

  #show(list: EndlessPlaylist, segments: readonly TimedSegment[]): EndlessPlaylist {
    const grown = list.append(segments);
    if (grown === list) return list;
    const at = this.options.currentInstant();
    const kept = at === null ? grown : grown.dropBefore(at - BEHIND_MS);
    this.options.onGrown(kept);
    return kept;
  }
}

/** Those of the segments that playback bounded to an instant still needs. */
export const startingBefore = (bound: UnixMs, segments: readonly TimedSegment[]): TimedSegment[] =>
  segments.filter(({ start }) => start < bound);

const NOTHING_LIVE: LivePlaylist = { segments: [], targetDurationMs: 0 };
