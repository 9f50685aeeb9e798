/** Measures the player against its rivals: see README.md beside this file. */
import { readFileSync } from 'node:fs';
import { openBrowser } from './browser.ts';
import { PageFiles } from './page-files.ts';
import { measureCpu } from './phases/cpu.ts';
import { measureEndurance } from './phases/endurance.ts';
import { measureFirstFrames } from './phases/first-frame.ts';
import { Samples, type Lab } from './phases/lab.ts';
import { measureMicro } from './phases/micro.ts';
import { measureSeams } from './phases/seams.ts';
import { measureSeeks } from './phases/seeks.ts';
import { measureSlowSeeks } from './phases/slow.ts';
import { measureSoak } from './phases/soak.ts';
import { readOptions, USAGE, type Options, type Phase } from './options.ts';
import { report } from './report.ts';
import { describeMachine, loadNow, writeResults, type Results } from './results.ts';
import { startServer } from './server.ts';
import { simulateCdn } from './simulation/cdn.ts';

async function run(options: Options): Promise<Results> {
  const loadBefore = loadNow();
  log('building the pages');
  const files = await PageFiles.build(options.players);
  const server = await startServer(files, options.port, options.latencyMs);
  const browser = await openBrowser();
  const samples = new Samples();
  const lab: Lab = { options, browser, server, files, log };
  const isAsked = (phase: Phase) => options.phases.includes(phase);
  try {
    // In one run, in one browser, and never two players at a time.
    if (isAsked('seeks')) await measureSeeks(lab, samples);
    if (isAsked('slow')) await measureSlowSeeks(lab, samples);
    if (isAsked('first-frame')) await measureFirstFrames(lab, samples);
    if (isAsked('endurance')) await measureEndurance(lab, samples);
    if (isAsked('cpu')) await measureCpu(lab, samples);
    if (isAsked('seams')) await measureSeams(lab, samples);
    if (isAsked('soak')) await measureSoak(lab, samples);
    const micro = isAsked('micro') ? await measureMicro(lab) : null;
    for (const name of options.players) addCodeSize(samples, name, files);
    return {
      date: new Date().toISOString(),
      machine: describeMachine(),
      loadBefore,
      browser: await browser.version(),
      versions: versionsOf('package.json'),
      options,
      samples,
      micro,
      cdn: isAsked('cdn') ? simulateCdn() : null,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

function addCodeSize(samples: Samples, name: string, files: PageFiles): void {
  const bytes = files.loadedBytes(name);
  if (bytes > 0) samples.add('code', name, bytes / 1000);
}

function versionsOf(file: string): Record<string, string> {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;
}

function log(text: string): void {
  process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit();
}
let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exit(2);
}
const results = await run(options);
const path = await writeResults(results);
console.log(`${report(results)}\n`);
log(`all samples: ${path}`);
