/**
 * Runs all tests, in Node and in the browser, and tells how much of src they run: `npm run coverage`. With names of
 * test files as arguments it runs only those.
 */
import coverageLibrary from 'istanbul-lib-coverage';
import reportLibrary from 'istanbul-lib-report';
import reports from 'istanbul-reports';
import { transformSync } from 'esbuild';
import { readFileSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { runBrowserTests } from './browser-tests.ts';
import { readNodeCoverage } from './node-coverage.ts';
import { runNodeTests } from './node-tests.ts';
import { readArguments } from './read-arguments.ts';
import { allTestFiles, isForBrowsers, isForNode, isOfPackage } from './test-files.ts';
import { sum } from './totals.ts';

const FOLDER = 'node_modules/.cache/coverage';
const V8_FOLDER = `${FOLDER}/v8`;
const SOURCES = `${resolve('src')}/`;

const { files } = readArguments();
const chosen = files.length > 0 ? files : allTestFiles().filter((file) => !isOfPackage(file));
const coverage = coverageLibrary.createCoverageMap();

rmSync(FOLDER, { recursive: true, force: true });
// Node reads it when a process starts, so that it counts in the processes of the tests, and not in this one.
process.env.NODE_V8_COVERAGE = V8_FOLDER;
const inNode = await runNodeTests(chosen.filter(isForNode));
delete process.env.NODE_V8_COVERAGE;
if (chosen.some(isForNode)) {
  coverage.merge(await readNodeCoverage(V8_FOLDER, (path) => path.startsWith(SOURCES)));
}
const inBrowser = await runBrowserTests(chosen.filter(isForBrowsers), {
  onCoverage: (map) => coverage.merge(map),
});

const context = reportLibrary.createContext({ dir: FOLDER, coverageMap: coverage });
for (const name of ['text', 'lcov'] as const) reports.create(name, { maxCols: 110 }).execute(context);
if (files.length === 0) {
  const loaded = new Set(coverage.files());
  for (const path of globSync('src/**/*.ts', { ignore: '**/*.d.ts' })) {
    if (!loaded.has(resolve(path)) && hasCode(path)) console.log(`${path} is loaded by no test.`);
  }
}
console.log(`\nThe lines, one by one: ${relative('.', FOLDER)}/lcov-report/index.html`);

const { passed, failed } = sum([inNode, inBrowser]);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Files of types alone have none. */
function hasCode(path: string): boolean {
  return transformSync(readFileSync(path, 'utf8'), { loader: 'ts' }).code !== '';
}
