/** Runs the test files that its arguments name with mocha, in this process, each with hooks of its own. */
import Mocha from 'mocha';
import { reportFile } from './file-report.ts';

const TIMEOUT_MS = 60_000;

/** Prints what failed, and nothing else. */
class FailuresReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
    });
  }
}

async function runFile(file: string): Promise<void> {
  const startedMs = performance.now();
  const mocha = new Mocha({ timeout: TIMEOUT_MS, reporter: FailuresReporter });
  mocha.addFile(file);
  let passed = 0;
  let failed = 0;
  try {
    await mocha.loadFilesAsync();
    failed = await new Promise((resolve) => mocha.run(resolve).on('pass', () => (passed += 1)));
  } catch (error) {
    console.log(`${file} does not load:`, error);
    failed = 1;
  }
  mocha.dispose();
  reportFile({ file, passed, failed, seconds: (performance.now() - startedMs) / 1000 });
}

for (const file of process.argv.slice(2)) await runFile(file);
