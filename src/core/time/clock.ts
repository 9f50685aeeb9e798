import type { UnixMs } from './time-range.ts';

/**
 * A clock tells the time and waits. All code below `ui`, and the demo's origin, is given a clock, so that tests decide
 * what time it is and how fast it passes. Lint forbids `Date.now`, `performance.now` and timers there.
 */
export interface Clock {
  /** The machine's wall-clock time in epoch milliseconds. It may be wrong, and it may jump. */
  readonly now: () => UnixMs;

  /** Milliseconds since some fixed moment. This time never jumps. */
  readonly steady: () => number;

  /** Resolves after a number of milliseconds. Rejects with the signal's reason as soon as the signal is aborted. */
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
