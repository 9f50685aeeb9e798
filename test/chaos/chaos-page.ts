import { build } from 'esbuild';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import { openBrowser } from '../bench/browser.ts';
import { createChaosHost } from './chaos-host.ts';
import type { Outcome, Scenario } from './scenario.ts';

const ENTRY = fileURLToPath(new URL('page/main.ts', import.meta.url));
const PAGE = '<!DOCTYPE html><title>Chaos</title><script type="module" src="/main.js"></script>';
/** Each wait in a scenario has its own limit, so only a page that hangs takes longer. */
const HANGS_AFTER_MS = 170_000;

/** A real browser with a page that runs scenarios, and the server that both need. */
export class ChaosPage {
  #page: Page | null = null;

  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  static async open(): Promise<ChaosPage> {
    const files = await buildPage();
    const serveOrigin = nodeListener(createChaosHost());
    const server = createServer((request, response) => {
      if (serveOrigin(request, response)) return;
      const text = files.get(request.url ?? '');
      const type = request.url === '/' ? 'text/html' : 'text/javascript';
      response.writeHead(text === undefined ? 404 : 200, { 'Content-Type': type }).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ChaosPage(await openBrowser(), server);
  }

  async run(scenario: Scenario): Promise<Outcome> {
    const page = (this.#page ??= await this.#openPage());
    const over = new AbortController();
    const running = page
      .evaluate((data) => window.runScenario(data), scenario)
      .catch((error: unknown): Outcome => ({ failures: [`the page fails: ${String(error)}`], log: [] }));
    const outcome = await Promise.race([running, hang(over.signal)]);
    over.abort();
    // What a failure has left must not disturb the next scenario.
    if (outcome.failures.length > 0) await this.#closePage();
    return outcome;
  }

  async close(): Promise<void> {
    await this.browser.close();
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

/** The files of the page by their path. What is imported on demand is in files of its own, as for a real page. */
async function buildPage(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    outdir: '/',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
  });
  return new Map([['/', PAGE], ...outputFiles.map(({ path, text }) => [path, text] as const)]);
}

function hang(signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const failures = [`the page does not answer for ${HANGS_AFTER_MS / 1000} s`];
    const timer = setTimeout(() => resolve({ failures, log: [] }), HANGS_AFTER_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
