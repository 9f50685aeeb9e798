import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { createOrigin } from '../../demo/origin/index.ts';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import { findBrowser } from '../tools/find-browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
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

const PAGE = `<!doctype html>
<html lang="en">
  <title>A strict page</title>
  <script type="module" src="/index.js"></script>
  <time-shift-player src="/live/studio.m3u8" retention="14" autoplay muted></time-shift-player>
</html>`;

declare global {
  interface Window {
    /** What the policy has forbidden. */
    forbidden: string[];
  }
}

/** The player and what it loads on demand, as a page's own build makes them: code by file name. */
async function bundle(): Promise<Map<string, string>> {
  const output = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'dist/index.js', fileName: 'index', formats: ['es'] },
    },
  });
  const files = [output].flat().flatMap((each) => ('output' in each ? each.output : []));
  return new Map(files.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
}

async function serve(scripts: ReadonlyMap<string, string>): Promise<Server> {
  const serveOrigin = nodeListener(createOrigin());
  const server = createServer((request, response) => {
    if (serveOrigin(request, response)) return;
    const script = scripts.get(request.url ?? '');
    if (script !== undefined) response.setHeader('Content-Type', 'text/javascript').end(script);
    else if (request.url !== '/') response.writeHead(404).end();
    else
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': POLICY }).end(PAGE);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function openBrowser(): Promise<Browser> {
  const { path: executablePath } = await findBrowser(`${ROOT}node_modules/.cache/chromium`);
  const mustRunUnboxed = process.getuid?.() === 0 || process.env.CI !== undefined;
  const flags = ['--autoplay-policy=no-user-gesture-required', '--mute-audio', '--no-first-run'];
  return launch({ executablePath, args: [...(mustRunUnboxed ? ['--no-sandbox'] : []), ...flags] });
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
    server = await serve(await bundle());
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.evaluateOnNewDocument(recordForbidden);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
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
