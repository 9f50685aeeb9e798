export interface Summary {
  readonly count: number;
  /** Samples without a result. */
  readonly missed: number;
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

/** Null: a sample without a result. */
export function summarise(samples: readonly (number | null)[]): Summary {
  const values = samples.filter((value) => value !== null).sort((a, b) => a - b);
  return {
    count: samples.length,
    missed: samples.length - values.length,
    min: values[0] ?? NaN,
    median: quantile(values, 0.5),
    p90: quantile(values, 0.9),
    max: values.at(-1) ?? NaN,
  };
}

/** NaN where there are none. */
export const total = (samples: readonly (number | null)[]): number =>
  samples.length === 0 ? NaN : samples.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** Between the two nearest samples, in proportion. */
export function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)] ?? NaN;
  const high = sorted[Math.ceil(position)] ?? NaN;
  return low + (high - low) * (position - Math.floor(position));
}
