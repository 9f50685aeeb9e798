import { CHUNK_MS } from '../../../src/headless.ts';
import { keptHeap, openPage } from '../browser.ts';
import { isOurs, rotatePlayers } from '../players.ts';
import type { Lab } from './lab.ts';

const DAYS = 15;
const SPAN_MS = DAYS * 86_400_000;
const CHUNKS = SPAN_MS / CHUNK_MS;
const RUNS = 5;

/** Measures what the timeline and the playlist cost the main thread, in a fresh page in each round. */
export async function measureMicro(lab: Lab): Promise<void> {
  const { rounds, players } = lab.options;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of rotatePlayers(players.filter(isOurs), round)) {
      lab.log(`micro-benchmarks, round ${round + 1} of ${rounds}: ${name}`);
      try {
        await measure(lab, name);
      } catch (error) {
        lab.samples.problems.push(`\`${name}\`, micro-benchmarks: ${String(error)}`);
      }
    }
  }
}

async function measure({ browser, server, samples }: Lab, name: string): Promise<void> {
  const opened = await openPage(browser, `${server.address}/micro/${name}/`);
  try {
    const { page } = opened;
    const end = Math.floor(Date.now() / CHUNK_MS) * CHUNK_MS;
    const before = await keptHeap(opened);
    for (let run = 0; run < RUNS; run += 1) {
      const times = await page.evaluate(
        (...args) => window.micro.learnTimeline(...args),
        end,
        CHUNKS,
        CHUNK_MS,
      );
      samples.add('timelineTotal', name, times.totalMs);
      samples.add('timelineTask', name, times.longestMs);
      if (run > 0) continue;
      samples.add('timelineFirst', name, times.totalMs);
      // A later reading would include what the runs before have left behind.
      samples.add('timelineHeap', name, ((await keptHeap(opened)).heapBytes - before.heapBytes) / 1000);
    }
    const bounds = { start: end - SPAN_MS, end };
    const pan = await page.evaluate((range) => window.micro.panLearnt(range), bounds);
    samples.add('panWork', name, ...pan.workMs);
    samples.add('panInterval', name, ...pan.intervalMs);
    const list = await page.evaluate((from) => window.micro.growPlaylist(from), end - CHUNK_MS);
    samples.add('playlistWrite', name, ...list.writeMs);
    samples.add('playlistFirstWrite', name, list.firstWriteMs);
    samples.add('playlistAppend', name, list.longestAppendMs);
  } finally {
    await opened.close();
  }
}
