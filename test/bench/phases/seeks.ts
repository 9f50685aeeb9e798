import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenPage } from '../browser.ts';
import { farInstant, SERIES, WITHIN_BUFFER_MS, WITHIN_PLAYLIST_MS } from '../instants.ts';
import type { SeekKind, SeekTiming } from '../page/harness.ts';
import { rotatePlayers } from '../players.ts';
import { seeksByRound, withPlayer, type Lab } from './lab.ts';
import { watchSeek } from './screencast.ts';

const SETTLED_AHEAD_S = 8;
const POINTING_MS = 200;
const PREPARED_MS = 40_000;
/** Seeks before the ones that count: they compile the page's code. */
const WARM_UPS = 2;
/** Playback before the seeks that count, in which our player reads days of its timeline. */
const REST_MS = 5000;

/** Times seeks of every kind in the page; then records some more of them as a screencast. */
export async function measureSeeks(lab: Lab): Promise<void> {
  const now = Date.now();
  const rounds = seeksByRound(lab.options);
  for (const [round, { from, to }] of rounds.entries()) {
    for (const name of rotatePlayers(lab.options.players, round)) {
      lab.log(`seeks, round ${round + 1} of ${rounds.length}: ${name}`);
      await withPlayer(lab, name, {}, async (opened) => {
        const measurement = new SeekMeasurement(lab, name, opened);
        await measurement.warmUp(now);
        for (let n = from; n < to; n += 1) await measurement.timeSeeks(n, now);
        for (let n = from; n < to; n += 1)
          await measurement.recordSeeks(farInstant(now, SERIES.screencast + n));
      });
    }
  }
}

/** The seeks of one player in one page. */
class SeekMeasurement {
  constructor(
    private readonly lab: Lab,
    private readonly name: string,
    private readonly opened: OpenPage,
  ) {}

  async warmUp(now: number): Promise<void> {
    await this.settle();
    for (let n = 0; n < WARM_UPS; n += 1) {
      const at = farInstant(now, SERIES.warmUp + n);
      const { ms } = await this.seek('far', at);
      if (n === 0) this.lab.samples.add('firstFar', this.name, ms);
      await this.settle();
      await this.seek('within', at + WITHIN_PLAYLIST_MS);
    }
    await sleep(REST_MS);
  }

  async timeSeeks(n: number, now: number): Promise<void> {
    const { samples } = this.lab;
    const at = farInstant(now, SERIES.seeks + n);
    samples.add('far', this.name, (await this.seek('far', at)).ms);
    await this.settle();
    const inBuffer = await this.seek('within', at + WITHIN_BUFFER_MS);
    samples.add('buffer', this.name, inBuffer.wasBuffered ? inBuffer.ms : null);
    await this.settle();
    const inPlaylist = await this.seek('within', at + WITHIN_PLAYLIST_MS);
    samples.add('playlist', this.name, inPlaylist.wasBuffered ? null : inPlaylist.ms);
    await this.settle();
    samples.add('clock', this.name, await this.opened.page.evaluate(() => window.bench.clockErrorMs()));
    await this.timeWarmedSeek(farInstant(now, SERIES.warmed + n));
  }

  /** Screenshots slow the page down, so this is never done while seeks are timed. */
  async recordSeeks(at: number): Promise<void> {
    const { samples } = this.lab;
    const far = await watchSeek(this.opened, () => this.seek('far', at));
    samples.add('farBlank', this.name, far.blankMs);
    samples.add('farScreencast', this.name, far.shownAfterMs);
    await this.settle();
    const within = await watchSeek(this.opened, () => this.seek('within', at + WITHIN_PLAYLIST_MS));
    samples.add('playlistBlank', this.name, within.blankMs);
    await this.settle();
  }

  private async timeWarmedSeek(at: number): Promise<void> {
    await this.lab.server.prepare(at, PREPARED_MS);
    if (!(await this.opened.page.evaluate((to) => window.bench.warm(to), at))) return;
    await sleep(POINTING_MS);
    this.lab.samples.add('warmed', this.name, (await this.seek('far', at)).ms);
    await this.settle();
  }

  private async seek(kind: SeekKind, at: number): Promise<SeekTiming> {
    await this.lab.server.prepare(at, PREPARED_MS);
    return this.opened.page.evaluate((...args) => window.bench.seek(...args), kind, at);
  }

  private settle(): Promise<boolean> {
    return this.opened.page.evaluate((aheadS) => window.bench.settle(aheadS), SETTLED_AHEAD_S);
  }
}
