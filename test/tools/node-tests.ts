import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printOutcome, runInBackground } from './background.ts';
import type { FileReport } from './file-report.ts';
import { usesNodeTest } from './test-files.ts';
import { sum, type Totals } from './totals.ts';

interface Runner {
  readonly name: string;
  readonly script: string;
  readonly options: readonly string[];
}

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const NODE_TEST: Runner = {
  name: 'node:test',
  script: pathOf('node-test-process.ts'),
  options: ['--test-reporter', new URL('node-test-reporter.ts', import.meta.url).href],
};
const MOCHA: Runner = { name: 'mocha', script: pathOf('mocha-process.ts'), options: [] };

/** Runs the given test files in Node: in one process those for mocha, in another those for Node's own runner. */
export async function runNodeTests(files: readonly string[]): Promise<Totals> {
  const groups = byRunner(files).map(([runner, group]) => runGroup(runner, group));
  return sum(await Promise.all(groups));
}

function byRunner(files: readonly string[]): [Runner, string[]][] {
  const groups: [Runner, string[]][] = [
    [NODE_TEST, files.filter(usesNodeTest)],
    [MOCHA, files.filter((file) => !usesNodeTest(file))],
  ];
  return groups.filter(([, group]) => group.length > 0);
}

async function runGroup({ name, script, options }: Runner, files: readonly string[]): Promise<Totals> {
  const child = fork(script, files, { execArgv: [...process.execArgv, ...options], silent: true });
  const reports: FileReport[] = [];
  child.on('message', (report: FileReport) => reports.push(report));
  const ended = await runInBackground(child);
  const totals = sum(reports.map(({ passed, failed, ...time }) => ({ passed, failed, times: [time] })));
  // A process may also end early, or fail outside of all tests.
  const failed = ended.isOk ? totals.failed : Math.max(totals.failed, 1);
  printOutcome(`${totals.passed} tests in Node with ${name}`, { ...ended, isOk: failed === 0 });
  return { ...totals, failed };
}
