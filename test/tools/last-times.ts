import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileTime } from './totals.ts';

const PATH = 'node_modules/.cache/tests/times.json';

/** Sorts test files by how long they took last, so that no long one is left for the end, when all else is done. */
export function longestFirst(files: readonly string[]): string[] {
  const last = readTimes();
  const seconds = (file: string) => last[file] ?? Infinity;
  return files.toSorted((a, b) => seconds(b) - seconds(a) || statSync(b).size - statSync(a).size);
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
