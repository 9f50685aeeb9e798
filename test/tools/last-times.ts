import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileTime } from './totals.ts';

const PATH = 'node_modules/.cache/tests/times.json';

/**
 * Sorts lists of test files by how long each took last, so that no long one is left for the end, when all else is done.
 * Those with a file that never ran come first, in the order that they have.
 */
export function longestFirst(lists: readonly string[][]): string[][] {
  const last = readTimes();
  const seconds = (files: readonly string[]) =>
    files.reduce((total, file) => total + (last[file] ?? Number.MAX_VALUE), 0);
  return lists.toSorted((a, b) => Math.sign(seconds(b) - seconds(a)));
}

/** Remembers them for the next run. */
export function saveTimes(times: readonly FileTime[]): void {
  const known = { ...readTimes(), ...Object.fromEntries(times.map(({ file, seconds }) => [file, seconds])) };
  mkdirSync(dirname(PATH), { recursive: true });
  writeFileSync(PATH, JSON.stringify(known, null, 2));
}

function readTimes(): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(PATH, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}
