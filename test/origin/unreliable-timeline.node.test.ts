import { expect } from 'chai';
import { describe, it } from 'node:test';
import { askTimeline, listedS, timelinePath } from './ask-timeline.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { span } from './read-playlist.ts';
import { call, RECORD } from './rpc/signed-call.ts';

const HOUR_S = 3600;

describe('A cluster of servers that differ (case 23)', () => {
  it('tells a different time in every second answer', async () => {
    const origin = new ClockedOrigin();
    const current = async () => (await askTimeline(origin, 'studio~cluster=180')).content?.current;
    expect([await current(), await current(), await current(), await current()]).to.deep.equal([
      NOW_S,
      NOW_S + 180,
      NOW_S,
      NOW_S + 180,
    ]);
    await origin.clock.advance(10_000);
    expect([await current(), await current()]).to.deep.equal([NOW_S + 10, NOW_S + 190]);
  });

  it('can tell an earlier time, and lists the same segments in all answers', async () => {
    const origin = new ClockedOrigin();
    const one = await askTimeline(origin, 'studio~cluster=-90');
    const other = await askTimeline(origin, 'studio~cluster=-90');
    expect(other.content?.current).to.equal(NOW_S - 90);
    expect(listedS(other)).to.deep.equal(listedS(one));
  });
});

describe('A cache in front of the timeline query (case 23)', () => {
  const AGE_S = 3 * HOUR_S;
  const name = `studio~cache=${AGE_S}`;
  const settled = timelinePath(name, NOW_S - 12 * HOUR_S, NOW_S - 6 * HOUR_S);

  it('answers for a settled range with an answer made hours ago, which gets older', async () => {
    const origin = new ClockedOrigin();
    for (const laterS of [0, 60]) {
      origin.clock.setNow(NOW_MS + laterS * 1000);
      const answer = await origin.get(settled);
      expect(answer.headers.get('Age')).to.equal(String(AGE_S + laterS));
      expect(Date.parse(answer.headers.get('Date')!)).to.equal((NOW_S - AGE_S) * 1000);
      expect(answer.headers.get('Cache-Control')).to.match(/^public, max-age=/);
      const { content } = (await answer.json()) as { content: { current: number; timeline: unknown[] } };
      expect(content.current).to.equal(NOW_S - AGE_S);
      expect(content.timeline).to.have.length((6 * HOUR_S) / 4);
    }
  });

  it('does not answer for a range that was not settled then', async () => {
    for (const endS of [NOW_S - AGE_S, NOW_S, NOW_S + HOUR_S]) {
      const answer = await new ClockedOrigin().get(timelinePath(name, NOW_S - 6 * HOUR_S, endS));
      expect(answer.headers.has('Age')).to.equal(false);
      expect(await answer.json()).to.have.nested.property('content.current', NOW_S);
    }
  });
});

describe('A late timeline', () => {
  it('lists segments some time after playlists do', async () => {
    const origin = new ClockedOrigin();
    expect(listedS(await askTimeline(origin, 'studio~late=30'))).to.deep.equal(span(NOW_S - 60, NOW_S - 32));
    await origin.clock.advance(30_000);
    expect(listedS(await askTimeline(origin, 'studio~late=30'))).to.deep.equal(span(NOW_S - 60, NOW_S - 4));
  });

  it('has no data while nothing of a range is listed', async () => {
    const { retCode, content } = await askTimeline(new ClockedOrigin(), 'studio~late=120');
    expect({ retCode, content }).to.deep.equal({ retCode: 4003, content: { current: NOW_S } });
  });
});

describe('A flapping timeline', () => {
  it('fails with a retCode on every second query', async () => {
    const origin = new ClockedOrigin();
    const retCodes: number[] = [];
    for (let query = 0; query < 4; query += 1) {
      retCodes.push((await askTimeline(origin, 'studio~flap=5001')).retCode);
    }
    expect(retCodes).to.deep.equal([0, 5001, 0, 5001]);
  });

  it('can fail with an HTTP status', async () => {
    const origin = new ClockedOrigin();
    const statuses: number[] = [];
    for (let query = 0; query < 4; query += 1) {
      statuses.push((await origin.get(timelinePath('studio~flap=500', NOW_S - 60, NOW_S))).status);
    }
    expect(statuses).to.deep.equal([200, 500, 200, 500]);
  });

  it('tells the times of a cluster in turn in the answers that do not fail', async () => {
    const origin = new ClockedOrigin();
    const currents: (number | undefined)[] = [];
    for (let query = 0; query < 4; query += 1) {
      currents.push((await askTimeline(origin, 'studio~flap=5001~cluster=60')).content?.current);
    }
    expect(currents).to.deep.equal([NOW_S, undefined, NOW_S + 60, undefined]);
  });
});

describe('A timeline that claims too much (case 24)', () => {
  const T = NOW_S - HOUR_S;
  const window = (fromS: number, toS: number): string =>
    `?lhs_start=1&lhs_start_unix_s_0=${fromS}&lhs_vodend_unix_s_0=${toS}`;

  it('lists segments in a hole, where playlists have nothing', async () => {
    const origin = new ClockedOrigin();
    const name = `camera~holes=${T}-${T + 600}~claims=${T + 100}-${T + 500}`;
    expect(listedS(await askTimeline(origin, name, T - 8, T + 608))).to.deep.equal([
      T - 8,
      T - 4,
      ...span(T + 100, T + 500),
      T + 600,
      T + 604,
    ]);
    expect((await origin.get(`/live/${name}.m3u8${window(T + 100, T + 500)}`)).status).to.equal(404);
    expect((await origin.get(`/live/${name}/${T + 100}000.ts`)).status).to.equal(404);
  });

  it('lists segments that are no longer kept', async () => {
    const origin = new ClockedOrigin();
    const old = NOW_S - 2 * 24 * HOUR_S;
    const name = `studio~days=1~claims=${old}-${old + 60}`;
    expect(listedS(await askTimeline(origin, name, old - 60, old + 120))).to.deep.equal(span(old, old + 60));
    expect((await origin.get(`/live/${name}.m3u8${window(old, old + 60)}`)).status).to.equal(404);
  });

  it('lists segments from before a recording on command, and those of the recording', async () => {
    const origin = new ClockedOrigin();
    const name = `hall~claims=${NOW_S - 60}-${NOW_S - 40}`;
    expect((await call(origin, { ...RECORD, StreamName: name, Command: 'start' })).status).to.equal(200);
    await origin.clock.advance(14_000);
    const listed = await askTimeline(origin, name, NOW_S - 600, NOW_S + 60);
    expect(listedS(listed)).to.deep.equal([...span(NOW_S - 60, NOW_S - 40), NOW_S + 4, NOW_S + 8]);
  });
});
