/** What came of a part of the run. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** How long each of its test files took. */
  readonly times?: readonly FileTime[];
}

export interface FileTime {
  readonly file: string;
  readonly seconds: number;
}

export const sum = (parts: readonly Totals[]): Required<Totals> => ({
  passed: parts.reduce((total, part) => total + part.passed, 0),
  failed: parts.reduce((total, part) => total + part.failed, 0),
  times: parts.flatMap(({ times }) => times ?? []),
});
