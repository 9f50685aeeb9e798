import type { Result, TimeShiftError } from '../../src/core/service/time-shift-error.ts';

/** Returns what a parser has read. If the parser refused its input, the test fails with the reason. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw result.error;
  return result.value;
}

/** Returns why a parser refused its input. If it accepted the input, the test fails and shows what was read. */
export function refusalOf(result: Result<unknown>): TimeShiftError {
  if (result.ok) throw new Error(`The input was not refused, but read as ${JSON.stringify(result.value)}`);
  return result.error;
}
