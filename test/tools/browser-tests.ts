import { esbuildPlugin } from '@web/dev-server-esbuild';
import {
  defaultReporter,
  startTestRunner,
  type BrowserLauncher,
  type TestRunnerConfig,
  type TestSuiteResult,
} from '@web/test-runner';
import type { CoverageMapData } from 'istanbul-lib-coverage';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import { createDemoHost } from '../../demo/server/demo-host.ts';
import { createChaosHost } from '../chaos/chaos-host.ts';
import { ENGINES, type EngineName } from './engines/engine.ts';
import { longestFirst } from './last-times.ts';
import { pageClock } from './page-clock.ts';
import { bundleTests } from './test-bundle.ts';
import { testClockOffsetMs } from './test-clock.ts';
import { pagesOf, type FileResult, type PageFiles } from './test-pages.ts';
import { sum, type Totals } from './totals.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE_RUNNER = 'test/tools/page-runner.ts';
/** The pages that are open at once. Tests wait for media most of the time; but with more, they starve each other. */
const PAGES = Math.ceil(2.5 * availableParallelism());

export interface BrowserTestOptions {
  readonly engine?: EngineName;
  /** Is called with how often each line of src ran, where it is given (Chromium only). */
  readonly onCoverage?: (coverage: CoverageMapData) => void;
}

/** Runs the given test files in a real browser, with the built-in origin on the same server. */
export async function runBrowserTests(
  files: readonly string[],
  { engine = 'chromium', onCoverage }: BrowserTestOptions = {},
): Promise<Totals> {
  if (files.length === 0) return sum([]);
  let launcher: BrowserLauncher;
  try {
    launcher = await ENGINES[engine]();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  const pages = longestFirst(pagesOf(files));
  const runner = await startTestRunner({
    config: await config(pages, launcher, onCoverage !== undefined),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) return { passed: 0, failed: 1 };

  runner.on('test-run-finished', ({ testCoverage }) => {
    if (testCoverage) onCoverage?.(testCoverage.coverageMap.toJSON());
  });
  const allPassed = await new Promise<boolean>((resolve) => runner.on('finished', resolve));
  await runner.stop();
  const sessions = [...runner.sessions.all()];
  for (const { testFile } of sessions.filter(({ passed }) => !passed)) {
    const page = pages.find(([file]) => testFile === join(ROOT, file ?? '')) ?? [];
    if (page.length > 1) console.log(`These files shared a page: npm test -- ${page.join(' ')}`);
  }
  const results = sessions.flatMap(({ testResults }) => testResults?.suites ?? []);
  const { passed, failed } = sum(results.map(count));
  const times = (results as FileResult[]).map(({ name, seconds }) => ({ file: name, seconds }));
  // A file that does not load, or an error between tests, fails the run without failing any test.
  return { passed, failed: allPassed ? failed : Math.max(failed, 1), times };
}

function count({ tests, suites }: TestSuiteResult): Totals {
  const ran = tests.filter(({ skipped }) => !skipped);
  const failed = ran.filter(({ passed }) => !passed).length;
  return sum([{ passed: ran.length - failed, failed }, ...suites.map(count)]);
}

async function config(
  pages: readonly string[][],
  launcher: BrowserLauncher,
  coverage: boolean,
): Promise<TestRunnerConfig> {
  const [demo, chaos] = [createDemoHost(), createChaosHost()];
  const serveHost = nodeListener({ handle: (request) => demo.handle(request) ?? chaos.handle(request) });
  return {
    // The test runner knows a page by its first file. A group for each keeps their order.
    groups: pages.map(([file = '']) => ({ name: file, files: [file] })),
    rootDir: ROOT,
    hostname: '127.0.0.1',
    nodeResolve: true,
    coverage,
    coverageConfig: { include: ['src/**/*.ts'], reporters: [] },
    concurrency: PAGES,
    browserStartTimeout: 60_000,
    // Its development build is meant here: it warns of mistakes.
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    testsFinishTimeout: 240_000 * Math.max(...pages.map(({ length }) => length)),
    testRunnerHtml: () => `<!doctype html><body><script type="module" src="/${PAGE_RUNNER}"></script></body>`,
    testFramework: { config: Object.fromEntries(pages.map((page) => [page[0], page])) satisfies PageFiles },
    staticLogging: true,
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
    plugins: [
      pageClock(testClockOffsetMs),
      esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${ROOT}tsconfig.json` }),
    ],
    middleware: [
      // Coverage is counted by file, so that each has to be one that the browser loads.
      ...(coverage ? [] : [await bundleTests([PAGE_RUNNER, ...pages.flat()], ROOT)]),
      (context, next) => {
        if (!serveHost(context.req, context.res)) return next();
        // Koa must neither end the response that the host is still writing, nor take it for missing.
        context.respond = false;
        context.status = 200;
      },
    ],
    browsers: [launcher],
  };
}
