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
  readonly height: number;
  readonly scheme?: 'dark' | 'light';
  readonly query?: string;
  /** Only the player. */
  readonly isPlayer?: boolean;
  readonly backMs?: number;
}

const SHOTS: readonly Shot[] = [
  { name: 'player', width: 1280, height: 800, isPlayer: true, backMs: 3_600_000 },
  { name: 'demo-1280', width: 1280, height: 1000 },
  { name: 'demo-1280-dark', width: 1280, height: 1000, scheme: 'dark' },
  { name: 'demo-360', width: 360, height: 900 },
  { name: 'demo-360-rtl', width: 360, height: 900, query: '?dir=rtl' },
];

/** The player is there, and has a picture. */
async function waitForPicture(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const player = document.querySelector('time-shift-player');
    return player !== null && player.video.currentTime > 0.5 && player.recorded.length > 0;
  });
}

async function take(
  page: Page,
  { name, width, height, scheme = 'light', query = '', isPlayer, backMs }: Shot,
) {
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(`${address}${query}`);
  await waitForPicture(page);
  if (backMs !== undefined) {
    await page.evaluate(async (ms) => {
      const player = document.querySelector('time-shift-player');
      await player?.seekTo(new Date(player.serverDate.getTime() - ms));
    }, backMs);
  }
  const path = `${FOLDER}${name}.png` as const;
  const target = isPlayer ? await page.$('time-shift-player') : page;
  await target?.screenshot({ path });
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
