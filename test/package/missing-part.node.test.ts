import { expect } from 'chai';
import type { Server } from 'node:http';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser, servePage } from './served-page.ts';

describe('a part of the player that does not load (case 45)', { timeout: 60_000 }, () => {
  let server: Server;
  let url = '';
  let browser: Browser;
  let page: Page;
  /** Which files the server does not find. */
  let missing: RegExp | null = null;

  before(async () => {
    ({ server, url } = await servePage({ isMissing: (path) => missing?.test(path) === true }));
    browser = await openBrowser();
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await browser.close();
  });
  beforeEach(async () => (page = await browser.newPage()));
  afterEach(() => page.close());

  const open = () => page.goto(url);

  async function until(isTrue: () => Promise<boolean>) {
    while (!(await isTrue())) await setTimeout(50);
  }

  const state = () =>
    page.evaluate(() => {
      const { mode, error, currentDate, video } = document.querySelector('time-shift-player')!;
      const isPlaying = !video.paused && video.currentTime > 0.5;
      return { mode, error: error && { code: error.code, message: error.message }, currentDate, isPlaying };
    });

  it('ends in an error with a sentence, seeks reject, and nothing is claimed to be live', async () => {
    missing = /hls/;
    await open();
    await until(async () => (await state()).error !== null);
    const { mode, error, currentDate } = await state();
    expect(error?.code).to.equal('network');
    expect(error?.message).to.match(/part of the player could not be loaded; .* reload the page/);
    expect([mode, currentDate]).to.deep.equal(['idle', null]);
    const outcome = await page.evaluate(() =>
      document
        .querySelector('time-shift-player')!
        .seekTo(new Date(Date.now() - 3_600_000))
        .then(
          () => 'shown',
          (reason: unknown) => (reason instanceof Error ? reason.name : reason),
        ),
    );
    expect(outcome).to.equal('TimeShiftError');
  });

  it('is loaded again when the viewer tries again', async () => {
    missing = /hls/;
    await open();
    await until(async () => (await state()).error !== null);
    missing = null;
    await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('time-shift-player')!;
      shadowRoot?.querySelector<HTMLElement>('.failure button')?.click();
    });
    await until(async () => (await state()).isPlaying);
    expect((await state()).error).to.equal(null);
  });
});
