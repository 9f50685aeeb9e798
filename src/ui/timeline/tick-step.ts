/** How far apart ticks are; `ms` is nominal, for a day may have 23 or 25 hours. */
export interface TickStep {
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  readonly count: number;
  readonly ms: number;
}

const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const COUNTS = {
  second: [1, 2, 5, 10, 15, 30],
  minute: [1, 2, 5, 10, 15, 30],
  hour: [1, 2, 3, 6, 12],
  day: [1, 2, 3, 7, 14],
};

/** For whatever the others are too fine for. */
export const COARSEST_STEP: TickStep = { unit: 'day', count: 28, ms: 28 * UNIT_MS.day };

const UNITS = ['second', 'minute', 'hour', 'day'] as const;

/** Finest first. Those within a day divide it, so that every day has the same ticks. */
export const TICK_STEPS: readonly TickStep[] = UNITS.flatMap((unit) =>
  COUNTS[unit].map((count) => ({ unit, count, ms: count * UNIT_MS[unit] })),
);
