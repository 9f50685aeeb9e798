import { LiveApiError } from '../../src/server/live-api-error.ts';
import { rejectionOf } from '../network/failure-of.ts';

/** Returns the error that a call rejects with. */
export async function liveErrorOf(promise: Promise<unknown>): Promise<LiveApiError> {
  const reason = await rejectionOf(promise);
  if (reason instanceof LiveApiError) return reason;
  throw reason;
}
