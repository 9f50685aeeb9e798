import { spawn } from 'node:child_process';
import type { Totals } from './totals.ts';

/** Runs a tool that is quiet when all is well; its failure counts as one. */
export function runCommand(name: string, command: string): Promise<Totals> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: withLocalTools() });
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    child.stderr.on('data', (data) => (output += String(data)));
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${name} (${seconds} s)`);
      if (code !== 0) console.log(output);
      resolve({ passed: 0, failed: code === 0 ? 0 : 1 });
    });
  });
}

/** As npm does for scripts, so that this also runs without npm. */
const withLocalTools = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `node_modules/.bin${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
});
