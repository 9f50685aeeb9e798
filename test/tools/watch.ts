import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sourcesOf } from './test-sources.ts';

const RUN = 'test/tools/run.ts';
const FOLDERS = ['src', 'test', 'demo'];
/** Programs write a file in several steps. */
const SETTLE_MS = 200;

/**
 * Runs the test files, and again each that a change touches, until the user ends it. Each run is a process of its own,
 * with these options, so that nothing of an earlier one is left.
 */
export async function watchTests(files: readonly string[], options: readonly string[]): Promise<never> {
  const changes = watchFolders();
  let touched = files;
  for (;;) {
    const sources = new Map(
      await Promise.all(files.map(async (file) => [file, await sourcesOf(file)] as const)),
    );
    await run([...options, ...touched]);
    console.log('\nWaiting for changes…');
    do {
      const changed = await changes.next();
      touched = files.filter((file) => changed.some((path) => sources.get(file)?.has(path) ?? true));
    } while (touched.length === 0);
  }
}

async function run(args: readonly string[]): Promise<void> {
  await once(spawn(process.execPath, [...process.execArgv, RUN, ...args], { stdio: 'inherit' }), 'close');
}

/** Gives the files that have changed since it was asked last, as soon as there are any. */
function watchFolders(): { next: () => Promise<string[]> } {
  const changed = new Set<string>();
  let tell: () => void = () => undefined;
  for (const folder of FOLDERS) {
    watch(folder, { recursive: true }, (_, name) => {
      changed.add(
        join(folder, name ?? '')
          .split(sep)
          .join('/'),
      );
      tell();
    });
  }
  return {
    async next() {
      if (changed.size === 0) await new Promise<void>((resolve) => (tell = resolve));
      await delay(SETTLE_MS);
      const paths = [...changed];
      changed.clear();
      return paths;
    },
  };
}
