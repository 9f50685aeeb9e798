import type { TimeRange, UnixMs } from '../../core/index.ts';

/** The two are read one after the other. */
const SAME_MS = 1000;

/** Whether there is a live to go to: only where the bounds end at the server's now. */
export const hasLive = (bounds: TimeRange, now: UnixMs): boolean => Math.abs(bounds.end - now) <= SAME_MS;
