import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { pageClockScript } from './page-clock.ts';

const run = promisify(execFile);
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** What the expression gives in a page, whose clock is a year ahead. */
const inPage = (expression: string): unknown => runInNewContext(`${pageClockScript(YEAR_MS)}; ${expression}`);

async function inNode(expression: string, env: NodeJS.ProcessEnv): Promise<unknown> {
  const args = ['--import', 'tsx', '--import', './test/tools/test-clock.ts', '--print', expression];
  const { stdout } = await run(process.execPath, args, { env: { PATH: process.env.PATH, ...env } });
  return JSON.parse(stdout);
}

describe('a shifted Date', () => {
  for (const expression of [
    'Date.now()',
    'new Date().getTime()',
    'Number(new Date())',
    'Date.parse(Date())',
  ]) {
    it(`is ahead: ${expression}`, () => {
      // A new realm has the machine's own Date, also in a run with TEST_AT.
      const machineNow = () => Number(runInNewContext('Date.now()'));
      const beforeMs = machineNow();
      const shiftedMs = Number(inPage(expression));
      // The text of a date has whole seconds.
      expect(shiftedMs).to.be.within(YEAR_MS + beforeMs - 1000, YEAR_MS + machineNow());
    });
  }

  for (const [expression, value] of [
    ['new Date(86400000).toISOString()', '1970-01-02T00:00:00.000Z'],
    ['new Date("2017-08-09T12:00:10Z").getTime()', 1502280010000],
    ['new Date(new Date(5)).getTime()', 5],
    ['new Date(undefined).getTime()', NaN],
    ['Date.UTC(2017, 7, 9)', 1502236800000],
    ['new Date(2017, 7).getMonth()', 7],
    ['typeof Date()', 'string'],
    ['Date.name + Date.length', 'Date7'],
  ] as const) {
    it(`leaves ${expression} as it is`, () => {
      expect(inPage(expression)).to.deep.equal(value);
    });
  }

  for (const expression of [
    'new Date() instanceof Date',
    'new Date().constructor === Date',
    'Object.getPrototypeOf(new Date()) === Date.prototype',
    'new (class Day extends Date {})() instanceof Date',
    'new (class Day extends Date { isDay = true })().isDay',
    'new (class Day extends Date {})().getTime() >= Date.now() - 1000',
  ]) {
    it(`keeps the class whole: ${expression}`, () => {
      expect(inPage(expression)).to.equal(true);
    });
  }
});

describe('TEST_AT', () => {
  it('is the time in Node, and where Node starts Node', async () => {
    const tellTimes = `
      const { execFileSync } = require('node:child_process');
      // The offset is known by then, and so nobody looks at the instant again.
      const env = { ...process.env, TEST_AT: 'noon' };
      const args = [...process.execArgv.slice(0, 4), '-p', 'Date.now()'];
      JSON.stringify([Number(execFileSync(process.execPath, args, { env })), Date.now()])`;
    const env = { TEST_AT: '2031-03-30T02:59:59+02:00' };
    const [inner = 0, outer = 0] = (await inNode(tellTimes, env)) as number[];
    expect(inner).to.be.above(Date.UTC(2031, 2, 30, 0, 59, 59));
    expect(outer).to.be.within(inner, inner + 60_000);
  });

  it('leaves the clock alone where it is not given', async () => {
    const ahead = 'Date.now() - (performance.timeOrigin + performance.now())';
    expect(await inNode(ahead, {})).to.be.within(-1000, 1000);
  });

  for (const wrong of ['noon', '2031-03-30T02:59:59', '2031-13-30T02:59:59Z', '2031-03-30']) {
    it(`refuses ${wrong}, and says what it takes`, async () => {
      const refused = await inNode('1', { TEST_AT: wrong }).catch((error: unknown) => error);
      expect(refused).to.include({ code: 1 });
      expect(refused).to.have.property('stderr').that.includes(wrong).and.includes('2027-03-28T00:59:50Z');
    });
  }
});
