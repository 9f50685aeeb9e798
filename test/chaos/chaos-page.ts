import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { createServer as createViteServer, type ViteDevServer } from 'vite';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import { openBrowser } from '../bench/browser.ts';
import { createChaosHost } from './chaos-host.ts';
import type { Outcome, Scenario } from './scenario.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE =
  '<!DOCTYPE html><title>Chaos</title><script type="module" src="/test/chaos/page/main.ts"></script>';
/** Each wait in a scenario has its own limit, so only a page that hangs takes longer. */
const HANGS_AFTER_MS = 170_000;

/** A real browser with a page that runs scenarios, and the server that both need. */
export class ChaosPage {
  #page: Page | null = null;

  private constructor(
    private readonly browser: Browser,
    private readonly vite: ViteDevServer,
    private readonly server: Server,
  ) {}

  static async open(): Promise<ChaosPage> {
    const vite = await createViteServer({
      configFile: false,
      root: ROOT,
      cacheDir: `${ROOT}test/chaos/results/vite`,
      appType: 'custom',
      logLevel: 'error',
      server: { middlewareMode: true, hmr: false, watch: null, ws: false },
      // A dependency that Vite finds later would make it reload the page in the middle of a scenario.
      optimizeDeps: { include: ['hls.js/light', 'chai', 'lit', 'lit/decorators.js'] },
    });
    const serveOrigin = nodeListener(createChaosHost());
    const server = createHttpServer((request, response) => {
      if (serveOrigin(request, response)) return;
      if (request.url === '/') response.setHeader('Content-Type', 'text/html').end(PAGE);
      else vite.middlewares(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ChaosPage(await openBrowser(), vite, server);
  }

  async run(scenario: Scenario): Promise<Outcome> {
    const page = (this.#page ??= await this.#openPage());
    const hanging = new AbortController();
    const outcome = await Promise.race([
      page.evaluate((data) => window.runScenario(data), scenario),
      hangs(hanging.signal),
    ]).catch((error: unknown): Outcome => ({ failures: [`the page fails: ${String(error)}`], log: [] }));
    hanging.abort();
    // What a failure has left must not disturb the next scenario.
    if (outcome.failures.length > 0) await this.#closePage();
    return outcome;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.vite.close();
    this.server.close();
    this.server.closeAllConnections();
  }

  async #openPage(): Promise<Page> {
    const page = await this.browser.newPage();
    const { port } = this.server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => 'runScenario' in window);
    return page;
  }

  async #closePage(): Promise<void> {
    await this.#page?.close().catch(() => undefined);
    this.#page = null;
  }
}

function hangs(signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const failures = [`the page does not answer for ${HANGS_AFTER_MS / 1000} s`];
    const timer = setTimeout(() => resolve({ failures, log: [] }), HANGS_AFTER_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
