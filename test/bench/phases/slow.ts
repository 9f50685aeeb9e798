import { farInstant } from '../instants.ts';
import type { BenchStream } from '../streams.ts';
import { inTurn, openPlayer, type Lab, type Samples } from './lab.ts';

/** Others would say no more than `reload` does: how a player reads a segment is all that counts here. */
const COMPARED = ['ours', 'reload', 'reload-tuned'];
/** Segments of about 700 KB, which take 1.4 s: as the origin's pictures are easily compressed, 12 s of them. */
const SLOW: BenchStream = { segmentMs: 12_000, size: '1920x1080', knobs: ['bandwidth=500000'] };

const ELSEWHERE = { measured: 7000, warmUp: 7900, beginning: 7999 };
const WARM_UPS = 2;
const SETTLED_AHEAD_S = 8;
const SETTLING_MS = 10_000;
/** Making one takes long, and nothing else is sent meanwhile: so all that is asked for before the next seek. */
const PREPARED_MS = 60_000;

/** Far seeks where segments take their time: whether it pays to show what has come of one. */
export async function measureSlowSeeks(lab: Lab, samples: Samples): Promise<void> {
  const { seeks, rounds, players } = lab.options;
  const compared = players.filter((name) => COMPARED.includes(name));
  const now = Date.now();
  for (let round = 0; round < rounds && compared.length > 0; round += 1) {
    const from = Math.floor((round * seeks) / rounds);
    const to = Math.floor(((round + 1) * seeks) / rounds);
    for (const name of inTurn(compared, round)) {
      lab.log(`slow seeks, round ${round + 1} of ${rounds}: ${name}`);
      await visit(lab, samples, name, { now, from, to });
    }
  }
}

interface Part {
  readonly now: number;
  /** Half-open. */
  readonly from: number;
  readonly to: number;
}

async function visit(lab: Lab, samples: Samples, name: string, { now, from, to }: Part): Promise<void> {
  const at = farInstant(now, ELSEWHERE.beginning);
  const opened = await openPlayer(lab, name, { at, stream: SLOW });
  const settle = () =>
    opened.page.evaluate((...args) => window.bench.settle(...args), SETTLED_AHEAD_S, SETTLING_MS);
  const seek = async (n: number) => {
    const target = farInstant(now, n);
    await lab.server.prepare(target, PREPARED_MS, SLOW);
    const { ms } = await opened.page.evaluate((instant) => window.bench.seek('far', instant), target);
    await settle();
    return ms;
  };
  try {
    await settle();
    for (let n = 0; n < WARM_UPS; n += 1) await seek(ELSEWHERE.warmUp + n);
    for (let n = from; n < to; n += 1) samples.add('slowFar', name, await seek(ELSEWHERE.measured + n));
  } catch (error) {
    samples.problems.push(`${name} gave up on a slow network: ${String(error)}`);
  } finally {
    await opened.close();
  }
}
