import type { ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';

export interface Ended {
  readonly isOk: boolean;
  /** All that it wrote. */
  readonly output: string;
  readonly seconds: number;
}

/** Waits for a process, which leaves the processor to the browser tests meanwhile: some of those measure time. */
export function runInBackground(child: ChildProcess): Promise<Ended> {
  const startedMs = performance.now();
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let output = '';
  child.stdout?.on('data', (data) => (output += String(data)));
  child.stderr?.on('data', (data) => (output += String(data)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ isOk: code === 0, output, seconds: (performance.now() - startedMs) / 1000 });
    });
  });
}

/** One line when all is well, else all that was written. */
export function printOutcome(name: string, { isOk, output, seconds }: Ended): void {
  console.log(`${isOk ? 'ok' : 'FAILED'}: ${name} (${seconds.toFixed(1)} s)`);
  if (!isOk) console.log(output);
}
