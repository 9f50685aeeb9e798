import type { Clock } from '../core/time/clock.ts';

/**
 * Waits before a load is retried, but not longer than until the browser says that it is online again.
 *
 * @throws the reason of the signal as soon as it is aborted
 */
export async function waitToRetry(
  ms: number,
  { delay }: Pick<Clock, 'delay'>,
  signal: AbortSignal,
): Promise<void> {
  const wait = new AbortController();
  const online = new Promise<void>((resolve) =>
    window.addEventListener('online', () => resolve(), { signal: wait.signal }),
  );
  try {
    await Promise.race([delay(ms, AbortSignal.any([signal, wait.signal])), online]);
  } finally {
    wait.abort();
  }
}
