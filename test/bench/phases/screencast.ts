import { setTimeout as sleep } from 'node:timers/promises';
import type { Protocol } from 'puppeteer-core';
import type { OpenPage } from '../browser.ts';
import type { SeekTiming } from '../page/harness.ts';
import type { Screen } from '../page/picture.ts';

export interface SeenSeek {
  /** How long no picture was to be seen before the right one was; null: the right one never was. */
  readonly blankMs: number | null;
  /** From asking to the first screenshot of the right picture. */
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
 * What a viewer sees of a seek: the compositor sends a picture each time that anything on the page changes, whatever
 * lies over the video.
 */
export async function screencast(opened: OpenPage, seek: () => Promise<SeekTiming>): Promise<SeenSeek> {
  const { devtools, page } = opened;
  const screenshots: Screenshot[] = [];
  const take = ({ data, metadata, sessionId }: Protocol.Page.ScreencastFrameEvent) => {
    screenshots.push({ at: (metadata.timestamp ?? NaN) * 1000, base64: data });
    devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  };
  devtools.on('Page.screencastFrame', take);
  await devtools.send('Page.startScreencast', { format: 'jpeg', quality: 70, everyNthFrame: 1 });
  await sleep(BEFORE_MS);
  const timing = await seek();
  await sleep(AFTER_MS);
  await devtools.send('Page.stopScreencast');
  devtools.off('Page.screencastFrame', take);
  const screens = await page.evaluate(
    (pictures) => window.bench.readScreenshots(pictures),
    screenshots.map(({ base64 }) => base64),
  );
  return judge(
    screens.map((screen, i) => ({ ...screen, at: screenshots[i]?.at ?? NaN })),
    timing,
  );
}

interface Seen extends Screen {
  readonly at: number;
}

function judge(seen: readonly Seen[], { askedAt, target }: SeekTiming): SeenSeek {
  const isRight = ({ at, instant }: Seen) =>
    at >= askedAt && instant !== null && Math.abs(instant - target) <= TOLERANCE_MS;
  const shown = seen.find(isRight);
  if (!shown) return { blankMs: null, shownAfterMs: null };
  let blankMs = 0;
  for (const [i, { at, isBlank }] of seen.entries()) {
    // Each picture stays until the next one.
    const until = Math.min(seen[i + 1]?.at ?? shown.at, shown.at);
    if (isBlank) blankMs += Math.max(0, until - Math.max(at, askedAt));
  }
  return { blankMs, shownAfterMs: shown.at - askedAt };
}
