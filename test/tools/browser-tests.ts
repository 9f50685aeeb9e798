import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, type TestRunnerConfig, type TestSuiteResult } from '@web/test-runner';
import { startTestRunner } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { fileURLToPath } from 'node:url';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import { createDemoHost } from '../../demo/server/demo-host.ts';
import { findBrowser } from './find-browser.ts';
import { pageClock } from './page-clock.ts';
import { testClockOffsetMs } from './test-clock.ts';
import { bundleTests } from './test-bundle.ts';
import type { Totals } from './totals.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the given test files in a real browser, with the built-in origin on the same server. */
export async function runBrowserTests(files: readonly string[], watch = false): Promise<Totals> {
  const runner = await startTestRunner({
    config: await config(files, watch),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) return { passed: 0, failed: 1 };
  const allPassed = await new Promise<boolean>((resolve) => runner.on('finished', resolve));
  const totals = { passed: 0, failed: 0 };
  for (const session of runner.sessions.all()) {
    if (session.testResults) count(session.testResults, totals);
  }
  // A file that does not load, or an error between tests, fails the run without failing any test.
  if (!allPassed && totals.failed === 0) totals.failed = 1;
  return totals;
}

function count(suite: TestSuiteResult, totals: { passed: number; failed: number }): void {
  for (const test of suite.tests) {
    if (test.skipped) continue;
    totals[test.passed ? 'passed' : 'failed'] += 1;
  }
  suite.suites.forEach((inner) => count(inner, totals));
}

async function config(files: readonly string[], watch: boolean): Promise<TestRunnerConfig> {
  const browser = await findBrowser(`${ROOT}node_modules/.cache/chromium`);
  console.log(`browser: ${browser.path} (${browser.from})`);
  const serveHost = nodeListener(createDemoHost());
  return {
    files: [...files],
    rootDir: ROOT,
    hostname: '127.0.0.1',
    nodeResolve: true,
    watch,
    concurrency: 4,
    // Its development build is meant here: it warns of mistakes.
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    testsFinishTimeout: 240_000,
    testFramework: { config: { timeout: 60_000 } },
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
    plugins: [
      pageClock(testClockOffsetMs),
      esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${ROOT}tsconfig.json` }),
    ],
    middleware: [
      await bundleTests(files, ROOT),
      (context, next) => {
        if (!serveHost(context.req, context.res)) return next();
        // Koa must neither end the response that the host is still writing, nor take it for missing.
        context.respond = false;
        context.status = 200;
      },
    ],
    browsers: [chromeLauncher({ launchOptions: { executablePath: browser.path, args: chromiumFlags() } })],
  };
}

function chromiumFlags(): string[] {
  const mustRunUnboxed = process.getuid?.() === 0 || process.env.CI !== undefined;
  return [
    ...(mustRunUnboxed ? ['--no-sandbox'] : []),
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-quic',
    '--disable-sync',
    '--mute-audio',
    '--no-first-run',
  ];
}
