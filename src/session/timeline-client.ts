import {
  CHUNK_MS,
  chunkAt,
  contains,
  nextChunk,
  parseTimelineResponse,
  RecordedRanges,
  TIMELINE_DELAY_MS,
  TimeShiftError,
  type ServerClock,
  type TimelineAnswer,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import { backoffMs } from '../core/policy/backoff.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';

export interface TimelineClientOptions {
  /** The URL that asks what is recorded in a range. */
  readonly urlFor: (range: TimeRange) => string;
  readonly fetcher: Fetcher;
  readonly clock: Clock;
  /** Learns the server's time from each answer. */
  readonly serverClock: ServerClock;
  readonly retentionMs: number;
  /** A seek is pending, and needs the network for itself. */
  readonly isBusy: () => boolean;
  readonly onChange: (recorded: RecordedRanges) => void;
  /** Called once for each outage; the client goes on retrying. */
  readonly onOutage: (error: TimeShiftError) => void;
}

/** The pause between two requests for chunks that are not visible, so that they do not compete with playback. */
const BACKGROUND_PAUSE_MS = 250;
const TAIL_EVERY_MS = 15_000;
/** A single failure is temporary in most cases, and nobody needs to know of it. */
const OUTAGE_FAILURES = 2;
const BUSY_CHECK_MS = 100;
/** The client does not wait longer than this for a seek, which may itself wait for something else. */
const MAX_BUSY_MS = 1000;
const BACKOFF = { firstMs: 1000, longestMs: 60_000 };
/** By how much tail requests overlap with what is known, so that no segment is missed between them. */
const TAIL_OVERLAP_MS = 60_000;

/**
 * Keeps {@link RecordedRanges} up to date. It asks for one chunk of the timeline at a time: the tail (the newest
 * chunk) first, then what is visible, then what is nearest to that. Chunks that cannot change any more are asked for
 * once; the tail again and again, while the page is visible. The stream controller owns it.
 */
export class TimelineClient {
  /** Resolves when the server has answered for the first time, which also tells its time, or has failed to. */
  readonly firstAnswer: Promise<void>;
  #answered: () => void = () => undefined;
  #recorded = RecordedRanges.empty;
  #visible: TimeRange | null = null;
  readonly #settled = new Set<UnixMs>();
  readonly #life = new AbortController();
  /** The steady time at which to ask for the tail again. */
  #tailDueMs = -Infinity;
  #failures = 0;
  /** Aborted to end the pause between two requests. */
  #pause = new AbortController();

  constructor(private readonly options: TimelineClientOptions) {
    const { signal } = this.#life;
    this.firstAnswer = new Promise((resolve) => (this.#answered = resolve));
    document.addEventListener('visibilitychange', () => this.#pause.abort(), { signal });
    ignoreRejection(this.#run(signal));
  }

  /** Tells what the viewer sees of the timeline, which is asked for first. */
  show(visible: TimeRange): void {
    this.#visible = visible;
  }

  destroy(): void {
    this.#life.abort();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.options.isBusy()) await this.#untilIdle(signal);
      const range = document.hidden ? null : this.#nextRange();
      if (range) await this.#ask(range, signal);
      this.#answered();
      await this.#rest(range, signal);
    }
  }

  async #untilIdle(signal: AbortSignal): Promise<void> {
    for (let ms = 0; ms < MAX_BUSY_MS; ms += BUSY_CHECK_MS) {
      await this.options.clock.delay(BUSY_CHECK_MS, signal);
      if (!this.options.isBusy()) return;
    }
  }

  /** The tail when it is due, else the next chunk that has not been asked for; null when there is nothing to ask. */
  #nextRange(): TimeRange | null {
    const nowMs = this.options.clock.steady();
    const now = this.#serverNow;
    if (nowMs >= this.#tailDueMs) {
      this.#tailDueMs = nowMs + TAIL_EVERY_MS;
      return this.#tail(now);
    }
    const bounds = { start: now - this.options.retentionMs, end: now - TIMELINE_DELAY_MS };
    const visible = this.#visible ?? { start: now - CHUNK_MS, end: now };
    return nextChunk({ bounds, visible, settled: this.#settled });
  }

  /** The viewer's clock serves for the first request only: the answer tells the server's time. */
  get #serverNow(): UnixMs {
    const { serverClock, clock } = this.options;
    return serverClock.at(clock.steady()) ?? clock.now();
  }

  #tail(now: UnixMs): TimeRange {
    const knownUntil = this.#recorded.known.at(-1)?.end ?? -Infinity;
    // Just after the boundary of a chunk, the end of the chunk before may still change.
    const { start } = chunkAt(now - TIMELINE_DELAY_MS - TAIL_OVERLAP_MS);
    return { start: Math.max(start, Math.min(knownUntil - TAIL_OVERLAP_MS, now)), end: chunkAt(now).end };
  }

  async #ask(range: TimeRange, signal: AbortSignal): Promise<void> {
    const { urlFor, fetcher, clock, serverClock, onOutage } = this.options;
    const sentMs = clock.steady();
    try {
      const { body } = await fetcher.fetch(urlFor(range), 'timeline', { retries: 0, signal });
      signal.throwIfAborted();
      const receivedMs = clock.steady();
      const answer = parseTimelineResponse(new TextDecoder().decode(body));
      if (!answer.ok) throw answer.error;
      const { current } = answer.value;
      // The first request used the viewer's clock: where that is wrong, it was about another time than the tail.
      const isMisplaced = current !== null && !serverClock.isSet && !contains(range, current);
      if (isMisplaced) this.#tailDueMs = -Infinity;
      if (current !== null) serverClock.add({ sentMs, receivedMs, current });
      this.#failures = 0;
      this.#learn(range, answer.value);
    } catch (error) {
      signal.throwIfAborted();
      this.#failures += 1;
      this.#tailDueMs = -Infinity;
      if (this.#failures === OUTAGE_FAILURES) onOutage(asTimelineError(error));
    }
  }

  #learn(range: TimeRange, { current, ranges }: TimelineAnswer): void {
    const now = current ?? this.#serverNow;
    const isSettled = range.end + TIMELINE_DELAY_MS <= now;
    if (isSettled && range.end - range.start === CHUNK_MS) this.#settled.add(range.start);
    const knownUntil = Math.max(now - TIMELINE_DELAY_MS, ranges.at(-1)?.end ?? -Infinity);
    const known = { start: range.start, end: isSettled ? range.end : Math.min(range.end, knownUntil) };
    this.#recorded = this.#recorded.learn(known, ranges);
    this.options.onChange(this.#recorded);
  }

  #isVisible({ start, end }: TimeRange): boolean {
    return this.#visible === null || (start < this.#visible.end && end > this.#visible.start);
  }

  async #rest(asked: TimeRange | null, signal: AbortSignal): Promise<void> {
    if (this.#failures === 0 && asked) {
      if (!this.#isVisible(asked)) await this.options.clock.delay(BACKGROUND_PAUSE_MS, signal);
      return;
    }
    const pauseMs = backoffMs(this.#failures, BACKOFF, Math.random());
    const untilTailMs = Math.max(this.#tailDueMs - this.options.clock.steady(), 0);
    const ms = document.hidden ? 2 ** 31 - 1 : this.#failures > 0 ? pauseMs : untilTailMs;
    await this.options.clock.delay(ms, AbortSignal.any([signal, this.#pause.signal])).catch(() => {
      signal.throwIfAborted();
      // The page has been shown or hidden.
      this.#pause = new AbortController();
      this.#tailDueMs = -Infinity;
    });
  }
}

function asTimelineError(error: unknown): TimeShiftError {
  if (error instanceof TimeShiftError && (error.code === 'timeline' || error.code === 'forbidden'))
    return error;
  const why = error instanceof TimeShiftError ? error.message : 'the answer cannot be read.';
  return new TimeShiftError('timeline', `What is recorded is not known: ${why}`, { cause: error });
}
