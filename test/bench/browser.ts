import { fileURLToPath } from 'node:url';
import { launch, type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findBrowser } from '../tools/find-browser.ts';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));

const FLAGS = [
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-precise-memory-info',
  '--mute-audio',
  '--no-first-run',
  // Players would load cast senders, fonts and beacons: nothing but this machine is reached.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export async function openBrowser(): Promise<Browser> {
  const { path: executablePath } = await findBrowser(CACHE);
  const mustRunUnboxed = process.getuid?.() === 0 || process.env.CI !== undefined;
  return launch({ executablePath, args: [...(mustRunUnboxed ? ['--no-sandbox'] : []), ...FLAGS] });
}

export interface OpenPage {
  readonly page: Page;
  readonly devtools: CDPSession;
  close(): Promise<void>;
}

/** A page that has nothing in common with any other: no cache, no connection, no compiled code. */
export async function openPage(browser: Browser, url: string): Promise<OpenPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 800, height: 450 });
  await page.evaluateOnNewDocument(countSourceOpens);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return { page, devtools: await page.createCDPSession(), close: () => context.close() };
}

/** Runs in the page before any of its own scripts. */
function countSourceOpens(): void {
  window.sourceOpens = 0;
  const Native = window.MediaSource;
  window.MediaSource = class extends Native {
    constructor() {
      super();
      this.addEventListener('sourceopen', () => (window.sourceOpens += 1));
    }
  };
}

/** Bytes of the page's JavaScript that are in use after everything that can go has gone. */
export async function keptHeap({ devtools }: OpenPage): Promise<{ heapBytes: number; bufferBytes: number }> {
  // What has been logged would be kept for the console to show.
  await devtools.send('Runtime.discardConsoleEntries');
  for (let i = 0; i < 3; i += 1) await devtools.send('HeapProfiler.collectGarbage');
  const usage = (await devtools.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return { heapBytes: usage.usedSize, bufferBytes: usage.backingStorageSize ?? 0 };
}
