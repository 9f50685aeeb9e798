/**
 * All that has to pass: types, lint, format, unit tests, browser tests, build, package, size. With names of test files
 * as arguments, only those: `npm test -- test/core/time/time-key.test.ts`. `--watch` runs them again when they or what
 * they import change; `--engine firefox` and `--engine webkit` take another browser than Chromium.
 */
import { runBrowserTests } from './browser-tests.ts';
import { runCommand } from './command.ts';
import { checkImportCycles } from './import-cycles.ts';
import { saveTimes } from './last-times.ts';
import { runNodeTests } from './node-tests.ts';
import { readArguments } from './read-arguments.ts';
import { checkSizes } from './sizes.ts';
import { printSlowest } from './slowest.ts';
import { allTestFiles, isForBrowsers, isForNode, isOfPackage } from './test-files.ts';
import { sum, type Totals } from './totals.ts';
import { watchTests } from './watch.ts';

// One thread takes less processor time than several, and the browser needs the other core.
const TYPES = 'tsc --singleThreaded --incremental --tsBuildInfoFile node_modules/.cache/tsc/tsbuildinfo';
const LINT = 'oxlint --config test/tools/lint/oxlint.config.js';
const FORMAT = 'oxfmt --config test/tools/oxfmt.json --check';

/** The browser tests wait most of the time, so that all else can be done beside them, one after the other. */
async function runAll(): Promise<Totals[]> {
  const files = allTestFiles();
  const ofSource = files.filter((file) => !isOfPackage(file));
  const parts = await Promise.all([
    inTurn(() => runBrowserTests(ofSource.filter(isForBrowsers))),
    inTurn(
      () => runNodeTests(ofSource.filter(isForNode)),
      () => runCommand('types', TYPES),
      () => Promise.resolve(checkImportCycles()),
      () => runCommand('lint', LINT),
      () => runCommand('format', FORMAT),
      () => runCommand('build', 'npm run build'),
      () => runNodeTests(files.filter(isOfPackage)),
      () => checkSizes(),
    ),
  ]);
  return parts.flat();
}

async function inTurn(...parts: (() => Promise<Totals>)[]): Promise<Totals[]> {
  const totals: Totals[] = [];
  for (const part of parts) totals.push(await part());
  return totals;
}

async function runSome(): Promise<Totals[]> {
  const chosen = files.length > 0 ? files : allTestFiles().filter(isForBrowsers);
  return [
    await runNodeTests(chosen.filter(isForNode)),
    await runBrowserTests(chosen.filter(isForBrowsers), { engine }),
  ];
}

const { files, engine, watch } = readArguments();
if (watch) await watchTests(files, ['--engine', engine]);

const isAll = files.length === 0 && engine === 'chromium';
const { passed, failed, times } = sum(isAll ? await runAll() : await runSome());
saveTimes(times);
printSlowest(times);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
