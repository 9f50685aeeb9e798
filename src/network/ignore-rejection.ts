/** For a caller who may not wait for it: a failure that is told elsewhere too must not end up unhandled. */
export function ignoreRejection<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
