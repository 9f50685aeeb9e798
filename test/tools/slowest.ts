import type { FileTime } from './totals.ts';

const COUNT = 10;

export function printSlowest(times: readonly FileTime[]): void {
  if (times.length <= 1) return;
  console.log('\nThe slowest test files, in seconds:');
  for (const { file, seconds } of times.toSorted((a, b) => b.seconds - a.seconds).slice(0, COUNT)) {
    console.log(`${seconds.toFixed(1).padStart(6)}  ${file}`);
  }
}
