import { farInstant, SERIES } from '../instants.ts';
import { rotatePlayers } from '../players.ts';
import { withPlayer, type Lab } from './lab.ts';

/** Times the first frame from the beginning of a navigation, so with loading the player's own code. */
export async function measureFirstFrames(lab: Lab): Promise<void> {
  const { seeks, players } = lab.options;
  const now = Date.now();
  // The first turn does not count, because the browser itself starts up in it.
  for (let turn = -1; turn < seeks; turn += 1) {
    lab.log(`first frame ${Math.max(turn + 1, 0)} of ${seeks}`);
    for (const name of rotatePlayers(players, turn + 1)) {
      await measure(lab, name, turn < 0 ? null : 'firstLive');
      await measure(lab, name, turn < 0 ? null : 'firstAt', farInstant(now, SERIES.firstFrame + turn));
    }
  }
}

async function measure(
  lab: Lab,
  name: string,
  row: 'firstLive' | 'firstAt' | null,
  at?: number,
): Promise<void> {
  await withPlayer(lab, name, { at }, async ({ page }) => {
    const ms = await page.evaluate(() => window.bench.firstFrameMs.catch(() => null));
    if (row) lab.samples.add(row, name, ms);
  });
}
