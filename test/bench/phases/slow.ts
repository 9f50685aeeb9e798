import type { OpenPage } from '../browser.ts';
import { farInstant, SERIES } from '../instants.ts';
import { AGAINST, OURS, rotatePlayers } from '../players.ts';
import type { BenchStream } from '../streams.ts';
import { seeksByRound, withPlayer, type Lab } from './lab.ts';

/** Only how a player reads a segment matters here, and the other players read it as `reload` does. */
const COMPARED = [OURS, AGAINST, 'reload', 'reload-tuned'];
/**
 * Segments of about 700 KB, which take 1.4 s to load. The origin's pictures compress so well that it takes 12 s of them.
 */
const SLOW: BenchStream = { segmentMs: 12_000, size: '1920x1080', knobs: ['bandwidth=500000'] };

const WARM_UPS = 2;
const SETTLED_AHEAD_S = 8;
const SETTLING_MS = 10_000;
/**
 * Making a segment of this size takes long, and the origin sends nothing meanwhile. So all segments that the player
 * may load before the next seek are made beforehand.
 */
const PREPARED_MS = 60_000;

/** Times far seeks on a slow network: does the player show a segment before all of it has been loaded? */
export async function measureSlowSeeks(lab: Lab): Promise<void> {
  const { options, samples, log } = lab;
  const compared = options.players.filter((name) => COMPARED.includes(name));
  if (compared.length === 0) return;
  const now = Date.now();
  const start = { at: farInstant(now, SERIES.slowStart), stream: SLOW };
  const rounds = seeksByRound(options);
  for (const [round, { from, to }] of rounds.entries()) {
    for (const name of rotatePlayers(compared, round)) {
      log(`slow seeks, round ${round + 1} of ${rounds.length}: ${name}`);
      await withPlayer(lab, name, start, async (opened) => {
        await settle(opened);
        for (let n = 0; n < WARM_UPS; n += 1) await seek(lab, opened, farInstant(now, SERIES.slowWarmUp + n));
        for (let n = from; n < to; n += 1)
          samples.add('slowFar', name, await seek(lab, opened, farInstant(now, SERIES.slow + n)));
      });
    }
  }
}

async function seek({ server }: Lab, opened: OpenPage, at: number): Promise<number | null> {
  await server.prepare(at, PREPARED_MS, SLOW);
  const { ms } = await opened.page.evaluate((target) => window.bench.seek('far', target), at);
  await settle(opened);
  return ms;
}

const settle = ({ page }: OpenPage): Promise<boolean> =>
  page.evaluate((...args) => window.bench.settle(...args), SETTLED_AHEAD_S, SETTLING_MS);
