/** Takes the pictures in test/screenshots: the demo page and the player on the built-in origin. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, type Page } from 'puppeteer-core';
import { createServer } from 'vite';
import { findBrowser } from './find-browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = `${ROOT}test/screenshots/`;

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly height?: number;
  readonly features?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** Only the player, so wide in pixels. */
  readonly playerPx?: number;
  readonly arrange?: (page: Page) => Promise<void>;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** So long an animation or a picture may take. */
const SETTLE_MS = 1500;

const WIDE = { width: 1280, playerPx: 840 } as const;

const SHOTS: readonly Shot[] = [
  { name: 'player', ...WIDE, arrange: goBack },
  { name: 'live', ...WIDE },
  { name: 'pointing', ...WIDE, arrange: (page) => point(page, HOUR_MS) },
  { name: 'hole', ...WIDE, arrange: pointAtHole },
  { name: 'days', ...WIDE, arrange: showAll },
  { name: 'minute', ...WIDE, arrange: (page) => showSpan(page, MINUTE_MS) },
  { name: 'date', ...WIDE, arrange: (page) => press(page, 'g') },
  { name: 'keys', width: 1280, height: 800, arrange: (page) => press(page, '?') },
  { name: 'menu', ...WIDE, arrange: openMenu },
  { name: 'error', ...WIDE, arrange: fail },
  { name: 'narrow', width: 320, playerPx: 320, arrange: goBack },
  { name: 'narrow-date', width: 320, playerPx: 320, arrange: (page) => press(page, 'g') },
  { name: 'rtl', ...WIDE, query: '?dir=rtl', arrange: speakArabic },
  { name: 'forced-colors', ...WIDE, features: { 'forced-colors': 'active' }, arrange: openMenu },
  { name: 'more-contrast', ...WIDE, features: { 'prefers-contrast': 'more' }, arrange: goBack },
  { name: 'demo-1280', width: 1280, height: 1000 },
  { name: 'demo-1280-dark', width: 1280, height: 1000, features: { 'prefers-color-scheme': 'dark' } },
  { name: 'demo-360', width: 360, height: 900 },
  { name: 'demo-360-rtl', width: 360, height: 900, query: '?dir=rtl' },
];

/** The player is there, and has a picture and its controls. */
async function waitForPicture(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const player = document.querySelector('time-shift-player');
    const bar = player?.shadowRoot?.querySelector('time-shift-control-bar')?.shadowRoot;
    return player && bar && player.video.currentTime > 0.5 && player.recorded.length > 0;
  });
}

async function goBack(page: Page): Promise<void> {
  await page.evaluate(async (ms) => {
    const player = document.querySelector('time-shift-player');
    await player?.seekTo(new Date(player.serverDate.getTime() - ms));
  }, HOUR_MS);
}

/** Points at the timeline, so long before now. */
async function point(page: Page, backMs: number): Promise<void> {
  const place = await page.evaluate((ms) => {
    const bar = document
      .querySelector('time-shift-player')
      ?.shadowRoot?.querySelector('time-shift-control-bar');
    const timeline = bar?.shadowRoot?.querySelector('time-shift-timeline');
    const track = timeline?.shadowRoot?.querySelector("[part='track']")?.getBoundingClientRect();
    const { viewport, now } = timeline ?? {};
    if (!track || !viewport || now === undefined) throw new Error('There is no timeline.');
    const share = (now - ms - viewport.start) / (viewport.end - viewport.start);
    return { x: track.left + track.width * share, y: track.top + track.height / 2 };
  }, backMs);
  await page.mouse.move(place.x - 4, place.y);
  await page.mouse.move(place.x, place.y);
}

async function pointAtHole(page: Page): Promise<void> {
  const backMs = await page.evaluate((mostMs) => {
    const player = document.querySelector('time-shift-player');
    const recorded = player?.recorded ?? [];
    const now = player?.serverDate.getTime() ?? 0;
    const after = recorded.findLast(({ start }, i) => i > 0 && start > now - mostMs);
    const before = after && recorded[recorded.indexOf(after) - 1];
    return after && before ? now - (before.end + after.start) / 2 : null;
  }, 5 * HOUR_MS);
  // The camera's holes are where they are; there may be none for hours.
  await point(page, backMs ?? HOUR_MS);
}

async function showSpan(page: Page, spanMs: number): Promise<void> {
  await page.evaluate((ms) => {
    const bar = document
      .querySelector('time-shift-player')
      ?.shadowRoot?.querySelector('time-shift-control-bar');
    bar?.shadowRoot?.querySelector('time-shift-timeline')?.showSpan(ms);
  }, spanMs);
}

/** Fifteen days. */
async function showAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('time-shift-player')!.retention = 15;
  });
  await waitForPicture(page);
  await showSpan(page, Number.MAX_SAFE_INTEGER);
}

async function press(page: Page, key: string): Promise<void> {
  await page.focus('time-shift-player >>> time-shift-play-button >>> button');
  await page.keyboard.type(key);
}

async function openMenu(page: Page): Promise<void> {
  const buttons = await page.$$('time-shift-player >>> [aria-haspopup]');
  await buttons[1]?.click();
}

async function fail(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('time-shift-player')!.src = '/live/nobody.m3u8';
  });
}

async function speakArabic(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector('time-shift-player')?.setAttribute('lang', 'ar'));
  await goBack(page);
}

async function take(page: Page, shot: Shot) {
  const { name, width, height = 900, features = {}, query = '', playerPx, arrange } = shot;
  await page.setViewport({ width, height });
  const named = Object.entries(features).map(([feature, value]) => ({ name: feature, value }));
  // Puppeteer's own way knows but some of them.
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setEmulatedMedia', { features: named });
  await page.goto(`${address}${query}`);
  await waitForPicture(page);
  if (playerPx !== undefined) {
    await page.evaluate((px) => {
      const player = document.querySelector('time-shift-player')!;
      player.style.inlineSize = `${px}px`;
    }, playerPx);
  }
  // Else the controls would rest.
  await page.mouse.move(width / 4, 100);
  await arrange?.(page);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const path = `${FOLDER}${name}.png` as const;
  const target = playerPx === undefined ? page : await page.$('time-shift-player');
  await target?.screenshot({ path });
  await devtools.detach();
  console.log(path.slice(ROOT.length));
}

mkdirSync(FOLDER, { recursive: true });
const server = await createServer({
  root: `${ROOT}demo`,
  configFile: `${ROOT}vite.config.ts`,
  server: { port: 5179 },
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const { path: executablePath } = await findBrowser(`${ROOT}node_modules/.cache/chromium`);
const args = ['--no-sandbox', '--mute-audio', '--autoplay-policy=no-user-gesture-required', '--lang=en-US'];
const browser = await launch({ executablePath, args });
try {
  const page = await browser.newPage();
  for (const shot of SHOTS) await take(page, shot);
} finally {
  await browser.close();
  await server.close();
}
