import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenPage } from '../browser.ts';
import { farInstant, WITHIN_BUFFER_MS, WITHIN_LIST_MS } from '../instants.ts';
import type { SeekKind, SeekTiming } from '../page/harness.ts';
import { inTurn, openPlayer, type Lab, type Samples } from './lab.ts';
import { screencast } from './screencast.ts';

const SETTLED_AHEAD_S = 8;
const POINTING_MS = 200;
const PREPARED_MS = 40_000;
/** Seeks before those that count: the page's code has been compiled then. */
const WARM_UPS = 2;
/** What a player still loads for itself by then it would load forever: ours, days of the timeline. */
const REST_MS = 5000;
/** A day's worth of far instants apart, so that no two rows share a window. */
const ELSEWHERE = { warmed: 1000, screencast: 2000, warmUp: 3000 };

/** Seeks of every kind, timed in the page; then some more of them, watched from outside. */
export async function measureSeeks(lab: Lab, samples: Samples): Promise<void> {
  const { seeks, rounds, players } = lab.options;
  const now = Date.now();
  for (let round = 0; round < rounds; round += 1) {
    const from = Math.floor((round * seeks) / rounds);
    const to = Math.floor(((round + 1) * seeks) / rounds);
    for (const name of inTurn(players, round)) {
      lab.log(`seeks, round ${round + 1} of ${rounds}: ${name}`);
      const opened = await openPlayer(lab, name);
      try {
        const visit = new Visit(lab, samples, name, opened);
        await visit.warmUp(now);
        for (let n = from; n < to; n += 1) await visit.measure(n, now);
        for (let n = from; n < to; n += 1) await visit.watch(farInstant(now, ELSEWHERE.screencast + n));
      } catch (error) {
        samples.problems.push(`${name} gave up: ${String(error)}`);
      } finally {
        await opened.close();
      }
    }
  }
}

/** One player's page, for one round. */
class Visit {
  constructor(
    private readonly lab: Lab,
    private readonly samples: Samples,
    private readonly name: string,
    private readonly opened: OpenPage,
  ) {}

  async warmUp(now: number): Promise<void> {
    await this.settle();
    for (let n = 0; n < WARM_UPS; n += 1) {
      const at = farInstant(now, ELSEWHERE.warmUp + n);
      const { ms } = await this.seek('far', at);
      if (n === 0) this.samples.add('firstFar', this.name, ms);
      await this.settle();
      await this.seek('within', at + WITHIN_LIST_MS);
    }
    await sleep(REST_MS);
  }

  async measure(n: number, now: number): Promise<void> {
    const { samples, name } = this;
    const at = farInstant(now, n);
    samples.add('far', name, (await this.seek('far', at)).ms);
    await this.settle();
    const within = await this.seek('within', at + WITHIN_BUFFER_MS);
    samples.add('buffer', name, within.wasBuffered ? within.ms : null);
    await this.settle();
    const elsewhere = await this.seek('within', at + WITHIN_LIST_MS);
    samples.add('list', name, elsewhere.wasBuffered ? null : elsewhere.ms);
    await this.settle();
    samples.add('clock', name, await this.opened.page.evaluate(() => window.bench.clockErrorMs()));
    await this.measureWarmed(farInstant(now, ELSEWHERE.warmed + n));
  }

  async measureWarmed(at: number): Promise<void> {
    await this.lab.server.prepare(at, PREPARED_MS);
    if (!(await this.opened.page.evaluate((to) => window.bench.warm(to), at))) return;
    await sleep(POINTING_MS);
    this.samples.add('warmed', this.name, (await this.seek('far', at)).ms);
    await this.settle();
  }

  /** Taking pictures of the page slows it down: so never while seeks are timed. */
  async watch(at: number): Promise<void> {
    const { samples, name, opened } = this;
    const far = await screencast(opened, () => this.seek('far', at));
    samples.add('farBlank', name, far.blankMs);
    samples.add('farSeen', name, far.shownAfterMs);
    await this.settle();
    const within = await screencast(opened, () => this.seek('within', at + WITHIN_LIST_MS));
    samples.add('listBlank', name, within.blankMs);
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
