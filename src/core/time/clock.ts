import type { UnixMs } from './time-range.ts';

/**
 * Tells the time and waits. Everything below `ui` and the demo's origin gets a clock handed in, so that tests decide
 * what time it is and how fast it passes; lint forbids `Date.now`, `performance.now` and timers there.
 */
export interface Clock {
  /** The machine's wall-clock time in epoch milliseconds. It may be wrong, and it may jump. */
  readonly now: () => UnixMs;

  /** Milliseconds since some fixed moment. This time never jumps. */
  readonly steady: () => number;

  /** Resolves after a number of milliseconds; rejects with the signal's reason as soon as it is aborted. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The clock of the machine that the code runs on. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  delay,
};

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
