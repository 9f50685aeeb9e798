import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { relative } from 'node:path';
import { reportFile } from './file-report.ts';

/** A reporter for Node's own runner: prints what failed, and at the end reports each file. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, { passed: number; failed: number; seconds: number }>();
  /** Names of the suites around a test, outermost first. */
  const path: string[] = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') path.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = relative('.', data.file ?? 'somewhere');
    const totals = files.get(file) ?? { passed: 0, failed: 0, seconds: 0 };
    files.set(file, totals);
    if (data.nesting === 0) totals.seconds += data.details.duration_ms / 1000;
    if (data.details.type === 'suite' || data.skip !== undefined) continue;
    totals[type === 'test:pass' ? 'passed' : 'failed'] += 1;
    if (type === 'test:fail') {
      yield `${file}: ${path.slice(0, data.nesting).concat(data.name).join(' > ')}\n${inspect(data.details.error.cause)}\n\n`;
    }
  }
  for (const [file, totals] of files) reportFile({ file, ...totals });
}
