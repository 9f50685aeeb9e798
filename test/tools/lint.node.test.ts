import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A file, all that is in it, and the rule that finds fault with it. Without a rule, none does. */
type Row = readonly [file: string, code: string, rule?: string];

/** What `oxlint --format json` prints, as far as it is read here. */
interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly code: string }[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const LAYER = 'eslint(no-restricted-imports)';
const GLOBAL = 'eslint(no-restricted-globals)';
const PROPERTY = 'eslint(no-restricted-properties)';
const MACHINE_TIME = 'clock(no-machine-time)';

/** Each row is a file of its own: the star stands for a name that no other row has. */
const ROWS: readonly Row[] = [
  ['src/core/time/*.ts', `import '../../network/b.ts';`, LAYER],
  ['src/core/*.ts', `export * from '../session/b.ts';`, LAYER],
  ['src/core/*.ts', `export { b } from '../ui/b.ts';`, LAYER],
  ['src/core/*.ts', `import '../server/b.ts';`, LAYER],
  ['src/core/*.ts', `import './time/b.ts';`],
  ['src/network/*.ts', `import '../streaming/b.ts';`, LAYER],
  ['src/network/*.ts', `import '../core/b.ts';`],
  ['src/streaming/*.ts', `import '../engine/b.ts';`, LAYER],
  ['src/streaming/*.ts', `import '../network/b.ts';`],
  ['src/engine/*.ts', `import '../streaming/b.ts';`, LAYER],
  ['src/engine/*.ts', `import '../session/b.ts';`, LAYER],
  ['src/engine/*.ts', `import '../network/b.ts';`],
  ['src/session/*.ts', `export type { B } from '../ui/b.ts';`, LAYER],
  ['src/session/*.ts', `import '../engine/b.ts';`],
  ['src/ui/player/*.ts', `import '../../engine/b.ts';`, LAYER],
  ['src/ui/*.ts', `import '../session/b.ts';`],
  ['src/server/*.ts', `import '../network/b.ts';`, LAYER],
  ['src/server/*.ts', `import '../core/b.ts';`],
  ['src/ui/*.ts', `import '../../demo/b.ts';`, LAYER],
  ['src/core/*.ts', `import '../../test/b.ts';`, LAYER],
  ['test/core/*.ts', `import '../../src/session/b.ts';`],

  ['src/session/*.ts', `export const a = Date.now();`, PROPERTY],
  ['src/session/*.ts', `export const { now } = Date;`, PROPERTY],
  ['src/session/*.ts', `export const a = performance.now();`, PROPERTY],
  ['src/session/*.ts', `export const a = performance.timeOrigin;`, PROPERTY],
  ['src/session/*.ts', `export const a = AbortSignal.timeout(1);`, PROPERTY],
  ['src/session/*.ts', `globalThis.setTimeout(() => 1, 1);`, PROPERTY],
  ['src/session/*.ts', `window.setInterval(() => 1, 1);`, PROPERTY],
  ['src/session/*.ts', `self.setTimeout(() => 1, 1);`, PROPERTY],
  ['src/session/*.ts', `setTimeout(() => 1, 1);`, GLOBAL],
  ['src/session/*.ts', `export const a = setInterval;`, GLOBAL],
  ['demo/origin/*.ts', `setImmediate(() => 1);`, GLOBAL],
  ['demo/origin/*.ts', `export const a = new Date();`, MACHINE_TIME],
  ['src/core/policy/*.ts', `export const a = Date();`, MACHINE_TIME],
  ['src/core/*.ts', `import 'node:timers';`, MACHINE_TIME],
  ['src/core/*.ts', `export * from 'timers/promises';`, MACHINE_TIME],
  ['src/core/*.ts', `export { setTimeout } from 'timers';`, MACHINE_TIME],
  ['src/core/*.ts', `export const a = () => import('node:timers/promises');`, MACHINE_TIME],
  ['src/core/*.ts', `export const a = [new Date(0), Date.UTC(2027, 0), Date.parse('2027-01-01')];`],
  ['src/core/time/clock.ts', `setTimeout(() => [Date.now(), new Date()], 1);`],
  ['src/ui/*.ts', `setTimeout(() => [Date.now(), new Date()], 1);`],
  ['demo/page/*.ts', `setTimeout(() => [Date.now(), new Date()], 1);`],
  ['test/session/*.ts', `setTimeout(() => [Date.now(), new Date()], 1);`],

  ['src/session/*.ts', `Promise.resolve(1);`, 'typescript(no-floating-promises)'],
  ['demo/page/*.js', `Promise.resolve(1);`],
  ['test/session/*.ts', `Promise.resolve(1);`],
  ['src/network/ignore-rejection.ts', `export const ignoreRejection = (promise: Promise<void>) => promise;`],
  [
    'src/session/*.ts',
    `import { ignoreRejection } from '../network/ignore-rejection.ts'; ignoreRejection(Promise.resolve());`,
  ],
  [
    'src/ui/*.ts',
    "import { html } from 'lit'; export const a = html`<p class=${1} class=${2}></p>`;",
    'lit(no-duplicate-template-bindings)',
  ],
];

/** Writes the rows into a project with the same configuration, and returns what oxlint says of each. */
function lint(project: string): string[][] {
  for (const path of ['test/tools/lint', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, path), join(project, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'), 'junction');
  const files = ROWS.map(([file], index) => file.replace('*', `row-${index}`));
  for (const [index, [, code]] of ROWS.entries()) {
    const file = join(project, files[index]!);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${code}\n`);
  }
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--config', 'test/tools/lint/oxlint.config.js', '--format', 'json', ...files];
  const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as Report;
  return files.map((file) => diagnostics.filter(({ filename }) => filename === file).map(({ code }) => code));
}

describe('lint', () => {
  const project = mkdtempSync(join(tmpdir(), 'time-shift-lint-'));
  let found: string[][] = [];

  before(() => (found = lint(project)));
  after(() => rmSync(project, { recursive: true }));

  for (const [index, [file, code, rule]] of ROWS.entries()) {
    it(`${rule === undefined ? 'allows' : 'forbids'} ${code} in ${dirname(file)}`, () => {
      expect(new Set(found[index])).to.deep.equal(new Set(rule === undefined ? [] : [rule]));
    });
  }
});
