import { Launcher } from 'chrome-launcher';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface FoundBrowser {
  readonly path: string;
  readonly from: string;
}

const EDGE_PATHS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/microsoft-edge', '/opt/microsoft/msedge/msedge'],
  darwin: ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  win32: [process.env['PROGRAMFILES(X86)'], process.env.PROGRAMFILES]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe')),
};

/**
 * A Chromium for the tests: `CHROME_PATH`, else one that is installed, else the one inside the npm package
 * `@sparticuz/chromium` (Linux x64). `BROWSER_FROM=npm` skips the installed ones, to try what a bare machine has.
 */
export async function findBrowser(cacheFolder: string): Promise<FoundBrowser> {
  if (process.env.CHROME_PATH) return { path: process.env.CHROME_PATH, from: 'CHROME_PATH' };
  const installed = process.env.BROWSER_FROM === 'npm' ? undefined : installedBrowser();
  if (installed) return { path: installed, from: 'installed' };
  if (process.platform === 'linux' && process.arch === 'x64') return npmChromium(cacheFolder);
  throw new Error('No browser found. Install Chrome, Chromium or Edge, or set CHROME_PATH to one.');
}

function installedBrowser(): string | undefined {
  try {
    const chrome = Launcher.getInstallations()[0];
    if (chrome) return chrome;
  } catch {
    // chrome-launcher throws where it finds none
  }
  return EDGE_PATHS[process.platform]?.find((path) => existsSync(path));
}

/** It unpacks into os.tmpdir() and takes whatever it finds there, so it gets a folder of its own. */
async function npmChromium(cacheFolder: string): Promise<FoundBrowser> {
  mkdirSync(cacheFolder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = cacheFolder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return { path: await chromium.executablePath(), from: '@sparticuz/chromium' };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
