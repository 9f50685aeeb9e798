import { setTimeout as sleep } from 'node:timers/promises';

const STEP_S = 0.05;

/** A body that arrives at so many bytes per second, in steps of 50 ms. */
export function pacedBody(
  bytes: Uint8Array<ArrayBuffer>,
  bytesPerSecond: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const stepBytes = Math.ceil(bytesPerSecond * STEP_S);
  const cancelled = new AbortController();
  const startedMs = performance.now();
  let sentBytes = 0;
  return new ReadableStream({
    async pull(controller) {
      const step = bytes.slice(sentBytes, sentBytes + stepBytes);
      sentBytes += step.byteLength;
      // Against the clock and not from step to step, so that late timers do not add up.
      const dueMs = startedMs + (sentBytes / bytesPerSecond) * 1000;
      await sleep(Math.max(0, dueMs - performance.now()), undefined, { signal: cancelled.signal });
      controller.enqueue(step);
      if (sentBytes >= bytes.byteLength) controller.close();
    },
    cancel() {
      cancelled.abort();
    },
  });
}
