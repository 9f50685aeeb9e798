/** Measures the player against its rivals: see README.md beside this file. */
import { readFileSync } from 'node:fs';
import { openBrowser } from './browser.ts';
import { readOptions, USAGE, type Options, type Phase } from './options.ts';
import { withOtherCommit } from './other-commit.ts';
import { PageFiles } from './page-files.ts';
import { measureCpu } from './phases/cpu.ts';
import { measureEndurance } from './phases/endurance.ts';
import { measureFirstFrames } from './phases/first-frame.ts';
import type { Lab } from './phases/lab.ts';
import { measureMicro } from './phases/micro.ts';
import { measureSeams } from './phases/seams.ts';
import { measureSeeks } from './phases/seeks.ts';
import { measureSlowSeeks } from './phases/slow.ts';
import { measureSoak } from './phases/soak.ts';
import { report } from './report.ts';
import { currentLoad, describeMachine, writeResults, type Results } from './results.ts';
import { Samples } from './samples.ts';
import { startServer } from './server.ts';
import { simulateCdn } from './simulation/cdn.ts';

/** The phases that need a browser, in the order in which they run: one after the other, one player at a time. */
const MEASUREMENTS: readonly (readonly [Phase, (lab: Lab) => Promise<void>])[] = [
  ['seeks', measureSeeks],
  ['slow', measureSlowSeeks],
  ['first-frame', measureFirstFrames],
  ['endurance', measureEndurance],
  ['cpu', measureCpu],
  ['seams', measureSeams],
  ['soak', measureSoak],
  ['micro', measureMicro],
];

async function run(options: Options): Promise<Results> {
  const loadBefore = currentLoad();
  log('building the pages');
  const { files, against } = await buildPages(options);
  const server = await startServer(files, options.port, options.latencyMs);
  const browser = await openBrowser();
  const samples = new Samples();
  try {
    for (const [phase, measure] of MEASUREMENTS) {
      if (options.phases.includes(phase)) await measure({ options, browser, server, samples, log });
    }
    for (const name of options.players) {
      const bytes = files.loadedBytes(name);
      if (bytes > 0) samples.add('code', name, bytes / 1000);
    }
    return {
      date: new Date().toISOString(),
      machine: describeMachine(),
      loadBefore,
      browser: await browser.version(),
      versions: rivalVersions(),
      options,
      against,
      samples,
      cdn: options.phases.includes('cdn') ? simulateCdn() : null,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function buildPages({
  players,
  against,
}: Options): Promise<{ files: PageFiles; against: string | null }> {
  if (against === null) return { files: await PageFiles.build(players), against };
  return withOtherCommit(against, async ({ title, folder }) => {
    log(`building ${title}`);
    return { files: await PageFiles.build(players, folder), against: title };
  });
}

function rivalVersions(): Record<string, string> {
  const text = readFileSync(new URL('package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;
}

function log(text: string): void {
  process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);
}

function readOptionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exit(2);
  }
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit();
}
const results = await run(readOptionsOrExit());
const path = await writeResults(results);
console.log(`${report(results)}\n`);
log(`all samples: ${path}`);
