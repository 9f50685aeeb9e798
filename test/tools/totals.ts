/** How many tests a part of the run passed and failed. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

export const sum = (parts: readonly Totals[]): Totals => ({
  passed: parts.reduce((total, part) => total + part.passed, 0),
  failed: parts.reduce((total, part) => total + part.failed, 0),
});
