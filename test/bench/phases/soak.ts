import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { keptHeap, type OpenPage } from '../browser.ts';
import { MINUTE_MS } from '../instants.ts';
import { isOurs } from '../players.ts';
import type { Row } from '../rows.ts';
import type { Sample } from '../samples.ts';
import { framesOff } from '../streams.ts';
import { withPlayer, type Lab } from './lab.ts';
import { planSoak, type SoakPlan } from './soak-plan.ts';

const PLAYBACK_RATE = 2;
const SAMPLE_MS = 30_000;
const SHORTEST_SAMPLE_MS = 500;
const HEAP_READINGS = 6;
const SETTLED_AHEAD_S = 4;
/** Faults cost time, so a soak may take this many times as long as its media, and a minute more. */
const DEADLINE_FACTOR = 2;
const DEADLINE_EXTRA_MS = MINUTE_MS;

/** Plays for long and fast, over windows, gaps and faults. Only our player has events to check. */
export async function measureSoak(lab: Lab): Promise<void> {
  const mediaMs = lab.options.soakMinutes * MINUTE_MS;
  const plan = planSoak(Date.now(), mediaMs);
  for (const name of lab.options.players.filter(isOurs)) {
    await withPlayer(lab, name, { at: plan.start, stream: plan.stream }, async (opened) => {
      const soak: Soak = { lab, name, opened, page: opened.page, mediaMs, plan };
      await begin(soak);
      const opensBefore = await soak.page.evaluate(() => window.sourceOpens);
      await play(soak);
      add(soak, 'soakOpens', (await soak.page.evaluate(() => window.sourceOpens)) - opensBefore);
      await addStats(soak);
      await addEvents(soak);
    });
  }
}

/** The soak of one player. */
interface Soak {
  readonly lab: Lab;
  readonly name: string;
  readonly opened: OpenPage;
  readonly page: Page;
  readonly mediaMs: number;
  readonly plan: SoakPlan;
}

const add = ({ lab, name }: Soak, row: Row, ...values: Sample[]): void =>
  lab.samples.add(row, name, ...values);

async function begin({ page }: Soak): Promise<void> {
  await page.evaluate(() => window.bench.firstFrameMs);
  await page.evaluate((aheadS) => window.bench.settle(aheadS), SETTLED_AHEAD_S);
  await page.evaluate((rate) => {
    window.bench.playback.setPlaybackRate(rate);
    window.bench.playback.startMeter();
  }, PLAYBACK_RATE);
}

/** Plays until all media has been played, the deadline passes or the player fails. */
async function play(soak: Soak): Promise<void> {
  const { lab, name, page, mediaMs } = soak;
  const deadline = Date.now() + (DEADLINE_FACTOR * mediaMs) / PLAYBACK_RATE + DEADLINE_EXTRA_MS;
  const heap = new HeapReadings(mediaMs);
  let playedMs = 0;
  let hasFailed = false;
  while (playedMs < mediaMs && !hasFailed && Date.now() < deadline) {
    await sleep(Math.min(SAMPLE_MS, (mediaMs - playedMs) / PLAYBACK_RATE + SHORTEST_SAMPLE_MS));
    playedMs = await page.evaluate(() => window.bench.playback.stats.playedS * 1000);
    hasFailed = await page.evaluate(() => window.bench.playback.events.errors.length > 0);
    await compareClocks(soak);
    if (heap.isDue(playedMs)) await heap.read(soak.opened, playedMs);
    lab.log(`soak of ${name}: ${(playedMs / MINUTE_MS).toFixed(1)} of ${lab.options.soakMinutes} minutes`);
  }
  add(soak, 'soakClockEnd', lab.samples.of('soakClock', name).at(-1) ?? null);
  heap.addTo(soak);
}

async function compareClocks(soak: Soak): Promise<void> {
  const ms = await soak.page.evaluate(() => window.bench.clockErrorMs());
  const frames = ms === null ? null : framesOff(ms);
  add(soak, 'soakClock', frames);
  if (frames === 0) return;
  const shown = (await soak.page.evaluate(() => window.bench.pictureInstant())) ?? NaN;
  soak.lab.samples.problems.push(
    `\`${soak.name}\`, soak: its clock was ${ms} ms off the picture's at ${new Date(shown).toISOString()}.`,
  );
}

/** Readings of the heap after a collection, evenly spread over a soak. */
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

  addTo(soak: Soak): void {
    const third = this.#readings.find(({ playedMs }) => playedMs >= this.mediaMs / 3);
    const last = this.#readings.at(-1);
    for (const { heapBytes } of this.#readings) add(soak, 'soakHeap', heapBytes / 1000);
    if (!third || !last || third === last) return;
    add(soak, 'soakHeapGrowth', (last.heapBytes - third.heapBytes) / 1000);
    add(soak, 'soakBuffersGrowth', (last.bufferBytes - third.bufferBytes) / 1000);
  }
}

async function addStats(soak: Soak): Promise<void> {
  const { playedS, stalls, waits, frames, dropped } = await soak.page.evaluate(
    () => window.bench.playback.stats,
  );
  add(soak, 'soakPlayed', (playedS * 1000) / MINUTE_MS);
  add(soak, 'soakStalls', ...(stalls.length > 0 ? stalls.map(({ ms }) => ms) : [0]));
  add(soak, 'soakWaits', waits);
  add(soak, 'soakFrames', frames);
  add(soak, 'soakDropped', dropped);
}

async function addEvents(soak: Soak): Promise<void> {
  const { name, page, plan, lab } = soak;
  const { gapSkips, warnings, errors } = await page.evaluate(() => window.bench.playback.events);
  const reached = (await page.evaluate(() => window.bench.pictureInstant())) ?? 0;
  const crossed = plan.gaps.filter(({ at, gapMs }) => at + gapMs <= reached);
  add(soak, 'soakGaps', crossed.length);
  add(soak, 'soakGapSkips', gapSkips.length);
  add(soak, 'soakWarnings', warnings.length);
  add(soak, 'soakErrors', errors.length);
  const expected = crossed.map(({ at, gapMs }) => `${at}-${at + gapMs}`).join(', ');
  const reported = gapSkips.map(({ from, to }) => `${from}-${to}`).join(', ');
  if (expected !== reported)
    lab.samples.problems.push(
      `\`${name}\`, soak: the gaps were ${expected}; \`gapskip\` reported ${reported}.`,
    );
  const messages = [...warnings, ...errors];
  for (const message of new Set(messages)) {
    const times = messages.filter((each) => each === message).length;
    lab.samples.problems.push(`\`${name}\`, soak, ${times} ×: ${message}`);
  }
}
