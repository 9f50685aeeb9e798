/**
 * All that has to pass: types, lint, format, unit tests, browser tests, build, package, size. With file names as
 * arguments, only those tests: `npm test -- test/core/time-key.test.ts`.
 */
import { globSync } from 'tinyglobby';
import { runBrowserTests } from './browser-tests.ts';
import { runCommand } from './command.ts';
import { runNodeTests } from './node-tests.ts';
import { checkSizes } from './sizes.ts';
import { sum, type Totals } from './totals.ts';

const isForNode = (file: string): boolean => file.endsWith('.node.test.ts');
const PACKAGE_TESTS = 'test/package/';

async function runAll(): Promise<Totals[]> {
  const files = globSync('test/**/*.test.ts').sort();
  const ofSource = files.filter((file) => !file.startsWith(PACKAGE_TESTS));
  // What needs no browser, two at a time for two cores.
  const withoutBrowser = await Promise.all([
    inTurn(
      () => runCommand('lint', 'eslint --config test/tools/eslint.config.js .'),
      () => runCommand('format', 'prettier --check .'),
    ),
    inTurn(
      () => runCommand('types', 'tsc --noEmit'),
      () => runNodeTests(ofSource.filter(isForNode)),
    ),
  ]);
  return [
    ...withoutBrowser.flat(),
    await runBrowserTests(ofSource.filter((file) => !isForNode(file))),
    await runCommand('build', 'npm run build'),
    await runNodeTests(files.filter((file) => !ofSource.includes(file))),
    await checkSizes(),
  ];
}

async function inTurn(...parts: (() => Promise<Totals>)[]): Promise<Totals[]> {
  const totals: Totals[] = [];
  for (const part of parts) totals.push(await part());
  return totals;
}

async function runFiles(files: readonly string[]): Promise<Totals[]> {
  const forNode = files.filter(isForNode);
  const forBrowsers = files.filter((file) => !isForNode(file));
  return [
    ...(forNode.length > 0 ? [await runNodeTests(forNode)] : []),
    ...(forBrowsers.length > 0 ? [await runBrowserTests(forBrowsers)] : []),
  ];
}

const chosen = process.argv.slice(2);
const { passed, failed } = sum(chosen.length > 0 ? await runFiles(chosen) : await runAll());
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
