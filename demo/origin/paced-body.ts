import type { Clock } from '../../src/core/time/clock.ts';

const STEP_S = 0.05;

/** A body that arrives at so many bytes per second, in steps of 50 ms. */
export function pacedBody(
  bytes: Uint8Array<ArrayBuffer>,
  bytesPerSecond: number,
  clock: Clock,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const stepBytes = Math.ceil(bytesPerSecond * STEP_S);
  const cancelled = new AbortController();
  const startedMs = clock.steady();
  let sentBytes = 0;
  return new ReadableStream({
    async pull(controller) {
      const step = bytes.slice(sentBytes, sentBytes + stepBytes);
      sentBytes += step.byteLength;
      // Against the clock and not from step to step, so that late timers do not add up.
      const dueMs = startedMs + (sentBytes / bytesPerSecond) * 1000;
      await clock.delay(Math.max(0, dueMs - clock.steady()), cancelled.signal);
      controller.enqueue(step);
      if (sentBytes >= bytes.byteLength) controller.close();
    },
    cancel() {
      cancelled.abort();
    },
  });
}
