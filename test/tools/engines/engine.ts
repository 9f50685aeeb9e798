import type { BrowserLauncher } from '@web/test-runner';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { launchWebKit } from './webkit.ts';

/** The engines that browser tests can run in. A launcher throws, and says what to install, where there is none. */
export const ENGINES = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
} satisfies Record<string, () => BrowserLauncher | Promise<BrowserLauncher>>;

export type EngineName = keyof typeof ENGINES;
