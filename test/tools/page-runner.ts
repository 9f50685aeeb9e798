/**
 * Runs in a page: the test files that share it, one after the other. Each has a mocha of its own, so that none has the
 * hooks of another, and finds a page without the elements of another.
 */
import { getConfig, sessionFinished, sessionStarted } from '@web/test-runner-core/browser/session.js';
import type { TestResult, TestResultError, TestSuiteResult } from '@web/test-runner';
// This build sets a global.
import 'mocha/mocha.js';
import type { FileResult, PageFiles } from './test-pages.ts';

declare const Mocha: typeof import('mocha');

const TIMEOUT_MS = 60_000;

const errors: TestResultError[] = [];

async function runFile(file: string): Promise<FileResult> {
  const startedMs = performance.now();
  const mocha = new Mocha({ timeout: TIMEOUT_MS, reporter: Mocha.reporters.Base });
  // Makes the globals `describe` and `it` those of this mocha.
  mocha.suite.emit('pre-require', globalThis, file, mocha);
  try {
    await import(`/${file}`);
    await new Promise((resolve) => mocha.run(resolve));
  } catch (error) {
    errors.push(errorOf(error, `${file} does not load.`));
  }
  const { suites, tests } = readSuite(mocha.suite);
  return { name: file, suites, tests, seconds: (performance.now() - startedMs) / 1000 };
}

function readSuite(suite: Mocha.Suite): TestSuiteResult {
  noteFailedHooks(suite);
  return { name: suite.title, suites: suite.suites.map(readSuite), tests: suite.tests.map(readTest) };
}

function readTest(test: Mocha.Test): TestResult {
  const { title: name, duration, err } = test;
  return {
    name,
    passed: test.isPassed(),
    skipped: test.isPending(),
    ...(duration !== undefined && { duration }),
    ...(err && { error: errorOf(err) }),
  };
}

/** A hook that fails skips tests, and belongs to none. */
function noteFailedHooks(suite: Mocha.Suite): void {
  const hooks = ['_beforeAll', '_afterAll', '_beforeEach', '_afterEach'] as const;
  const lists = suite as unknown as Record<(typeof hooks)[number], readonly Mocha.Hook[]>;
  for (const hook of hooks.flatMap((name) => lists[name])) {
    const { err, state } = hook as Mocha.Hook & { err?: Error };
    if (err !== undefined || state === 'failed') errors.push(errorOf(err, `${hook.fullTitle()} failed.`));
  }
}

/** Only these members of an error can be sent. */
function errorOf(error: unknown, message = String(error)): TestResultError {
  if (!(error instanceof Error)) return { message };
  const { name, stack, expected, actual } = error as Error & { expected?: string; actual?: string };
  return { name, message: error.message, stack, expected, actual };
}

/** Takes away what a file may have left to the next one. */
function clearPage(): void {
  document.body.replaceChildren();
  for (const element of [document.documentElement, document.body]) {
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
  }
  localStorage.clear();
  sessionStorage.clear();
  performance.clearResourceTimings();
}

await sessionStarted();
const { testFile, testFrameworkConfig } = await getConfig();
const firstFile = new URL(testFile, location.href).pathname.slice(1);
const results: FileResult[] = [];
for (const file of (testFrameworkConfig as PageFiles)[firstFile]!) {
  if (results.length > 0) clearPage();
  results.push(await runFile(file));
}
const testResults = { name: '', suites: results, tests: [] };
await sessionFinished({ passed: errors.length === 0 && isPassed(testResults), errors, testResults });

function isPassed({ suites, tests }: TestSuiteResult): boolean {
  return suites.every(isPassed) && tests.every(({ passed, skipped }) => passed || skipped);
}
