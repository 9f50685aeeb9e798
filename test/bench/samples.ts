import type { Row } from './rows.ts';

/** A measured value; null for a measurement that was tried and gave no result. */
export type Sample = number | null;

/** Holds everything that a run has measured, by row and player. The phases add to it; report and targets read it. */
export class Samples {
  /** What went wrong, in sentences for the reader of the report. */
  readonly problems: string[] = [];
  readonly rows = new Map<Row, Map<string, Sample[]>>();

  add(row: Row, player: string, ...values: Sample[]): void {
    const players = this.rows.get(row) ?? new Map<string, Sample[]>();
    this.rows.set(row, players);
    players.set(player, [...(players.get(player) ?? []), ...values]);
  }

  of(row: Row, player: string): readonly Sample[] {
    return this.rows.get(row)?.get(player) ?? [];
  }
}

/** All figures but the counts are NaN where there are no values. */
export interface Summary {
  readonly count: number;
  /** How many samples are null. */
  readonly missed: number;
  readonly min: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  readonly max: number;
  readonly total: number;
}

export function summarise(samples: readonly Sample[]): Summary {
  const values = samples.filter((value) => value !== null).sort((a, b) => a - b);
  return {
    count: samples.length,
    missed: samples.length - values.length,
    min: values[0] ?? NaN,
    p25: quantile(values, 0.25),
    median: quantile(values, 0.5),
    p75: quantile(values, 0.75),
    p90: quantile(values, 0.9),
    max: values.at(-1) ?? NaN,
    total: values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0),
  };
}

/** Interpolates linearly between the two nearest values. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)] ?? NaN;
  const high = sorted[Math.ceil(position)] ?? NaN;
  return low + (high - low) * (position - Math.floor(position));
}
