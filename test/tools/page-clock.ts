import type { TestRunnerPlugin } from '@web/test-runner';
import { buildSync } from 'esbuild';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** A script for a page, which shifts its `Date` as `shiftDate` does. */
export function pageClockScript(offsetMs: number): string {
  const contents = `import { shiftDate } from './shift-date.ts'; shiftDate(${offsetMs});`;
  const script = {
    stdin: { contents, resolveDir: FOLDER },
    bundle: true,
    format: 'iife',
    write: false,
  } as const;
  return buildSync(script).outputFiles[0]!.text;
}

/** Puts that script before everything else in each page that the tests open, inner frames too. */
export function pageClock(offsetMs: number): TestRunnerPlugin {
  const script = `<script>${pageClockScript(offsetMs)}</script>`;
  return {
    name: 'page-clock',
    transform(context) {
      if (offsetMs === 0 || !context.response.is('html')) return;
      // Before the doctype, the script would put the page into quirks mode.
      return String(context.body).replace(/^\s*(<!doctype[^>]*>)?/i, (start) => start + script);
    },
  };
}
