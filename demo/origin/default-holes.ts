import type { TimeRange } from '../../src/core/time/time-range.ts';
import { hashToUnit } from './hash-to-unit.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Each slot contains at most one hole, from its start to its end. So holes never touch. */
const SLOT_MS = 4 * HOUR_MS;

/** The kinds of holes in a slot, all equally likely; `undefined`: no hole. */
const LENGTHS_MS = [
  undefined,
  { from: 5 * SECOND_MS, to: 55 * SECOND_MS },
  { from: 5 * SECOND_MS, to: 55 * SECOND_MS },
  { from: 2 * MINUTE_MS, to: 25 * MINUTE_MS },
  { from: 2 * MINUTE_MS, to: 25 * MINUTE_MS },
  { from: HOUR_MS, to: 2 * HOUR_MS },
];

/**
 * When the camera of a channel was down: a few times a day, for seconds, minutes, or an hour or two. The result
 * depends only on the channel and the absolute time, so any two origins agree. Only holes that lie completely
 * within the given range are returned.
 */
export function defaultHoles(channel: number, within: TimeRange): TimeRange[] {
  const holes: TimeRange[] = [];
  for (let slot = Math.floor(within.start / SLOT_MS); slot * SLOT_MS < within.end; slot += 1) {
    const hole = holeInSlot(channel, slot);
    if (hole && hole.start >= within.start && hole.end <= within.end) holes.push(hole);
  }
  return holes;
}

function holeInSlot(channel: number, slot: number): TimeRange | undefined {
  const chance = (what: string): number => hashToUnit(`${channel}/${slot}/${what}`);
  const length = LENGTHS_MS[Math.floor(chance('kind') * LENGTHS_MS.length)];
  if (!length) return undefined;
  const durationMs = Math.round(length.from + chance('length') * (length.to - length.from));
  const start = slot * SLOT_MS + Math.round(chance('start') * (SLOT_MS - durationMs));
  return { start, end: start + durationMs };
}
