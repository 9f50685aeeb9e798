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

const NODE_TESTS = '.node.test.ts';
const PACKAGE_TESTS = 'test/package/';

async function runAll(): Promise<Totals[]> {
  const files = globSync('test/**/*.test.ts').sort();
  const ofSource = files.filter((file) => !file.startsWith(PACKAGE_TESTS));
  // Two at a time, for two cores: these need no browser.
  const checks = await Promise.all([
    runCommand('types', 'tsc --noEmit'),
    runCommand('lint', 'eslint --config test/tools/eslint.config.js .'),
  ]);
  return [
    ...checks,
    await runCommand('format', 'prettier --check .'),
    ...(await runFiles(ofSource)),
    await runCommand('build', 'npm run build'),
    ...(await runFiles(files.filter((file) => !ofSource.includes(file)))),
    await checkSizes(),
  ];
}

async function runFiles(files: readonly string[]): Promise<Totals[]> {
  const forNode = files.filter((file) => file.endsWith(NODE_TESTS));
  const forBrowsers = files.filter((file) => !file.endsWith(NODE_TESTS));
  return [
    ...(forNode.length > 0 ? [await runNodeTests(forNode)] : []),
    ...(forBrowsers.length > 0 ? [await runBrowserTests(forBrowsers)] : []),
  ];
}

const chosen = process.argv.slice(2);
const { passed, failed } = sum(chosen.length > 0 ? await runFiles(chosen) : await runAll());
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
