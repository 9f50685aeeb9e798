import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { readCpuTimes, usedCpuMs } from '../cpu-time.ts';
import { rotatePlayers } from '../players.ts';
import { withPlayer, type Lab } from './lab.ts';

const MEASURED_MS = 20_000;
const SETTLED_AHEAD_S = 4;
const CONTROLS_DEADLINE_MS = 10_000;
/** Playback before the measurement, in which buffers fill and every player hides its controls. */
const START_UP_MS = 10_000;
/** Our player reads days of its timeline query by query; after a pause of this length it has them all. */
const QUERY_PAUSE_MS = 2000;
const QUERIES_DEADLINE_MS = 60_000;
const POLL_MS = 200;
/** A browser that played less of the 20 s than this did not play steadily. */
const STEADY_SHARE = 0.95;

/** The pointer moves 30 times a second: half as often as the browser paints. */
const MOVE_EVERY_MS = 1000 / 30;
/** The time in which the pointer crosses the width of the player once. */
const PASS_MS = 2000;
/** Each pass runs at another height above the lower edge: in every player, one of them follows the timeline. */
const PASS_HEIGHTS_PX = [78, 62, 22];
const SIDE_MARGIN_PX = 40;

/**
 * Measures the processor time of the whole browser while a player plays live: with its controls at rest, then with the
 * pointer moving over them. The players take turns, so that whatever else the machine does affects them alike.
 */
export async function measureCpu(lab: Lab): Promise<void> {
  const { rounds, players } = lab.options;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of rotatePlayers(players, round)) {
      lab.log(`processor time, round ${round + 1} of ${rounds}: ${name}`);
      await withPlayer(lab, name, {}, async ({ page }) => {
        await waitForSteadyPlayback(page);
        await measure(lab, name, page, 'cpuRest', () => sleep(MEASURED_MS));
        await measure(lab, name, page, 'cpuPointer', () => movePointer(page, MEASURED_MS));
      });
    }
  }
}

async function waitForSteadyPlayback(page: Page): Promise<void> {
  let lastQueryMs = performance.now();
  page.on('request', (request) => {
    if (request.url().includes('/openapi/timeline/')) lastQueryMs = performance.now();
  });
  const isPlaying = await page.evaluate((aheadS) => window.bench.settle(aheadS, 10_000), SETTLED_AHEAD_S);
  if (!isPlaying) throw new Error('It did not begin to play.');
  await page.waitForFunction(() => window.bench.hasControls, { timeout: CONTROLS_DEADLINE_MS });
  await sleep(START_UP_MS);
  const deadlineMs = performance.now() + QUERIES_DEADLINE_MS;
  while (performance.now() < lastQueryMs + QUERY_PAUSE_MS) {
    if (performance.now() > deadlineMs) throw new Error('It never stopped reading its timeline.');
    await sleep(POLL_MS);
  }
}

/** Adds a sample, in milliseconds of processor time per second. */
async function measure(
  { browser, samples }: Lab,
  name: string,
  page: Page,
  row: 'cpuRest' | 'cpuPointer',
  during: () => Promise<void>,
): Promise<void> {
  const mediaTimeS = () => page.evaluate(() => window.bench.playback.mediaTimeS);
  const fromS = await mediaTimeS();
  const startedMs = performance.now();
  const before = await readCpuTimes(browser);
  await during();
  const elapsedS = (performance.now() - startedMs) / 1000;
  const cpuMs = usedCpuMs(before, await readCpuTimes(browser));
  const playedS = (await mediaTimeS()) - fromS;
  samples.add(row, name, cpuMs / elapsedS);
  if (playedS < elapsedS * STEADY_SHARE)
    samples.problems.push(`\`${name}\` played ${playedS.toFixed(1)} s of ${elapsedS.toFixed(1)} s (${row}).`);
}

/** Moves the pointer to and fro over the controls. A page that is slow to handle a move gets the next one later. */
async function movePointer(page: Page, durationMs: number): Promise<void> {
  const { width = 0, height = 0 } = page.viewport() ?? {};
  const startedMs = performance.now();
  for (let elapsedMs = 0; elapsedMs < durationMs; elapsedMs = performance.now() - startedMs) {
    const pass = Math.floor(elapsedMs / PASS_MS);
    const share = (elapsedMs % PASS_MS) / PASS_MS;
    const fromLeft = pass % 2 === 0 ? share : 1 - share;
    const aboveBottomPx = PASS_HEIGHTS_PX[pass % PASS_HEIGHTS_PX.length] ?? 0;
    const x = SIDE_MARGIN_PX + fromLeft * (width - 2 * SIDE_MARGIN_PX);
    await page.mouse.move(x, height - aboveBottomPx);
    const nextMs = (Math.floor(elapsedMs / MOVE_EVERY_MS) + 1) * MOVE_EVERY_MS;
    await sleep(Math.max(0, startedMs + nextMs - performance.now()));
  }
}
