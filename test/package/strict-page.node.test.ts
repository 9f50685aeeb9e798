import { expect } from 'chai';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser, servePage } from './served-page.ts';

const HOUR_MS = 3_600_000;

/** No more than the player needs: its code, its streams and the pictures that it makes of them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Allows nothing; a report tells what was to be styled.
  "style-src 'report-sample'",
  'media-src blob:',
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

declare global {
  interface Window {
    /** What the policy has forbidden. */
    forbidden: string[];
  }
}

/** Runs in the page before any of its own scripts. */
function recordForbidden(): void {
  window.forbidden = [];
  window.addEventListener('securitypolicyviolation', (violation) => {
    const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = violation;
    window.forbidden.push([effectiveDirective, blockedURI, sample, `${sourceFile}:${lineNumber}`].join(' '));
  });
}

const isPlaying = (): boolean => {
  const { video } = document.querySelector('time-shift-player')!;
  return !video.paused && video.currentTime > 0.5 && video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
};

/** Whether the bubble over the timeline shows a picture of the stream. */
const hasPreview = (): boolean => {
  const bar = document
    .querySelector('time-shift-player')
    ?.shadowRoot?.querySelector('time-shift-control-bar');
  const timeline = bar?.shadowRoot?.querySelector('time-shift-timeline');
  const canvas = timeline?.shadowRoot?.querySelector<HTMLCanvasElement>("[part='picture']");
  const pixel = canvas?.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
  return pixel?.data[3] === 255;
};

describe('the player on a page with a strict content security policy', { timeout: 60_000 }, () => {
  const errors: string[] = [];
  let server: Server;
  let browser: Browser;
  let page: Page;

  before(async () => {
    let url: string;
    ({ server, url } = await servePage({ headers: { 'Content-Security-Policy': POLICY } }));
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.evaluateOnNewDocument(recordForbidden);
    await page.goto(url);
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await browser.close();
  });

  const found = async () => [...errors, ...(await page.evaluate(() => window.forbidden))];

  /** Until it is so, or something is found. Puppeteer's own waiting makes functions of strings: forbidden here. */
  async function until(isTrue: () => Promise<boolean>) {
    while ((await found()).length === 0 && !(await isTrue())) await setTimeout(50);
  }

  const inPlayer = (selector: string) => page.$$(`time-shift-player >>> ${selector}`);
  const isThere = async (selector: string) => (await inPlayer(selector)).length > 0;

  async function openPanel(index: 0 | 1, panel: string) {
    await (await inPlayer('[aria-haspopup]'))[index]?.click();
    await until(() => isThere(`${panel} >>> [part='dialog']`));
    await page.keyboard.press('Escape');
    await until(async () => !(await isThere(panel)));
  }

  it('plays live', async () => {
    await until(() => page.evaluate(isPlaying));
    expect(await page.evaluate(() => document.querySelector('time-shift-player')?.mode)).to.equal('live');
    expect(await found()).to.deep.equal([]);
  });

  it('shows a picture of what the mouse is at on the timeline', async () => {
    await until(() => isThere("[part='recorded']"));
    await (await inPlayer("[part='track']"))[0]?.hover();
    await until(() => page.evaluate(hasPreview));
    expect(await found()).to.deep.equal([]);
  });

  it('plays what was an hour ago', async () => {
    const mode = await page.evaluate(async (backMs) => {
      const player = document.querySelector('time-shift-player')!;
      await player.seekTo(new Date(player.serverDate.getTime() - backMs));
      return player.mode;
    }, HOUR_MS);
    expect(mode).to.equal('shifted');
    await until(() => page.evaluate(isPlaying));
    expect(await found()).to.deep.equal([]);
  });

  it('opens all its panels', async () => {
    await openPanel(0, 'time-shift-date-picker');
    await openPanel(1, 'time-shift-settings-menu');
    await page.keyboard.press('?');
    await until(() => isThere('time-shift-keys-dialog >>> dialog[open]'));
    expect(await found()).to.deep.equal([]);
  });

  it('would have been told of what is forbidden', async () => {
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await until(() => Promise.resolve(false));
    expect((await found()).join()).to.match(/^style-src-attr inline color: red/);
  });
});
