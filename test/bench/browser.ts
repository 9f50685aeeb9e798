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
  // Some players load cast senders, fonts and beacons. No host but this machine can be reached.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Opens the browser that all phases of a run use. */
export async function openBrowser(): Promise<Browser> {
  const { path: executablePath } = await findBrowser(CACHE);
  // Chromium's sandbox does not start as root, nor in most CI systems.
  const cannotSandbox = process.getuid?.() === 0 || process.env.CI !== undefined;
  return launch({ executablePath, args: [...(cannotSandbox ? ['--no-sandbox'] : []), ...FLAGS] });
}

export interface OpenPage {
  readonly page: Page;
  readonly devtools: CDPSession;
  close(): Promise<void>;
}

/** Opens a page that shares nothing with any other page: no cache, no connection and no compiled code. */
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

/** The size of the page's JavaScript heap and of its array buffers after garbage collection. */
export async function keptHeap({ devtools }: OpenPage): Promise<{ heapBytes: number; bufferBytes: number }> {
  // The console keeps a reference to every object that was logged.
  await devtools.send('Runtime.discardConsoleEntries');
  for (let i = 0; i < 3; i += 1) await devtools.send('HeapProfiler.collectGarbage');
  const usage = (await devtools.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return { heapBytes: usage.usedSize, bufferBytes: usage.backingStorageSize ?? 0 };
}
