import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from '../find-browser.ts';

const CACHE = 'node_modules/.cache/chromium';

export async function launchChromium(): Promise<BrowserLauncher> {
  const browser = await findBrowser(CACHE);
  console.log(`browser: ${browser.path} (${browser.from})`);
  return chromeLauncher({
    launchOptions: { executablePath: browser.path, args: flags() },
    // Each page gets a window of its own: of tabs, only the one in front draws at its full rate and gets keys at once.
    createPage: async ({ context }) => {
      const page = await context.newPage({ type: 'window' });
      await page.emulateFocusedPage(true);
      return page;
    },
  });
}

function flags(): string[] {
  const mustRunUnboxed = process.getuid?.() === 0 || process.env.CI !== undefined;
  return [
    ...(mustRunUnboxed ? ['--no-sandbox'] : []),
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-quic',
    '--disable-sync',
    '--mute-audio',
    '--no-first-run',
  ];
}
