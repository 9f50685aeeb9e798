import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { farInstant, SERIES } from '../instants.ts';
import type { PlaybackStats } from '../page/playback-meter.ts';
import { isOurs } from '../players.ts';
import type { Samples } from '../samples.ts';
import { FRAME_MS, PLAIN } from '../streams.ts';
import { crossingsBefore, gapsKnob, type Crossing } from './crossings.ts';
import { withPlayer, type Lab } from './lab.ts';

const SETTLED_AHEAD_S = 4;
/** What the player has buffered ahead at the end of a crossing. */
const PREPARED_AFTER_MS = 32_000;
const POLL_MS = 200;

interface Crossed {
  readonly stats: PlaybackStats;
  /** Media time of the seam or gap; null where no picture could be read. */
  readonly atS: number | null;
  /** By how many frames the clock in the picture advanced more than media time, without the gap. */
  readonly missing: number | null;
}

/** Plays over window seams and gaps. Only our player has windows. */
export async function measureSeams(lab: Lab): Promise<void> {
  const now = Date.now();
  const crossings = crossingsBefore(now);
  const stream = { ...PLAIN, knobs: [gapsKnob(crossings.filter(({ gapMs }) => gapMs > 0))] };
  for (const name of lab.options.players.filter(isOurs)) {
    await withPlayer(lab, name, { at: farInstant(now, SERIES.seamsStart), stream }, async ({ page }) => {
      for (const [i, crossing] of crossings.entries()) {
        lab.log(`${name}: ${crossing.kind}, ${i + 1} of ${crossings.length}`);
        await prepare(lab, crossing);
        addTo(lab.samples, name, crossing, await cross(page, crossing));
      }
    });
  }
}

async function prepare({ server }: Lab, { at, gapMs, beforeMs, afterMs }: Crossing): Promise<void> {
  await server.prepare(at - beforeMs, beforeMs);
  await server.prepare(at + gapMs, afterMs + PREPARED_AFTER_MS);
}

async function cross(page: Page, { at, gapMs, beforeMs, afterMs }: Crossing): Promise<Crossed> {
  const { ms } = await page.evaluate((to) => window.bench.seek('far', to), at - beforeMs);
  if (ms === null) throw new Error(`There was no picture of ${isoTime(at - beforeMs)}.`);
  await page.evaluate((aheadS) => window.bench.settle(aheadS), SETTLED_AHEAD_S);
  const clockOffsetMs = () => page.evaluate(() => window.bench.playback.pictureClockOffsetMs());
  const before = await clockOffsetMs();
  await page.evaluate(() => window.bench.playback.startMeter());
  await playTo(page, at + gapMs + afterMs, 2 * (beforeMs + afterMs));
  const stats = await page.evaluate(() => window.bench.playback.stats);
  const after = await clockOffsetMs();
  const missingMs = before === null || after === null ? null : after - before - gapMs;
  return {
    stats,
    atS: before === null ? null : (at - before) / 1000,
    missing: missingMs === null ? null : Math.round(missingMs / FRAME_MS),
  };
}

async function playTo(page: Page, until: number, longestMs: number): Promise<void> {
  const deadline = Date.now() + longestMs;
  while (((await page.evaluate(() => window.bench.pictureInstant())) ?? 0) < until) {
    if (Date.now() > deadline) throw new Error(`There was no picture of ${isoTime(until)} in time.`);
    await sleep(POLL_MS);
  }
}

function addTo(
  samples: Samples,
  name: string,
  { kind, at }: Crossing,
  { stats, atS, missing }: Crossed,
): void {
  const { stalls, waits, frames, dropped, skipped } = stats;
  if (kind === 'quiet minute') {
    samples.add('quietFrames', name, frames);
    samples.add('quietDropped', name, dropped);
    samples.add('quietStalls', name, stalls.length);
  } else {
    samples.add('seamStalls', name, stalls.length);
    samples.add('seamWaits', name, waits);
    samples.add('seamDropped', name, dropped);
    samples.add('seamSkipped', name, skipped);
    samples.add('seamMissing', name, missing === null ? null : Math.abs(missing));
  }
  if ([stalls.length, waits, dropped, skipped, missing].every((count) => count === 0)) return;
  const places = stalls.map(
    (stall) => `${Math.round(stall.ms)} ms at ${(stall.atS - (atS ?? NaN)).toFixed(1)} s`,
  );
  samples.problems.push(
    `\`${name}\`, ${kind} at ${isoTime(at)}: stalls: ${places.join(', ') || 'none'}; \`waiting\` events: ${waits}; frames dropped: ${dropped}, skipped: ${skipped}, missing: ${missing}.`,
  );
}

const isoTime = (at: number): string => new Date(at).toISOString();
