import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { FRAME_MS } from '../frames-away.ts';
import { farInstant } from '../instants.ts';
import type { Stretch } from '../page/stretch.ts';
import { PLAIN } from '../streams.ts';
import { crossingsBefore, holesKnob, type Crossing } from './crossings.ts';
import { openPlayer, OURS, type Lab, type Samples } from './lab.ts';

const BEGINNING = 5999;
const SETTLED_AHEAD_S = 4;
/** What is buffered ahead at the end of a crossing. */
const PREPARED_AFTER_MS = 32_000;
const POLL_MS = 200;

interface Crossed {
  readonly stretch: Stretch;
  /** Media time of where the seam or hole is; null where no picture could be read. */
  readonly atS: number | null;
  /** Frames that the picture's clock went on more than media time did, the hole not counted. */
  readonly leftOut: number | null;
}

/** Plays over what playback must not stumble at. Ours only: no other has windows. */
export async function measureSeams(lab: Lab, samples: Samples): Promise<void> {
  if (!lab.options.players.includes(OURS)) return;
  const now = Date.now();
  const crossings = crossingsBefore(now);
  const stream = { ...PLAIN, knobs: [holesKnob(crossings.filter(({ holeMs }) => holeMs > 0))] };
  const opened = await openPlayer(lab, OURS, { at: farInstant(now, BEGINNING), stream });
  try {
    for (const [i, crossing] of crossings.entries()) {
      lab.log(`${crossing.what}, ${i + 1} of ${crossings.length}`);
      await prepare(lab, crossing);
      add(samples, crossing, await cross(opened.page, crossing));
    }
  } catch (error) {
    samples.problems.push(`${OURS} gave up at the seams: ${String(error)}`);
  } finally {
    await opened.close();
  }
}

async function prepare({ server }: Lab, { at, holeMs, beforeMs, afterMs }: Crossing): Promise<void> {
  await server.prepare(at - beforeMs, beforeMs);
  await server.prepare(at + holeMs, afterMs + PREPARED_AFTER_MS);
}

async function cross(page: Page, { at, holeMs, beforeMs, afterMs }: Crossing): Promise<Crossed> {
  const { ms } = await page.evaluate((to) => window.bench.seek('far', to), at - beforeMs);
  if (ms === null) throw new Error(`there was no picture of ${when(at - beforeMs)}.`);
  await page.evaluate((aheadS) => window.bench.settle(aheadS), SETTLED_AHEAD_S);
  const clock = () => page.evaluate(() => window.bench.watcher.mediaClockMs());
  const before = await clock();
  await page.evaluate(() => window.bench.watcher.begin());
  await playTo(page, at + holeMs + afterMs, 2 * (beforeMs + afterMs));
  const stretch = await page.evaluate(() => window.bench.watcher.stretch);
  const after = await clock();
  const leftOutMs = before === null || after === null ? null : after - before - holeMs;
  return {
    stretch,
    atS: before === null ? null : (at - before) / 1000,
    leftOut: leftOutMs === null ? null : Math.round(leftOutMs / FRAME_MS),
  };
}

async function playTo(page: Page, until: number, longestMs: number): Promise<void> {
  const deadline = Date.now() + longestMs;
  while (((await page.evaluate(() => window.bench.pictureInstant())) ?? 0) < until) {
    if (Date.now() > deadline) throw new Error(`there was no picture of ${when(until)} in time.`);
    await sleep(POLL_MS);
  }
}

function add(samples: Samples, { what, at }: Crossing, { stretch, atS, leftOut }: Crossed): void {
  const { stalls, waits, frames, dropped, skipped } = stretch;
  if (what === 'quiet minute') {
    samples.add('quietFrames', OURS, frames);
    samples.add('quietDropped', OURS, dropped);
    samples.add('quietStalls', OURS, stalls.length);
  } else {
    samples.add('seamStalls', OURS, stalls.length);
    samples.add('seamWaits', OURS, waits);
    samples.add('seamDropped', OURS, dropped);
    samples.add('seamSkipped', OURS, skipped);
    samples.add('seamLeftOut', OURS, leftOut === null ? null : Math.abs(leftOut));
  }
  if ([stalls.length, waits, dropped, skipped, leftOut].every((count) => count === 0)) return;
  const stood = stalls.map(
    (stall) => `${Math.round(stall.ms)} ms at ${(stall.atS - (atS ?? NaN)).toFixed(1)} s`,
  );
  samples.problems.push(
    `The ${what} at ${when(at)}: stalls ${stood.join(', ') || 'none'}; waiting ${waits}, dropped ${dropped}, skipped ${skipped}, left out ${leftOut}.`,
  );
}

const when = (at: number): string => new Date(at).toISOString();
