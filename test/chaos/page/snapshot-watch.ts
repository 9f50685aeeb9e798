import { LIVE_WITHIN_MS } from '../../../src/core/index.ts';
import type { SeekState, SessionSnapshot } from '../../../src/session/session-store.ts';
import { isErrorExplained } from './explained-errors.ts';
import type { Stage } from './stage.ts';

type Phase = SeekState['phase'];
/** What may hold for a while only. */
type Condition = 'seeking' | 'starved' | 'wrongMode';

/** Which phase of a seek may follow another one. */
const MAY_FOLLOW: Record<Phase, readonly Phase[]> = {
  idle: ['locating'],
  locating: ['locating', 'loading', 'landing', 'idle'],
  loading: ['locating', 'landing', 'shown', 'idle'],
  landing: ['locating', 'shown', 'idle'],
  shown: ['locating', 'idle'],
};

const WATCH_INTERVAL_MS = 100;
/** A seek has to end, and playback to go on, within this time. */
const MAX_WAIT_MS = 20_000;
/** The mode follows the clocks at the next event of the media element. */
const MODE_LAG_MS = 6000;
const MODE_SLACK_MS = 2500;

/** Watches at each change, and several times a second, what must always hold of a session's snapshot. */
export class SnapshotWatch {
  /** For how long each condition has held, without the time of faults. */
  readonly #heldMs: Record<Condition, number> = { seeking: 0, starved: 0, wrongMode: 0 };
  #lastMs = Date.now();
  /** Whether the session knew the service's time when the newest seek began. */
  #wasClockRight = false;
  /** The newest seek whose picture was shown: one that fails before anything has changed leaves it in place. */
  #shown: SeekState | null = null;
  readonly #life = new AbortController();

  constructor(private readonly stage: Stage) {
    const { session, verdict } = stage;
    const { signal } = this.#life;
    const handle = ({ detail }: CustomEvent<{ snapshot: SessionSnapshot; before: SessionSnapshot }>) =>
      this.#handleChange(detail.snapshot, detail.before);
    session.addEventListener('change', handle, { signal });
    session.addEventListener('gapskip', ({ detail }) => this.#checkHole(detail.hole), { signal });
    session.addEventListener(
      'warning',
      ({ detail: { error } }) => stage.log.add(`warning: ${String(error)}`),
      {
        signal,
      },
    );
    const complain = (what: unknown) => verdict.fail(`an error that nothing has caught: ${describe(what)}`);
    window.addEventListener('unhandledrejection', ({ reason }) => complain(reason), { signal });
    window.addEventListener('error', ({ error, message }) => complain(error ?? message), { signal });
    const interval = setInterval(() => this.#look(), WATCH_INTERVAL_MS);
    signal.addEventListener('abort', () => clearInterval(interval));
  }

  stop(): void {
    this.#life.abort();
  }

  #handleChange(snapshot: SessionSnapshot, before: SessionSnapshot): void {
    const { log, verdict } = this.stage;
    if (snapshot.seek !== before.seek) {
      const [from, to] = [before.seek.phase, snapshot.seek.phase];
      log.add(`seek: ${from} → ${to}`);
      if (to === 'locating') this.#wasClockRight = this.stage.isClockRight;
      const isBack = snapshot.seek === this.#shown;
      const isLegal = isBack || (MAY_FOLLOW[from].includes(to) && !this.#skipsLanding(from, to));
      if (to === 'shown') this.#shown = snapshot.seek;
      if (!isLegal) verdict.fail(`a seek goes from ${from} to ${to}`);
    }
    if (snapshot.mode !== before.mode) log.add(`mode: ${before.mode} → ${snapshot.mode}`);
    if (snapshot.quality !== before.quality) {
      log.add(`quality: ${String(snapshot.quality?.resolution?.height ?? null)}`);
    }
    if (snapshot.error && snapshot.error !== before.error) this.#checkError(snapshot);
  }

  /** With the endless playlist, the engine always seeks. */
  #skipsLanding(from: Phase, to: Phase): boolean {
    const { strategy } = this.stage.scenario.source;
    return strategy === 'windowed' && from === 'loading' && to === 'shown';
  }

  #checkError({ error, seek }: SessionSnapshot): void {
    const { log, verdict } = this.stage;
    const cause = error?.cause instanceof Error ? ` (${error.cause.message})` : '';
    log.add(`error: ${error?.code ?? ''}: ${error?.message ?? ''}${cause}`);
    const target = seek.phase === 'idle' ? null : seek.target;
    if (error && !isErrorExplained(error, this.stage, { target, isClockRight: this.#wasClockRight })) {
      verdict.fail(`an error that no fault explains: ${error.code}: ${error.message}`);
    }
  }

  /** The middle of a hole that the session tells must not be recorded; its edges are in whole seconds. */
  #checkHole({ start, end }: { start: number; end: number }): void {
    const { log, verdict, model, service } = this.stage;
    log.add(`gapskip: ${end - start} ms`);
    const middle = (start + end) / 2;
    const isTrue = !model.isRecorded(middle) || middle < model.keptSince(service.now);
    // Servers whose clocks differ disagree on how much is recorded yet.
    const isSure = model.clockErrorMs === 0 && model.knobs.clusterMs === 0;
    if (!isTrue && isSure) {
      verdict.fail(`a hole of ${end - start} ms is told where the stream is recorded`);
    }
  }

  #look(): void {
    const { network, verdict, session, video } = this.stage;
    const nowMs = Date.now();
    const elapsedMs = network.isFaulty ? 0 : nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    const { seekingTo, error } = session.snapshot;
    const isStarved = session.snapshot.isStarved && !video.paused && !error && !this.#isAway();
    // A wait for the encoder is told.
    const isTold = session.snapshot.silentSince !== null && this.#isAway();
    this.#hold('seeking', seekingTo !== null && !isTold, elapsedMs);
    this.#hold('starved', isStarved, elapsedMs);
    this.#hold('wrongMode', this.#isModeWrong(), elapsedMs);
    if (verdict.hasFailed) return;
    if (this.#heldMs.seeking > MAX_WAIT_MS) verdict.fail('a seek is pending for more than 20 s');
    if (this.#heldMs.starved > MAX_WAIT_MS) verdict.fail('playback waits for more than 20 s');
    if (network.rate.isExceeded) verdict.fail('more is requested than two requests a second');
    if (this.#heldMs.wrongMode > MODE_LAG_MS) verdict.fail(`the mode is wrong: ${this.#describeMode()}`);
  }

  #hold(what: Condition, holds: boolean, elapsedMs: number): void {
    this.#heldMs[what] = holds ? this.#heldMs[what] + elapsedMs : 0;
  }

  #isAway(): boolean {
    const { model, service } = this.stage;
    return model.isAway(service.now, MAX_WAIT_MS);
  }

  #isModeWrong(): boolean {
    const { session, service, scenario, isClockRight } = this.stage;
    const { end, vodEnd } = scenario.source.request;
    const { mode, error, seekingTo } = session.snapshot;
    const at = session.currentInstant;
    const isKnown = at !== null && isClockRight && !error && seekingTo === null;
    if (!isKnown || end !== undefined || vodEnd !== undefined) return false;
    const behindMs = service.now - at;
    return mode === 'live'
      ? behindMs > LIVE_WITHIN_MS + MODE_SLACK_MS
      : behindMs < LIVE_WITHIN_MS - MODE_SLACK_MS;
  }

  #describeMode(): string {
    const { session, service } = this.stage;
    return `${session.snapshot.mode} at ${service.now - (session.currentInstant ?? NaN)} ms behind the service`;
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
