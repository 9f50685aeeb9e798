import { clampTo, type TimeShiftError, type UnixMs } from '../../../src/core/index.ts';
import type { SeekContext } from './landing-check.ts';
import type { Stage } from './stage.ts';

const MINUTE_MS = 60_000;
/** Where the timeline is not known, a seek looks for something recorded this far. */
const LOOKED_THROUGH_MS = 30 * MINUTE_MS;

/**
 * Whether a session has a reason for an error: an injected fault, or that nothing is recorded there.
 *
 * @param seek where the seek was to go, null for live, and whether the session knew the service's time by then
 */
export function isErrorExplained(
  error: TimeShiftError,
  stage: Stage,
  seek: Pick<SeekContext, 'target' | 'isClockRight'>,
): boolean {
  if (stage.faults.explains(error.code)) return true;
  if (error.code !== 'not-recorded') return false;
  const { model, service } = stage;
  const { now } = service;
  if (seek.target === null) return model.isAway(now, MINUTE_MS);
  const target = clampTo(stage.session.bounds, seek.target);
  // With a wrong clock, the session takes the target for another time.
  if (!seek.isClockRight || !stage.isClockRight) return true;
  // The oldest windows go while they are asked for.
  const oldest = model.keptSince(now) + MINUTE_MS;
  // Where a source begins is not bound to the retention: the page knows better.
  if (target < oldest || seek.target < oldest) return true;
  // Until the server has told its time, nobody can know that this is still to come.
  const isTold = stage.session.snapshot.recorded.known.length > 0;
  if (target > now && !isTold) return true;
  if (now - target < MINUTE_MS) return model.isAway(now, MINUTE_MS);
  if (model.isRecorded(target)) return false;
  return model.nextRecorded(target) - target > LOOKED_THROUGH_MS || boundsEndInHole(stage, target);
}

/** Nothing is recorded from the target up to the end of what the source is bounded to. */
function boundsEndInHole({ scenario, model }: Stage, target: UnixMs): boolean {
  const { end, vodEnd } = scenario.source.request;
  return model.nextRecorded(target) >= (end ?? vodEnd ?? Infinity);
}
