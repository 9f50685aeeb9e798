import {
  CHUNK_MS,
  chunkAt,
  contains,
  nextChunk,
  parseTimelineResponse,
  RecordedRanges,
  TIMELINE_DELAY_MS,
  TimeShiftError,
  type ClockSample,
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
  /** Playback is paused, so that the tail is asked for less often. */
  readonly isPaused?: () => boolean;
  /** Nothing is to be asked, until {@link TimelineClient.wake} is called. */
  readonly isStopped?: () => boolean;
  readonly onChange: (recorded: RecordedRanges) => void;
  /** Called once for each outage; the client goes on retrying. */
  readonly onOutage: (error: TimeShiftError) => void;
}

/** The pause between two requests for chunks that are not visible, so that they do not compete with playback. */
const BACKGROUND_PAUSE_MS = 250;
const TAIL_EVERY_MS = 15_000;
/** So much later while playback is paused. */
const PAUSED_TAIL_DELAY_MS = 45_000;
/** A single failure is temporary in most cases, and nobody needs to know of it. */
const OUTAGE_FAILURES = 2;
const BUSY_CHECK_MS = 100;
/** The client does not wait longer than this for a seek, which may itself wait for something else. */
const MAX_BUSY_MS = 1000;
const BACKOFF = { firstMs: 1000, longestMs: 60_000 };
/** How soon to ask again where the first answer contradicts the viewer's clock by more than that is often wrong. */
const ASK_AGAIN_MS = 1000;
const SUSPICIOUS_MS = 60_000;
/** The viewer's clock and the steady one differ by this much from before: the computer slept, or a clock was set. */
const CLOCK_JUMP_MS = 2000;
/** What is recorded later is not known where only the viewer's clock tells what time it is: it may be that wrong. */
const VIEWER_OFF_MS = 24 * 3_600_000;
/** How soon to ask again for a chunk of which a cache has an answer that was made before the chunk was complete. */
const STALE_PAUSE_MS = 60_000;
/** By how much tail requests overlap with what is known, so that no segment is missed between them. */
const TAIL_OVERLAP_MS = 60_000;

interface TimelineRequest {
  readonly range: TimeRange;
  /** Whether it is about now. */
  readonly isTail: boolean;
}

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
  /** By the start of the chunk, the steady time at which to ask for it again: never, once its answer is final. */
  readonly #askAgainAtMs = new Map<UnixMs, number>();
  readonly #life = new AbortController();
  /** The steady time at which to ask for the tail again. */
  #tailDueMs = -Infinity;
  #failures = 0;
  /** Whether {@link firstAnswer} has resolved. */
  #hasAnswered = false;
  /** How far the server's clock seems to be ahead of the steady one, before an answer has said so of now. */
  #guessedOffsetMs: number | null = null;
  /** How many answers have told the server's time. */
  #samples = 0;
  /** How far the viewer's clock was ahead of the steady one when that was checked last. */
  #viewerOffsetMs = NaN;
  /** Aborted to end the pause between two requests. */
  #pause = new AbortController();

  constructor(private readonly options: TimelineClientOptions) {
    const { signal } = this.#life;
    this.firstAnswer = new Promise((resolve) => (this.#answered = resolve));
    document.addEventListener('visibilitychange', () => this.wake(), { signal });
    ignoreRejection(this.#run(signal));
  }

  /** The time of the server; null before it has told it. */
  get serverNow(): UnixMs | null {
    return this.options.serverClock.at(this.options.clock.steady());
  }

  /** Whether the server has told its time, and no clock has jumped since; once one has, the server is asked at once. */
  get isClockSet(): boolean {
    const { serverClock } = this.options;
    if (this.#checkViewerClock()) this.wake();
    return serverClock.isSet && !serverClock.isDoubted;
  }

  /** Tells what the viewer sees of the timeline, which is asked for first. */
  show(visible: TimeRange): void {
    this.#visible = visible;
  }

  /** Asks for the tail at once, if nothing is being asked. */
  wake(): void {
    this.#pause.abort();
  }

  destroy(): void {
    this.#life.abort();
  }

  /** A page that is opened in the background has to know the server's time too. */
  get #isResting(): boolean {
    return (document.hidden && this.#hasAnswered) || this.options.isStopped?.() === true;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.options.isBusy()) await this.#untilIdle(signal);
      const request = this.#isResting ? null : this.#nextRequest();
      if (request) await this.#ask(request, signal);
      this.#hasAnswered ||= !this.#isGuessing;
      if (this.#hasAnswered) this.#answered();
      await this.#rest(request, signal);
    }
  }

  async #untilIdle(signal: AbortSignal): Promise<void> {
    for (let ms = 0; ms < MAX_BUSY_MS; ms += BUSY_CHECK_MS) {
      await this.options.clock.delay(BUSY_CHECK_MS, signal);
      if (!this.options.isBusy()) return;
    }
  }

  /** The tail when it is due, else the next chunk that has not been asked for; null when there is nothing to ask. */
  #nextRequest(): TimelineRequest | null {
    const nowMs = this.options.clock.steady();
    this.#checkViewerClock();
    const now = this.#now;
    if (this.#untilTailMs === 0) {
      this.#tailDueMs = nowMs + TAIL_EVERY_MS;
      return { range: this.#tail(now), isTail: true };
    }
    const bounds = { start: now - this.options.retentionMs, end: now - TIMELINE_DELAY_MS };
    const visible = this.#visible ?? { start: now - CHUNK_MS, end: now };
    const isDue = (start: UnixMs) => (this.#askAgainAtMs.get(start) ?? -Infinity) <= nowMs;
    const range = nextChunk({ bounds, visible, isDue });
    return range && { range, isTail: false };
  }

  /**
   * A computer that slept has no steady clock: only the viewer's clock has gone on.
   *
   * @returns whether one of the two has jumped since the last check
   */
  #checkViewerClock(): boolean {
    const { clock, serverClock } = this.options;
    const before = this.#viewerOffsetMs;
    this.#viewerOffsetMs = clock.now() - clock.steady();
    const hasJumped = Math.abs(this.#viewerOffsetMs - before) > CLOCK_JUMP_MS;
    if (hasJumped) {
      serverClock.doubt();
      this.#tailDueMs = -Infinity;
    }
    return hasJumped;
  }

  get #untilTailMs(): number {
    const { clock, isPaused } = this.options;
    const delayMs = isPaused?.() ? PAUSED_TAIL_DELAY_MS : 0;
    return Math.max(this.#tailDueMs + delayMs - clock.steady(), 0);
  }

  /** The viewer's clock serves for the first request only: the answer tells the server's time. */
  get #now(): UnixMs {
    const { serverClock, clock } = this.options;
    const steadyMs = clock.steady();
    const guessed = this.#guessedOffsetMs === null ? clock.now() : steadyMs + this.#guessedOffsetMs;
    return serverClock.at(steadyMs) ?? guessed;
  }

  /** The server has answered about another time than its own, and is to be asked again. */
  get #isGuessing(): boolean {
    return this.#guessedOffsetMs !== null && !this.options.serverClock.isSet && this.#failures === 0;
  }

  #tail(now: UnixMs): TimeRange {
    const knownUntil = this.#recorded.known.at(-1)?.end ?? -Infinity;
    // Just after the boundary of a chunk, the end of the chunk before may still change.
    const { start } = chunkAt(now - TIMELINE_DELAY_MS - TAIL_OVERLAP_MS);
    return { start: Math.max(start, Math.min(knownUntil - TAIL_OVERLAP_MS, now)), end: chunkAt(now).end };
  }

  async #ask(request: TimelineRequest, signal: AbortSignal): Promise<void> {
    const { urlFor, fetcher, clock, onOutage } = this.options;
    const sentMs = clock.steady();
    const viewerOffsetMs = this.#viewerOffsetMs;
    try {
      const { body } = await fetcher.fetch(urlFor(request.range), 'timeline', { retries: 0, signal });
      signal.throwIfAborted();
      const receivedMs = clock.steady();
      const answer = parseTimelineResponse(new TextDecoder().decode(body));
      if (!answer.ok) throw answer.error;
      const { current } = answer.value;
      this.#checkViewerClock();
      // An answer that was on its way while the computer slept does not tell what time it is now.
      const hasJumped = Math.abs(this.#viewerOffsetMs - viewerOffsetMs) > CLOCK_JUMP_MS;
      if (request.isTail && current !== null && !hasJumped)
        this.#learnClock({ sentMs, receivedMs, current }, request.range);
      this.#failures = 0;
      this.#learn(request.range, answer.value);
    } catch (error) {
      signal.throwIfAborted();
      this.#failures += 1;
      if (request.isTail) this.#tailDueMs = -Infinity;
      if (this.#failures === OUTAGE_FAILURES) onOutage(asTimelineError(error));
    }
  }

  /** Only an answer about now tells what time it is: any other may come from a cache, and be hours old. */
  #learnClock(sample: ClockSample, range: TimeRange): void {
    const { serverClock, clock } = this.options;
    const isMisplaced = !serverClock.isSet && !contains(range, sample.current);
    if (isMisplaced && this.#guessedOffsetMs === null) {
      // By the viewer's clock, which is wrong, it was about another time.
      this.#guessedOffsetMs = sample.current - sample.receivedMs;
      this.#tailDueMs = -Infinity;
      return;
    }
    this.#samples += 1;
    const agreesWithViewer = Math.abs(sample.current - clock.now()) <= SUSPICIOUS_MS;
    // If the first two contradict each other, the viewer's clock tells which one is right.
    if (this.#samples === 2 && agreesWithViewer) serverClock.doubt();
    serverClock.add(sample);
    if (this.#samples === 1 && !agreesWithViewer) this.#tailDueMs = clock.steady() + ASK_AGAIN_MS;
  }

  #learn(range: TimeRange, { current, ranges }: TimelineAnswer): void {
    const { serverClock, clock } = this.options;
    // An answer tells what was known when it was made; and no server knows what is still to come.
    const told = serverClock.at(clock.steady());
    const isTold = current !== null || told !== null;
    const now = Math.min(current ?? this.#now, told ?? Infinity) - (isTold ? 0 : VIEWER_OFF_MS);
    const isSettled = range.end + TIMELINE_DELAY_MS <= now;
    if (range.end - range.start === CHUNK_MS) {
      this.#askAgainAtMs.set(range.start, isSettled ? Infinity : clock.steady() + STALE_PAUSE_MS);
    }
    const knownUntil = Math.max(now - TIMELINE_DELAY_MS, ranges.at(-1)?.end ?? -Infinity);
    const end = isSettled ? range.end : Math.min(range.end, knownUntil);
    if (end > range.start) this.#recorded = this.#recorded.learn({ start: range.start, end }, ranges);
    this.options.onChange(this.#recorded);
  }

  #isVisible({ start, end }: TimeRange): boolean {
    return this.#visible === null || (start < this.#visible.end && end > this.#visible.start);
  }

  async #rest(asked: TimelineRequest | null, signal: AbortSignal): Promise<void> {
    if (this.#failures === 0 && asked) {
      if (!this.#isVisible(asked.range)) await this.options.clock.delay(BACKGROUND_PAUSE_MS, signal);
      return;
    }
    const pauseMs = backoffMs(this.#failures, BACKOFF, Math.random());
    // Playback may go on before.
    const untilTailMs = Math.min(this.#untilTailMs, TAIL_EVERY_MS);
    const ms = this.#isResting ? 2 ** 31 - 1 : this.#failures > 0 ? pauseMs : untilTailMs;
    await this.options.clock.delay(ms, AbortSignal.any([signal, this.#pause.signal])).catch(() => {
      signal.throwIfAborted();
      // The page has been shown or hidden, or playback goes on after an error.
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
