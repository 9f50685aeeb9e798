import { setTimeout as sleep } from 'node:timers/promises';
import type { Protocol } from 'puppeteer-core';
import type { OpenPage } from '../browser.ts';
import type { SeekTiming } from '../page/harness.ts';
import type { Screen } from '../page/picture.ts';

export interface WatchedSeek {
  /** How long the screen was blank before the picture of the target came; null: that picture never came. */
  readonly blankMs: number | null;
  /** From the call to the first screenshot with the picture of the target. */
  readonly shownAfterMs: number | null;
}

interface Screenshot {
  readonly at: number;
  readonly base64: string;
}

const BEFORE_MS = 150;
const AFTER_MS = 250;
const TOLERANCE_MS = 1000;

/**
 * Records what a viewer sees of a seek. The compositor sends a screenshot each time that something in the page changes,
 * so whatever covers the video is in it.
 */
export async function watchSeek(opened: OpenPage, seek: () => Promise<SeekTiming>): Promise<WatchedSeek> {
  const { devtools, page } = opened;
  const screenshots: Screenshot[] = [];
  const collect = ({ data, metadata, sessionId }: Protocol.Page.ScreencastFrameEvent) => {
    screenshots.push({ at: (metadata.timestamp ?? NaN) * 1000, base64: data });
    devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  };
  devtools.on('Page.screencastFrame', collect);
  await devtools.send('Page.startScreencast', { format: 'jpeg', quality: 70, everyNthFrame: 1 });
  await sleep(BEFORE_MS);
  const timing = await seek();
  await sleep(AFTER_MS);
  await devtools.send('Page.stopScreencast');
  devtools.off('Page.screencastFrame', collect);
  const screens = await page.evaluate(
    (pictures) => window.bench.readScreenshots(pictures),
    screenshots.map(({ base64 }) => base64),
  );
  return evaluate(
    screens.map((screen, i) => ({ ...screen, at: screenshots[i]?.at ?? NaN })),
    timing,
  );
}

interface TimedScreen extends Screen {
  readonly at: number;
}

function evaluate(screens: readonly TimedScreen[], { askedAt, target }: SeekTiming): WatchedSeek {
  const isOfTarget = ({ at, instant }: TimedScreen) =>
    at >= askedAt && instant !== null && Math.abs(instant - target) <= TOLERANCE_MS;
  const shown = screens.find(isOfTarget);
  if (!shown) return { blankMs: null, shownAfterMs: null };
  let blankMs = 0;
  for (const [i, { at, isBlank }] of screens.entries()) {
    // A screenshot holds until the next one.
    const until = Math.min(screens[i + 1]?.at ?? shown.at, shown.at);
    if (isBlank) blankMs += Math.max(0, until - Math.max(at, askedAt));
  }
  return { blankMs, shownAfterMs: shown.at - askedAt };
}
