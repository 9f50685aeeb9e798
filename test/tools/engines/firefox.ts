import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/firefox',
  '/usr/bin/firefox-esr',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const HOW_TO_INSTALL =
  'No Firefox found. Install it, or set FIREFOX_PATH to one. On Debian: ' +
  'apt-get install --no-install-recommends firefox-esr libavcodec59 (libavcodec plays H.264).';

const PREFERENCES = {
  // Videos may play, without a click and silently.
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.volume_scale': '0.0',
  // Pages behind others keep their timers and go on drawing.
  'dom.min_background_timeout_value': 4,
  'widget.windows.window_occlusion_tracking.enabled': false,
};

/** Firefox, which Puppeteer drives by WebDriver BiDi. */
export function launchFirefox(): BrowserLauncher {
  const executablePath = process.env.FIREFOX_PATH ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(HOW_TO_INSTALL);
  console.log(`browser: ${executablePath}`);
  return chromeLauncher({
    puppeteer: puppeteerCore,
    launchOptions: { browser: 'firefox', executablePath, extraPrefsFirefox: PREFERENCES },
    // A tab that is not in front is hidden and draws nothing, so each page gets a window of its own.
    createPage: ({ context }) => context.newPage({ type: 'window' }),
    concurrency: 2,
  });
}
