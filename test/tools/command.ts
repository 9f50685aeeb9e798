import { spawn } from 'node:child_process';
import { printOutcome, runInBackground } from './background.ts';
import type { Totals } from './totals.ts';

/** Runs a tool that is quiet when all is well; its failure counts as one. */
export async function runCommand(name: string, command: string): Promise<Totals> {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: withLocalTools() });
  const ended = await runInBackground(child);
  printOutcome(name, ended);
  return { passed: 0, failed: ended.isOk ? 0 : 1 };
}

/** As npm does for scripts, so that this also runs without npm. */
const withLocalTools = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `node_modules/.bin${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
});
