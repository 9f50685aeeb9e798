import type { Result, TimeShiftError } from '../../src/core/service/time-shift-error.ts';

/** What a parser read; where it refused, the test fails with its reason. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw result.error;
  return result.value;
}

/** Why a parser refused; where it did not, the test fails with what it read. */
export function refusalOf(result: Result<unknown>): TimeShiftError {
  if (result.ok) throw new Error(`was not refused, but read as ${JSON.stringify(result.value)}`);
  return result.error;
}
