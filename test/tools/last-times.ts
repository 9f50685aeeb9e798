import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileTime } from './totals.ts';

const PATH = 'node_modules/.cache/tests/times.json';

/**
 * Sorts test files by how long they took last, so that no long one is left for the end, when all else is done. Those
 * that never ran come first, in the order that they have.
 */
export function longestFirst(files: readonly string[]): string[] {
  const last = readTimes();
  const rank = (file: string) => last[file] ?? Number.MAX_VALUE;
  return files.toSorted((a, b) => rank(b) - rank(a));
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
