/**
 * Marks a promise as handled. For a caller that does not await it, because its failure is reported elsewhere too: the
 * failure must not end up as an unhandled rejection.
 */
export function ignoreRejection<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
