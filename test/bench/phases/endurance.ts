import { setTimeout as sleep } from 'node:timers/promises';
import { keptHeap, type OpenPage } from '../browser.ts';
import { farInstant } from '../instants.ts';
import { openPlayer, type Lab, type Samples } from './lab.ts';

const ELSEWHERE = 5000;
/** Whatever grows once and never again has grown by then. */
const WARM_UPS = 5;
const REST_MS = 1500;
const PREPARED_MS = 12_000;

/** Many far seeks, each as soon as the one before has its picture: what opens again and what stays. */
export async function measureEndurance(lab: Lab, samples: Samples): Promise<void> {
  const now = Date.now();
  for (const name of lab.options.players) {
    lab.log(`${lab.options.farSeeks} far seeks: ${name}`);
    const opened = await openPlayer(lab, name);
    try {
      await endure(lab, samples, name, opened, now);
    } catch (error) {
      samples.problems.push(`${name} gave up: ${String(error)}`);
    } finally {
      await opened.close();
    }
  }
}

async function endure(lab: Lab, samples: Samples, name: string, opened: OpenPage, now: number) {
  const seek = async (n: number) => {
    const at = farInstant(now, ELSEWHERE + n);
    await lab.server.prepare(at, PREPARED_MS);
    await opened.page.evaluate((to) => window.bench.seek('far', to), at);
  };
  const opens = () => opened.page.evaluate(() => window.sourceOpens);
  const { farSeeks } = lab.options;
  await opened.page.evaluate(() => window.bench.settle(5));
  for (let n = 0; n < WARM_UPS; n += 1) await seek(n);
  await sleep(REST_MS);
  const [before, opensBefore] = [await keptHeap(opened), await opens()];
  for (let n = WARM_UPS; n < WARM_UPS + farSeeks; n += 1) await seek(n);
  await sleep(REST_MS);
  const [after, opensAfter] = [await keptHeap(opened), await opens()];
  samples.add('sourceOpens', name, opensAfter - opensBefore);
  samples.add('heap', name, (after.heapBytes - before.heapBytes) / 1000);
  samples.add('buffers', name, (after.bufferBytes - before.bufferBytes) / 1000);
}
