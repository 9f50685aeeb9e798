import type { Clock } from '../core/time/clock.ts';
import { ignoreRejection } from './ignore-rejection.ts';

/** Settles as the promise does, but rejects with the reason of the signal as soon as that is aborted. */
export function abortable<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Runs something with a signal that is aborted when it takes longer than `ms`, or when the caller's signal is.
 * Afterwards the signal is aborted too, so nothing of what has been started remains.
 */
export async function withTimeout<Result>(
  ms: number,
  { delay }: Pick<Clock, 'delay'>,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const life = new AbortController();
  const leave = () => life.abort(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  ignoreRejection(delay(ms, life.signal).then(() => life.abort(new DOMException('Timeout', 'TimeoutError'))));
  try {
    return await run(life.signal);
  } finally {
    signal.removeEventListener('abort', leave);
    life.abort();
  }
}
