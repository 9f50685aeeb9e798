import { TimeShiftError, type UnixMs } from '../../../src/core/index.ts';
import { checkLanding, type SeekContext } from './landing-check.ts';
import { realMs } from './scenario-log.ts';
import type { Stage } from './stage.ts';
import { isErrorExplained } from './explained-errors.ts';

/** A seek that a scenario has asked for. */
interface TrackedSeek {
  readonly name: string;
  readonly context: SeekContext;
  /** When it was asked for, on {@link realMs}. */
  readonly askedMs: number;
  /** How many seeks the session had begun when this one was asked for, this one included. */
  begun: number;
  isReplaced: boolean;
}

/**
 * Follows the seeks of a scenario: the newest one has to land where it should, and each one before has to end with an
 * AbortError.
 */
export class SeekTracker {
  #newest: TrackedSeek | null = null;
  /** How many seeks the session has begun, also by itself. */
  #begun = 0;

  constructor(private readonly stage: Stage) {
    let phaseBefore: unknown = null;
    stage.session.addEventListener('change', ({ detail: { snapshot } }) => {
      if (snapshot.seek !== phaseBefore && snapshot.seek.phase === 'locating') this.#begun += 1;
      phaseBefore = snapshot.seek;
    });
  }

  /** What is asked for from now on takes over from the seek that is pending. */
  replaceAll(): void {
    if (this.#newest) this.#newest.isReplaced = true;
    this.#newest = null;
  }

  /** @param ask asks the session for the seek */
  track(
    name: string,
    target: UnixMs | null,
    direction: SeekContext['direction'],
    ask: () => Promise<UnixMs>,
  ): void {
    this.replaceAll();
    const { session, service, isClockRight, scenario } = this.stage;
    const { end, vodEnd } = scenario.source.request;
    const context = {
      target,
      direction,
      bounds: session.bounds,
      seekable: session.seekable,
      serverNow: service.now,
      isClockRight,
      hasLive: end === undefined && vodEnd === undefined,
      isWindowed: scenario.source.strategy === 'windowed',
    };
    const seek = { name, context, askedMs: realMs(), begun: 0, isReplaced: false };
    this.#newest = seek;
    const asked = ask();
    seek.begun = this.#begun;
    asked.then(
      (landed) => this.#checkLanded(seek, landed),
      (error: unknown) => this.#checkFailed(seek, error),
    );
  }

  #checkLanded(seek: TrackedSeek, landed: UnixMs): void {
    const { log, verdict, model, network, service, session, mayCutPlaylists } = this.stage;
    const { name, context } = seek;
    log.add(`landed: ${name} at ${landed - (context.target ?? service.now)} ms from its target`);
    if (seek.isReplaced) verdict.fail(`${name} resolves although a newer one has been asked for`);
    const landing = {
      at: landed,
      serverNow: service.now,
      isLiveCut: mayCutPlaylists,
      // Until a live playlist goes on, nobody knows whether its encoder's clock is late, and the session says so.
      accuracyMs: model.knobs.encoderMs === 0 ? 0 : (session.snapshot.currentDateAccuracy ?? 0),
      hasLostSegments: network.lastLossMs >= seek.askedMs,
    };
    const problem = checkLanding(landing, context, model);
    if (problem !== null) verdict.fail(`${name}: ${problem}`);
    if (seek.begun === this.#begun && session.snapshot.seekingTo !== null) {
      verdict.fail(`${name} has landed, but seekingTo is not null`);
    }
  }

  #checkFailed(seek: TrackedSeek, error: unknown): void {
    const { log, verdict } = this.stage;
    const { name } = seek;
    log.add(`rejected: ${name}: ${String(error)}`);
    if (error instanceof DOMException && error.name === 'AbortError') {
      const isTakenOver = seek.isReplaced || this.#begun > seek.begun;
      if (!isTakenOver) verdict.fail(`${name} rejects with an AbortError although nothing has replaced it`);
    } else if (!(error instanceof TimeShiftError)) {
      verdict.fail(`${name} rejects with ${String(error)}`);
    } else if (seek.isReplaced) {
      verdict.fail(`${name} has been replaced and rejects with ${error.code} instead of an AbortError`);
    } else if (!isErrorExplained(error, this.stage, seek.context)) {
      verdict.fail(`${name} rejects with ${error.code}, which no fault explains: ${error.message}`);
    }
  }
}
