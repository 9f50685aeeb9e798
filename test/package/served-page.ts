import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { launch, type Browser } from 'puppeteer-core';
import { build } from 'vite';
import { createOrigin } from '../../demo/origin/index.ts';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import { findBrowser } from '../tools/find-browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PAGE = `<!doctype html>
<html lang="en">
  <title>A page with a player</title>
  <script type="module" src="/index.js"></script>
  <time-shift-player src="/live/studio.m3u8" retention="14" autoplay muted></time-shift-player>
</html>`;

export interface ServedPage {
  /** Headers of the page itself. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the server does not find a script. */
  readonly isMissing?: (path: string) => boolean;
}

/**
 * Serves a page with the player as the package has it, in the page's own build, beside the simulated service.
 *
 * @returns the server, and the URL of the page
 */
export async function servePage({ headers, isMissing = () => false }: ServedPage = {}): Promise<{
  readonly server: Server;
  readonly url: string;
}> {
  const scripts = await bundlePlayer();
  const serveOrigin = nodeListener(createOrigin());
  const server = createServer((request, response) => {
    if (serveOrigin(request, response)) return;
    const { pathname } = new URL(request.url ?? '', 'http://page');
    const script = isMissing(pathname) ? undefined : scripts.get(pathname);
    if (script !== undefined) response.setHeader('Content-Type', 'text/javascript').end(script);
    else if (pathname !== '/') response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': 'text/html', ...headers }).end(PAGE);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

export async function openBrowser(): Promise<Browser> {
  const { path: executablePath } = await findBrowser(`${ROOT}node_modules/.cache/chromium`);
  const mustRunUnboxed = process.getuid?.() === 0 || process.env.CI !== undefined;
  const flags = ['--autoplay-policy=no-user-gesture-required', '--mute-audio', '--no-first-run'];
  return launch({ executablePath, args: [...(mustRunUnboxed ? ['--no-sandbox'] : []), ...flags] });
}

/** The player and what it loads on demand, as a page's own build makes them: code by path. */
async function bundlePlayer(): Promise<Map<string, string>> {
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
