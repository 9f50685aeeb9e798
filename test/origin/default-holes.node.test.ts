import { expect } from 'chai';
import { describe, it } from 'node:test';
import { defaultHoles } from '../../demo/origin/default-holes.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const FORTNIGHT = { start: NOW_MS - 15 * DAY_MS, end: NOW_MS };

describe('default holes', () => {
  it('occur a few times a day, and last seconds, minutes, or an hour or two', () => {
    const lengths = defaultHoles(1, FORTNIGHT).map(({ start, end }) => end - start);
    expect(lengths.length / 15).to.be.within(3, 6);
    expect(lengths.filter((length) => length < MINUTE_MS)).to.have.length.above(10);
    expect(
      lengths.filter((length) => length > 2 * MINUTE_MS && length < 30 * MINUTE_MS),
    ).to.have.length.above(10);
    expect(lengths.filter((length) => length > 60 * MINUTE_MS)).to.have.length.above(5);
    expect(Math.max(...lengths)).to.be.at.most(120 * MINUTE_MS);
  });

  it('are in order, apart, and within the given range', () => {
    const holes = defaultHoles(1, FORTNIGHT);
    holes.forEach(({ start, end }, index) => {
      expect(start).to.be.at.least(holes[index - 1]?.end ?? FORTNIGHT.start);
      expect(end).to.be.within(start + 1, FORTNIGHT.end);
    });
  });

  it('do not depend on the range, and differ between channels', () => {
    const later = { start: FORTNIGHT.start + DAY_MS, end: FORTNIGHT.end };
    const shared = defaultHoles(1, FORTNIGHT).filter(({ start }) => start >= later.start);
    expect(defaultHoles(1, later)).to.deep.equal(shared);
    expect(defaultHoles(3, FORTNIGHT)).not.to.deep.equal(defaultHoles(1, FORTNIGHT));
  });

  it('keep away from the last twenty minutes before the origin is created, and never appear later', async () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const origin = new ClockedOrigin();
      await origin.clock.advance(hour * 3_600_000);
      const createdLater = new ClockedOrigin({ skewMs: hour * 3_600_000 });
      const createdAtS = NOW_S + hour * 3600;
      const query = `app=live&stream=camera&format=ts&lhs_start_unix_s_0=${createdAtS - 1200}&lhs_end_unix_s_0=${createdAtS}`;
      for (const each of [origin, createdLater]) {
        const answer = await each.get(`/openapi/timeline/query?${query}`);
        const { content } = (await answer.json()) as {
          content: { timeline: { start: number; end: number }[] };
        };
        const recordedS = content.timeline.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(recordedS, `${hour} h`).to.be.at.least(1190);
      }
    }
  });
});
