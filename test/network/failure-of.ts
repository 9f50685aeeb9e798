import { TimeShiftError } from '../../src/core/service/time-shift-error.ts';

/** What a promise rejects with, whatever that is; where it resolves, the test fails. */
export function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`was to fail, and resolved with ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
}

/** The failure to expect that a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<TimeShiftError> {
  const reason = await rejectionOf(promise);
  if (reason instanceof TimeShiftError) return reason;
  throw reason;
}
