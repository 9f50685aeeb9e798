import { setTimeout as sleep } from 'node:timers/promises';
import { keptHeap, type OpenPage } from '../browser.ts';
import { farInstant, SERIES } from '../instants.ts';
import { withPlayer, type Lab } from './lab.ts';

/** Seeks before the ones that count: what is allocated only once has been allocated after them. */
const WARM_UPS = 5;
const SETTLED_AHEAD_S = 5;
const REST_MS = 1500;
const PREPARED_MS = 12_000;

/** Makes many far seeks in a row, and counts the MediaSources opened and the memory that stays. */
export async function measureEndurance(lab: Lab): Promise<void> {
  const { players, farSeeks } = lab.options;
  const now = Date.now();
  for (const name of players) {
    lab.log(`${farSeeks} far seeks in a row: ${name}`);
    await withPlayer(lab, name, {}, (opened) => seekInARow(lab, name, opened, now));
  }
}

async function seekInARow(lab: Lab, name: string, opened: OpenPage, now: number): Promise<void> {
  const seek = async (n: number) => {
    const at = farInstant(now, SERIES.endurance + n);
    await lab.server.prepare(at, PREPARED_MS);
    await opened.page.evaluate((to) => window.bench.seek('far', to), at);
  };
  const opens = () => opened.page.evaluate(() => window.sourceOpens);
  const { farSeeks } = lab.options;
  await opened.page.evaluate((aheadS) => window.bench.settle(aheadS), SETTLED_AHEAD_S);
  for (let n = 0; n < WARM_UPS; n += 1) await seek(n);
  await sleep(REST_MS);
  const [before, opensBefore] = [await keptHeap(opened), await opens()];
  for (let n = WARM_UPS; n < WARM_UPS + farSeeks; n += 1) await seek(n);
  await sleep(REST_MS);
  const [after, opensAfter] = [await keptHeap(opened), await opens()];
  lab.samples.add('sourceOpens', name, opensAfter - opensBefore);
  lab.samples.add('heap', name, (after.heapBytes - before.heapBytes) / 1000);
  lab.samples.add('buffers', name, (after.bufferBytes - before.bufferBytes) / 1000);
}
