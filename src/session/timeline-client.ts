import { backoffMs } from '../core/policy/backoff.ts';
import { systemClock } from '../core/time/clock.ts';
import {
  CHUNK_MS,
  chunkAt,
  contains,
  nextChunk,
  parseTimelineResponse,
  RecordedRanges,
  TimeShiftError,
  type ServerClock,
  type TimelineAnswer,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import { fetchResource, type Authorize } from '../network/fetcher.ts';

export interface TimelineClientOptions {
  /** The URL that asks what is recorded in a range. */
  readonly urlFor: (range: TimeRange) => string;
  readonly authorize: () => Authorize | undefined;
  /** Learns the server's time from each answer. */
  readonly clock: ServerClock;
  readonly retentionMs: number;
  /** Playback has a seek under way, which is to have the network for itself. */
  readonly isBusy: () => boolean;
  readonly onChange: (recorded: RecordedRanges) => void;
  /** Once for each outage; the client goes on trying. */
  readonly onOutage: (error: TimeShiftError) => void;
}

/** What nobody looks at yet leaves the network to playback for a while between two answers. */
const BACKGROUND_PAUSE_MS = 250;
const TAIL_EVERY_MS = 15_000;
/** One failure that passes is none that anybody needs to know of. */
const OUTAGE_FAILURES = 2;
const BUSY_CHECK_MS = 100;
/** A seek that takes longer waits for something else. */
const LONGEST_BUSY_MS = 1000;
/** A segment shows up in an answer only some time after it was recorded. */
const SETTLES_AFTER_MS = 30_000;
const BACKOFF = { firstMs: 1000, longestMs: 60_000 };
/** What tail answers have in common with what was known before, so that no segment falls between. */
const TAIL_OVERLAP_MS = 60_000;

/**
 * Keeps {@link RecordedRanges} fresh: asks for the newest chunk first, then for the others, one at a time, what is
 * visible first; settled ones once, the newest again and again while the page is visible.
 */
export class TimelineClient {
  /** Resolves when the server has answered, which also tells its time, or when it failed to. */
  readonly firstAnswer: Promise<void>;
  #answered: () => void = () => undefined;
  #recorded = RecordedRanges.empty;
  #visible: TimeRange | null = null;
  readonly #settled = new Set<UnixMs>();
  readonly #life = new AbortController();
  #tailAskedMs = -Infinity;
  #failures = 0;
  #wake = new AbortController();

  constructor(private readonly options: TimelineClientOptions) {
    const { signal } = this.#life;
    this.firstAnswer = new Promise((resolve) => (this.#answered = resolve));
    document.addEventListener('visibilitychange', () => this.#wake.abort(), { signal });
    void this.#run(signal).catch(() => {
      // Only the end of this client's life stops it.
    });
  }

  /** What the viewer sees of the timeline is asked for first. */
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
    for (let ms = 0; ms < LONGEST_BUSY_MS; ms += BUSY_CHECK_MS) {
      await systemClock.delay(BUSY_CHECK_MS, signal);
      if (!this.options.isBusy()) return;
    }
  }

  /** The tail when it is due, else the best of what was never asked; null when there is nothing to do now. */
  #nextRange(): TimeRange | null {
    const nowMs = performance.now();
    // The viewer's clock serves to ask the first question only; the answer says the server's.
    const now = this.options.clock.at(nowMs) ?? Date.now();
    if (nowMs - this.#tailAskedMs >= TAIL_EVERY_MS) {
      this.#tailAskedMs = nowMs;
      return this.#tail(now);
    }
    const bounds = { start: now - this.options.retentionMs, end: now - SETTLES_AFTER_MS };
    const visible = this.#visible ?? { start: now - CHUNK_MS, end: now };
    return nextChunk({ bounds, visible, settled: this.#settled });
  }

  #tail(now: UnixMs): TimeRange {
    const knownUntil = this.#recorded.known.at(-1)?.end ?? -Infinity;
    // Just after a chunk's boundary, the end of the chunk before is still open.
    const { start } = chunkAt(now - SETTLES_AFTER_MS - TAIL_OVERLAP_MS);
    return { start: Math.max(start, Math.min(knownUntil - TAIL_OVERLAP_MS, now)), end: chunkAt(now).end };
  }

  async #ask(range: TimeRange, signal: AbortSignal): Promise<void> {
    const { urlFor, authorize, clock, onOutage } = this.options;
    const sentMs = performance.now();
    try {
      const { body } = await fetchResource(urlFor(range), 'timeline', {
        authorize: authorize(),
        retries: 0,
        signal,
      });
      const receivedMs = performance.now();
      const answer = parseTimelineResponse(new TextDecoder().decode(body));
      if (!answer.ok) throw answer.error;
      const { current } = answer.value;
      // The first question went by the viewer's clock: where that is wrong, it was about another time.
      if (current !== null && !clock.isSet && !contains(range, current)) this.#tailAskedMs = -Infinity;
      if (current !== null) clock.add({ sentMs, receivedMs, current });
      this.#failures = 0;
      this.#learn(range, answer.value);
    } catch (error) {
      signal.throwIfAborted();
      this.#failures += 1;
      this.#tailAskedMs = -Infinity;
      if (this.#failures === OUTAGE_FAILURES) onOutage(asTimelineError(error));
    }
  }

  #learn(range: TimeRange, { current, ranges }: TimelineAnswer): void {
    const now = current ?? this.options.clock.at(performance.now()) ?? Date.now();
    const isSettled = range.end + SETTLES_AFTER_MS <= now;
    if (isSettled && range.end - range.start === CHUNK_MS) this.#settled.add(range.start);
    const knownUntil = Math.max(now - SETTLES_AFTER_MS, ranges.at(-1)?.end ?? -Infinity);
    const known = { start: range.start, end: isSettled ? range.end : Math.min(range.end, knownUntil) };
    this.#recorded = this.#recorded.learn(known, ranges);
    this.options.onChange(this.#recorded);
  }

  #isVisible({ start, end }: TimeRange): boolean {
    return this.#visible === null || (start < this.#visible.end && end > this.#visible.start);
  }

  async #rest(asked: TimeRange | null, signal: AbortSignal): Promise<void> {
    if (this.#failures === 0 && asked) {
      if (!this.#isVisible(asked)) await systemClock.delay(BACKGROUND_PAUSE_MS, signal);
      return;
    }
    const pauseMs = backoffMs(this.#failures, BACKOFF, Math.random());
    const untilTailMs = Math.max(this.#tailAskedMs + TAIL_EVERY_MS - performance.now(), 0);
    const ms = document.hidden ? 2 ** 31 - 1 : this.#failures > 0 ? pauseMs : untilTailMs;
    await systemClock.delay(ms, AbortSignal.any([signal, this.#wake.signal])).catch(() => {
      signal.throwIfAborted();
      // The page was shown or hidden: look again at once.
      this.#wake = new AbortController();
      this.#tailAskedMs = -Infinity;
    });
  }
}

function asTimelineError(error: unknown): TimeShiftError {
  if (error instanceof TimeShiftError && (error.code === 'timeline' || error.code === 'forbidden'))
    return error;
  const why = error instanceof TimeShiftError ? error.message : 'the answer cannot be read.';
  return new TimeShiftError('timeline', `What is recorded is not known: ${why}`, { cause: error });
}
