import { farInstant } from '../instants.ts';
import type { Row } from '../rows.ts';
import { inTurn, openPlayer, type Lab, type Samples } from './lab.ts';

const ELSEWHERE = 4000;

/** From the beginning of a navigation, with the player's own code, to the first frame. */
export async function measureFirstFrames(lab: Lab, samples: Samples): Promise<void> {
  const { seeks, players } = lab.options;
  const now = Date.now();
  // The first turn does not count: the browser itself has to wake up.
  for (let turn = -1; turn < seeks; turn += 1) {
    lab.log(`first frame ${Math.max(turn + 1, 0)} of ${seeks}`);
    for (const name of inTurn(players, turn + 1)) {
      const live = await measure(lab, name);
      const atInstant = await measure(lab, name, farInstant(now, ELSEWHERE + turn));
      if (turn >= 0) addAll(samples, name, { firstLive: live, firstAt: atInstant });
    }
  }
}

function addAll(samples: Samples, name: string, rows: Partial<Record<Row, number | null>>): void {
  for (const [row, ms] of Object.entries(rows)) samples.add(row as Row, name, ms);
}

async function measure(lab: Lab, name: string, at?: number): Promise<number | null> {
  const opened = await openPlayer(lab, name, { at });
  try {
    return await opened.page.evaluate(() => window.bench.firstFrameMs.catch(() => null));
  } finally {
    await opened.close();
  }
}
