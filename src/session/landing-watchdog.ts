import { TimeShiftError } from '../core/index.ts';
import type { Engine } from '../engine/engine.ts';
import { nextStartS } from '../engine/next-start.ts';
import { pendingSeek, type SessionStore } from './session-store.ts';
import type { StreamContext } from './stream-context.ts';

/** What is tried in turn, from what costs least to what costs most. */
const STEPS = ['nudge', 'renew', 'restart'] as const;

export interface StuckLanding extends Pick<StreamContext, 'video' | 'store' | 'clock'> {
  readonly engine: Engine;
  /** The seek has to be repeated with another engine, or, with an error, nothing has helped. */
  readonly onStuck: (error?: TimeShiftError) => void;
}

const LOOK_MS = 500;
/** How long a picture may take once its bytes are here. */
const PICTURE_MS = 3000;
/** What is buffered already is decoded sooner. */
const NUDGE_MS = 1000;
/** A picture that begins this much later than the instant sought is shown instead. */
const MAX_NUDGE_S = 1;
const INTO_BUFFER_S = 0.01;

/** The step that was tried last with a kind of engine: those before it have not helped. */
const lastSteps = new WeakMap<object, number>();
/** Where a session has restarted last, in epoch milliseconds. */
const restartedAt = new WeakMap<SessionStore, number>();
/** A seek this near is a repetition of the one that was stuck. */
const SAME_PLACE_MS = 10_000;

/**
 * Mends a seek whose bytes are here and whose picture does not come: by a nudge, then by new buffers, then by another
 * engine. The playback loads this on demand, when a landing takes long.
 *
 * @param signal aborted when the picture is shown, or when another seek begins
 */
export async function watchLanding(landing: StuckLanding, signal: AbortSignal): Promise<never> {
  const { engine, clock } = landing;
  const kind = engine.constructor;
  let step = lastSteps.get(kind) ?? 0;
  let since: number | null = null;
  let waitedMs = 0;
  let neededMs = 0;
  for (;;) {
    if (engine.mediaSinceMs !== since) {
      since = engine.mediaSinceMs;
      waitedMs = since === null ? 0 : clock.steady() - since;
      neededMs = PICTURE_MS;
    }
    if (since !== null && waitedMs >= neededMs) {
      lastSteps.set(kind, step);
      neededMs = waitedMs + mend(landing, STEPS[step] ?? 'restart');
      step += 1;
    }
    await clock.delay(LOOK_MS, signal);
    // A look that comes late, because the machine is busy or has slept, counts as one: the decoder had no more time.
    waitedMs += LOOK_MS;
  }
}

/** @returns how long to wait for the picture, in milliseconds */
function mend({ engine, video, store, onStuck }: StuckLanding, step: (typeof STEPS)[number]): number {
  if (step === 'nudge') nudge(video);
  else if (step === 'renew') engine.renew();
  else {
    const at = pendingSeek(store.snapshot)?.expectedAt ?? 0;
    const isRepeated = Math.abs((restartedAt.get(store) ?? -Infinity) - at) < SAME_PLACE_MS;
    if (isRepeated) restartedAt.delete(store);
    else restartedAt.set(store, at);
    if (isRepeated) onStuck(new TimeShiftError('media', NO_PICTURE));
    else onStuck();
  }
  return step === 'nudge' ? NUDGE_MS : PICTURE_MS;
}

const NO_PICTURE = 'This browser shows no picture there; choose another time, or try another browser.';

/** Seeks anew, to where the next picture is buffered. */
function nudge(video: HTMLVideoElement): void {
  const { currentTime } = video;
  const nextS = nextStartS(video);
  video.currentTime = nextS - currentTime < MAX_NUDGE_S ? nextS + INTO_BUFFER_S : currentTime;
}
