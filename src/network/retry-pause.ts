import { systemClock } from '../core/time/clock.ts';

/** Waits before a load is tried again, but not once the browser says that it is online again. */
export async function retryPause(ms: number, signal: AbortSignal): Promise<void> {
  const listening = new AbortController();
  const online = new Promise<void>((resolve) =>
    window.addEventListener('online', () => resolve(), { signal: listening.signal }),
  );
  try {
    await Promise.race([systemClock.delay(ms, AbortSignal.any([signal, listening.signal])), online]);
  } finally {
    listening.abort();
  }
}
