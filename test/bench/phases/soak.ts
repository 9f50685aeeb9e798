import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { keptHeap, type OpenPage } from '../browser.ts';
import { framesAway } from '../frames-away.ts';
import { MINUTE_MS } from '../instants.ts';
import type { Said } from '../page/said.ts';
import { openPlayer, OURS, type Lab, type Samples } from './lab.ts';
import { planSoak, type SoakPlan } from './soak-stream.ts';

const RATE = 2;
const SAMPLE_MS = 30_000;
const LEAST_STEP_MS = 500;
const HEAP_READINGS = 6;
const SETTLED_AHEAD_S = 4;
/** Faults take time, too. */
const PATIENCE = 2;
const LEAST_PATIENCE_MS = MINUTE_MS;

/** Plays for long and fast, over windows, holes and faults. Ours only. */
export async function measureSoak(lab: Lab, samples: Samples): Promise<void> {
  if (!lab.options.players.includes(OURS)) return;
  const mediaMs = lab.options.soakMinutes * MINUTE_MS;
  const plan = planSoak(Date.now(), mediaMs);
  const opened = await openPlayer(lab, OURS, { at: plan.start, stream: plan.stream });
  try {
    await begin(opened.page);
    const opensBefore = await opened.page.evaluate(() => window.sourceOpens);
    await playOn(lab, samples, opened, mediaMs);
    samples.add('soakOpens', OURS, (await opened.page.evaluate(() => window.sourceOpens)) - opensBefore);
    await addStretch(samples, opened.page);
    await addSaid(samples, opened.page, plan);
  } catch (error) {
    samples.problems.push(`${OURS} gave up in the soak: ${String(error)}`);
  } finally {
    await opened.close();
  }
}

async function begin(page: Page): Promise<void> {
  await page.evaluate(() => window.bench.firstFrameMs);
  await page.evaluate((aheadS) => window.bench.settle(aheadS), SETTLED_AHEAD_S);
  await page.evaluate((rate) => {
    window.bench.watcher.playAt(rate);
    window.bench.watcher.begin();
  }, RATE);
}

/** Until so much has been played, or it takes too long, or the player gives up. */
async function playOn(lab: Lab, samples: Samples, opened: OpenPage, mediaMs: number): Promise<void> {
  const { page } = opened;
  const deadline = Date.now() + (PATIENCE * mediaMs) / RATE + LEAST_PATIENCE_MS;
  const heap = new HeapReadings(mediaMs);
  let playedMs = 0;
  let hasFailed = false;
  while (playedMs < mediaMs && !hasFailed && Date.now() < deadline) {
    await sleep(Math.min(SAMPLE_MS, (mediaMs - playedMs) / RATE + LEAST_STEP_MS));
    playedMs = await page.evaluate(() => window.bench.watcher.stretch.playedS * 1000);
    hasFailed = await page.evaluate(() => window.bench.watcher.said.errors.length > 0);
    await compareClocks(samples, page);
    if (heap.isDue(playedMs)) await heap.read(opened, playedMs);
    lab.log(`soak: ${(playedMs / MINUTE_MS).toFixed(1)} of ${lab.options.soakMinutes} minutes`);
  }
  samples.add('soakClockEnd', OURS, samples.of('soakClock', OURS).at(-1) ?? null);
  heap.addTo(samples);
}

async function compareClocks(samples: Samples, page: Page): Promise<void> {
  const ms = await page.evaluate(() => window.bench.clockErrorMs());
  const frames = ms === null ? null : framesAway(ms);
  samples.add('soakClock', OURS, frames);
  if (frames === 0) return;
  const shown = (await page.evaluate(() => window.bench.pictureInstant())) ?? NaN;
  samples.problems.push(
    `The clock in the soak is ${ms} ms off the picture's: ${new Date(shown).toISOString()}.`,
  );
}

/** Of what stays after a collection, at equal distances. */
class HeapReadings {
  readonly #readings: { playedMs: number; heapBytes: number; bufferBytes: number }[] = [];

  constructor(private readonly mediaMs: number) {}

  isDue(playedMs: number): boolean {
    const lastMs = this.#readings.at(-1)?.playedMs ?? 0;
    const stepMs = this.mediaMs / HEAP_READINGS;
    return playedMs >= this.mediaMs || Math.floor(playedMs / stepMs) > Math.floor(lastMs / stepMs);
  }

  async read(opened: OpenPage, playedMs: number): Promise<void> {
    this.#readings.push({ playedMs, ...(await keptHeap(opened)) });
  }

  addTo(samples: Samples): void {
    const third = this.#readings.find(({ playedMs }) => playedMs >= this.mediaMs / 3);
    const last = this.#readings.at(-1);
    for (const { heapBytes } of this.#readings) samples.add('soakHeap', OURS, heapBytes / 1000);
    if (!third || !last || third === last) return;
    samples.add('soakHeapGrowth', OURS, (last.heapBytes - third.heapBytes) / 1000);
    samples.add('soakBuffersGrowth', OURS, (last.bufferBytes - third.bufferBytes) / 1000);
  }
}

async function addStretch(samples: Samples, page: Page): Promise<void> {
  const { playedS, stalls, waits, frames, dropped } = await page.evaluate(() => window.bench.watcher.stretch);
  samples.add('soakPlayed', OURS, (playedS * 1000) / MINUTE_MS);
  samples.add('soakStalls', OURS, ...(stalls.length > 0 ? stalls.map(({ ms }) => ms) : [0]));
  samples.add('soakWaits', OURS, waits);
  samples.add('soakFrames', OURS, frames);
  samples.add('soakDropped', OURS, dropped);
}

async function addSaid(samples: Samples, page: Page, { holes }: SoakPlan): Promise<void> {
  const said: Said = await page.evaluate(() => window.bench.watcher.said);
  const reached = (await page.evaluate(() => window.bench.pictureInstant())) ?? 0;
  const crossed = holes.filter(({ at, holeMs }) => at + holeMs <= reached);
  samples.add('soakHoles', OURS, crossed.length);
  samples.add('soakGapskips', OURS, said.holes.length);
  samples.add('soakWarnings', OURS, said.warnings.length);
  samples.add('soakErrors', OURS, said.errors.length);
  const asTold = said.holes.map(({ from, to }) => `${from}-${to}`);
  const asIs = crossed.map(({ at, holeMs }) => `${at}-${at + holeMs}`);
  if (asTold.join() !== asIs.join())
    samples.problems.push(`Holes in the soak: ${asIs.join(', ')}; told of: ${asTold.join(', ')}.`);
  const messages = [...said.warnings, ...said.errors];
  for (const message of new Set(messages)) {
    const times = messages.filter((each) => each === message).length;
    samples.problems.push(`Said in the soak, ${times} ×: ${message}`);
  }
}
