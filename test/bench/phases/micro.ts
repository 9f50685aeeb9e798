import { CHUNK_MS } from '../../../src/core/timeline/timeline-chunks.ts';
import { keptHeap, openPage } from '../browser.ts';
import type { PlaylistTimes } from '../page/grow-playlist.ts';
import type { PanTimes } from '../page/pan-timeline.ts';
import { quantile } from '../statistics.ts';
import type { Lab } from './lab.ts';

const DAYS = 15;
const CHUNKS = (DAYS * 86_400_000) / CHUNK_MS;
const RUNS = 5;

export interface MicroResults {
  /** Medians over the runs; the first, with code that is not compiled yet, apart. */
  readonly timeline: { totalMs: number; firstTotalMs: number; longestMs: number; keptKb: number };
  readonly playlist: PlaylistTimes;
  readonly pan: PanTimes;
}

/** What the core costs the main thread. */
export async function measureMicro({ browser, server, log }: Lab): Promise<MicroResults> {
  log('micro-benchmarks');
  const opened = await openPage(browser, `${server.address}/tools`);
  try {
    const { page } = opened;
    const end = Math.floor(Date.now() / CHUNK_MS) * CHUNK_MS;
    const before = await keptHeap(opened);
    const runs = [];
    let keptKb = NaN;
    for (let run = 0; run < RUNS; run += 1) {
      runs.push(await page.evaluate((...args) => window.micro.learnTimeline(...args), end, CHUNKS, CHUNK_MS));
      // Later, what the runs before have left behind is in it.
      if (run === 0) keptKb = ((await keptHeap(opened)).heapBytes - before.heapBytes) / 1000;
    }
    const totals = runs.map(({ totalMs }) => totalMs);
    return {
      timeline: {
        totalMs: quantile(
          totals.toSorted((a, b) => a - b),
          0.5,
        ),
        firstTotalMs: totals[0] ?? NaN,
        longestMs: Math.max(...runs.map(({ longestMs }) => longestMs)),
        keptKb,
      },
      pan: await page.evaluate((bounds) => window.micro.panLearnt(bounds), {
        start: end - DAYS * 86_400_000,
        end,
      }),
      playlist: await page.evaluate((from) => window.micro.growPlaylist(from), end - CHUNK_MS),
    };
  } finally {
    await opened.close();
  }
}
