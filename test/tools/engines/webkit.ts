import type { BrowserLauncher } from '@web/test-runner';
import { existsSync } from 'node:fs';
import { WebDriverSession } from './web-driver.ts';
import { inputOf } from './web-driver-input.ts';

const DRIVERS = ['/usr/bin/WebKitWebDriver', '/usr/local/bin/WebKitWebDriver'];
const BROWSERS = ['x86_64', 'aarch64'].flatMap((machine) =>
  ['4.1', '6.0', '4.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`),
);

const HOW_TO_INSTALL =
  'No WebKitGTK found. Install its driver and browser, or set WEBKIT_DRIVER and WEBKIT_BROWSER to them. On Debian: ' +
  'apt-get install --no-install-recommends webkit2gtk-driver libwebkit2gtk-4.1-0 xvfb xauth ' +
  'gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav gstreamer1.0-gl';
const NO_DISPLAY =
  'WebKitGTK needs a display. Where there is none: xvfb-run -a npm test -- --engine webkit FILE…';

const TIMEOUTS_MS = { script: 120_000, pageLoad: 120_000 };

export function launchWebKit(): BrowserLauncher {
  const driver = process.env.WEBKIT_DRIVER ?? DRIVERS.find((path) => existsSync(path));
  const browser = process.env.WEBKIT_BROWSER ?? BROWSERS.find((path) => existsSync(path));
  if (driver === undefined || browser === undefined) throw new Error(HOW_TO_INSTALL);
  if (process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined)
    throw new Error(NO_DISPLAY);
  console.log(`browser: ${browser}`);
  return new WebKitLauncher(driver, browser);
}

/**
 * WebKitGTK's MiniBrowser for the test runner: a browser for each page that is open at once, since WebDriver knows
 * only one page in front. A browser whose tests are done is used again for the next file.
 */
class WebKitLauncher implements BrowserLauncher {
  readonly name = 'WebKitGTK';
  // The commands of the test runner then call `getPage`, as they do with Puppeteer.
  readonly type = 'puppeteer';
  readonly concurrency = 1;
  readonly #driver: string;
  readonly #browser: string;
  readonly #all = new Set<WebDriverSession>();
  readonly #idle: WebDriverSession[] = [];
  readonly #active = new Map<string, { browser: WebDriverSession; url: string }>();

  constructor(driver: string, browser: string) {
    this.#driver = driver;
    this.#browser = browser;
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    const browser = this.#idle.pop() ?? (await this.#startBrowser());
    this.#active.set(sessionId, { browser, url });
    await browser.open(url);
  }

  async #startBrowser(): Promise<WebDriverSession> {
    const browserOptions = {
      binary: this.#browser,
      args: ['--automation', '--autoplay-policy=allow', '--geometry=1280x1000'],
    };
    const browser = await WebDriverSession.start(this.#driver, {
      'webkitgtk:browserOptions': browserOptions,
    });
    this.#all.add(browser);
    await browser.post('timeouts', TIMEOUTS_MS);
    // As large as the pages in the other engines, with room for the browser's own bars.
    await browser.post('window/rect', { x: 0, y: 0, width: 800, height: 700 });
    return browser;
  }

  isActive(sessionId: string): boolean {
    return this.#active.has(sessionId);
  }

  getBrowserUrl(sessionId: string): string | undefined {
    return this.#active.get(sessionId)?.url;
  }

  async stopSession(sessionId: string): Promise<object> {
    const browser = this.#active.get(sessionId)?.browser;
    this.#active.delete(sessionId);
    if (!browser) return {};
    try {
      // Ends whatever still runs in the page.
      await browser.open('about:blank');
      this.#idle.push(browser);
    } catch {
      this.#all.delete(browser);
      await browser.stop();
    }
    return {};
  }

  getPage(sessionId: string): ReturnType<typeof inputOf> {
    const active = this.#active.get(sessionId);
    if (!active) throw new Error(`No page of session ${sessionId} is open.`);
    return inputOf(active.browser);
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKitGTK cannot be debugged from here.'));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((browser) => browser.stop()));
  }
}
