import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import type { Totals } from './totals.ts';

/** Runs the given test files with Node's own runner. */
export async function runNodeTests(files: readonly string[]): Promise<Totals> {
  const totals = { passed: 0, failed: 0 };
  const stream = run({ files: [...files], concurrency: true });
  stream.on('test:pass', (test) => {
    if (isTest(test) && !test.skip) totals.passed += 1;
  });
  stream.on('test:fail', (test) => {
    if (isTest(test)) totals.failed += 1;
  });
  for await (const text of stream.compose(new spec()) as AsyncIterable<string>) process.stdout.write(text);
  return totals;
}

const isTest = ({ details }: { details: { type?: string | undefined } }): boolean => details.type !== 'suite';
