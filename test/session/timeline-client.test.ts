import { expect } from 'chai';
import { CHUNK_MS, chunkAt, type UnixMs } from '../../src/core/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { setHidden, unhidePage } from './hidden-page.ts';
import { TimelineStage } from './timeline-stage.ts';

/** The retention for a client that asks for the tail only. */
const NO_PAST = 0;
const NOON = Date.parse('2026-03-10T12:34:56.789Z');

let stage: TimelineStage;
const open = (...args: ConstructorParameters<typeof TimelineStage>): TimelineStage =>
  (stage = new TimelineStage(...args));

/** Whether it is known what is recorded in the retention, up to the segments that may still be missing. */
const knowsAll = ({ recorded, serverNow }: TimelineStage, retentionMs: number): boolean =>
  serverNow !== null &&
  recorded.unknown({ start: serverNow - retentionMs, end: serverNow - 31_000 }).length === 0;

const text = (at: UnixMs): string => new Date(at).toISOString().replace(':00:00.000Z', '');

afterEach(() => {
  stage.destroy();
  unhidePage();
});

describe('TimelineClient', () => {
  const rows: [what: string, now: string, tail: [start: string, end: string], older: string[]][] = [
    [
      'in the middle of a chunk',
      '2026-03-10T15:00:00.500Z',
      ['2026-03-10T12', '2026-03-10T18'],
      ['2026-03-10T06', '2026-03-10T00', '2026-03-09T18', '2026-03-09T12'],
    ],
    [
      'just after the start of a chunk, when the chunk before may still change',
      '2026-03-10T18:00:05Z',
      ['2026-03-10T12', '2026-03-11T00'],
      ['2026-03-10T06', '2026-03-10T00', '2026-03-09T18'],
    ],
    [
      'when the chunk before has become complete',
      '2026-03-10T18:00:35Z',
      ['2026-03-10T12', '2026-03-11T00'],
      ['2026-03-10T12', '2026-03-10T06', '2026-03-10T00', '2026-03-09T18'],
    ],
    [
      'when the chunk before does not matter for the tail any more',
      '2026-03-10T18:01:31Z',
      ['2026-03-10T18', '2026-03-11T00'],
      ['2026-03-10T12', '2026-03-10T06', '2026-03-10T00', '2026-03-09T18'],
    ],
    [
      'at the end of a leap day',
      '2028-02-29T23:59:40Z',
      ['2028-02-29T18', '2028-03-01T00'],
      ['2028-02-29T12', '2028-02-29T06', '2028-02-29T00', '2028-02-28T18'],
    ],
    [
      'at the end of a year',
      '2026-12-31T23:59:59.999Z',
      ['2026-12-31T18', '2027-01-01T00'],
      ['2026-12-31T12', '2026-12-31T06', '2026-12-31T00', '2026-12-30T18'],
    ],
  ];
  for (const [what, now, tail, older] of rows) {
    it(`asks for the tail first, then for each chunk of the retention once, ${what}`, async () => {
      const { asked, outages } = open({ now: Date.parse(now), retentionMs: DAY_MS });
      await stage.advance(5000);
      expect(knowsAll(stage, DAY_MS)).to.equal(true);
      const [newest, ...others] = asked;
      expect([text(newest!.start), text(newest!.end)]).to.deep.equal(tail);
      expect(others.map(({ start }) => text(start))).to.deep.equal(older);
      expect(others.map(({ start, end }) => end - start)).to.deep.equal(older.map(() => CHUNK_MS));
      expect(outages).to.be.empty;
    });
  }

  it('asks for visible chunks before all others except the tail', async () => {
    const { asked, client } = open({ now: NOON, retentionMs: 3 * DAY_MS });
    const visible = chunkAt(NOON - 2 * DAY_MS);
    client.show({ start: visible.start + 1, end: visible.end + 1 });
    await stage.advance(2000);
    const chunks = asked.slice(1, 5).map(({ start }) => (start - visible.start) / CHUNK_MS);
    expect(chunks).to.deep.equal([1, 0, -1, 2]);
  });

  it('asks for visible chunks without a pause, and pauses before each other one', async () => {
    const { asked, client } = open({ now: NOON, retentionMs: 3 * DAY_MS });
    client.show({ start: NOON - DAY_MS, end: NOON });
    await stage.settle();
    // The tail, four chunks that are visible, and the first one that is not.
    expect(asked).to.have.length(6);
    await stage.advance(249);
    expect(asked).to.have.length(6);
    await stage.advance(1);
    expect(asked).to.have.length(7);
  });

  it('waits for a pending seek, but not longer than a second', async () => {
    const { asked } = open({ now: NOON, retentionMs: NO_PAST });
    await stage.settle();
    stage.isSeekPending = true;
    await stage.advance(15_000);
    expect(asked).to.have.length(1);
    await stage.advance(999);
    expect(asked).to.have.length(1);
    await stage.advance(1);
    expect(asked).to.have.length(2);
    await stage.advance(15_300);
    stage.isSeekPending = false;
    await stage.advance(99);
    expect(asked).to.have.length(2);
    await stage.advance(1);
    expect(asked).to.have.length(3);
  });

  it('learns what is recorded and what is not', async () => {
    const hole = { start: NOON - (NOON % MINUTE_MS) - 3 * HOUR_MS, end: 0 };
    hole.end = hole.start + 20 * MINUTE_MS;
    open({ now: NOON, retentionMs: DAY_MS, holes: [hole] });
    await stage.advance(5000);
    const { recorded } = stage;
    expect(recorded.holes({ start: hole.start - HOUR_MS, end: hole.end + HOUR_MS })).to.deep.equal([hole]);
    expect(recorded.ranges).to.have.length(2);
  });

  for (const skewMs of [-5 * HOUR_MS, 5 * HOUR_MS, 300 * DAY_MS]) {
    it(`asks for the right time although the viewer's clock is ${-skewMs / HOUR_MS} h ahead`, async () => {
      const { asked, outages } = open({ now: NOON, retentionMs: DAY_MS, skewMs });
      await stage.advance(5000);
      expect(knowsAll(stage, DAY_MS)).to.equal(true);
      const now = stage.serverNow!;
      expect(now - stage.clock.now() - skewMs, 'error of the server time').to.be.within(-1000, 1000);
      expect(stage.recorded.isRecorded(now - HOUR_MS)).to.equal(true);
      const wrong = asked.slice(1).filter(({ start, end }) => end < now - DAY_MS || start > now);
      expect(wrong).to.be.empty;
      expect(outages).to.be.empty;
    });
  }

  it('does not believe an answer from a cache that is hours old (case 23)', async () => {
    const { service } = open({ now: NOON, retentionMs: NO_PAST });
    await stage.advance(60_000);
    service.lateMs = () => 3 * HOUR_MS;
    await stage.advance(15_000);
    service.lateMs = () => 0;
    expect(stage.serverNow! - stage.clock.now()).to.be.within(-1000, 1000);
  });

  it('asks again at once where the only answer contradicts the clock of the viewer (case 23)', async () => {
    const { service } = open({ now: NOON, retentionMs: NO_PAST });
    service.lateMs = () => 30 * MINUTE_MS;
    await stage.settle();
    service.lateMs = () => 0;
    await stage.advance(2500);
    expect(stage.serverNow! - stage.clock.now()).to.be.within(-1000, 1000);
  });

  it('keeps one time where two servers whose clocks differ by minutes answer by turns (case 23)', async () => {
    const { service } = open({ now: NOON, retentionMs: NO_PAST });
    await stage.settle();
    const first = stage.serverNow! - stage.clock.now();
    for (let turn = 0; turn < 20; turn += 1) {
      service.lateMs = () => (turn % 2 === 0 ? -3 * MINUTE_MS : 0);
      await stage.advance(1000);
      expect(stage.serverNow! - stage.clock.now() - first).to.be.within(-1000, 1000);
    }
  });

  it('asks for no chunk again and again of which a cache has an old answer (case 23)', async () => {
    const { service, asked } = open({ now: NOON, retentionMs: DAY_MS });
    service.lateMs = ({ end }) => (end < NOON ? 2 * DAY_MS : 0);
    await stage.advance(10_000);
    const { length } = asked;
    await stage.advance(20_000);
    // The tail only.
    expect(asked.length - length).to.be.at.most(2);
  });

  it('learns at once what time it is when the computer has slept (case 41)', async () => {
    const { clock } = open({ now: NOON, retentionMs: NO_PAST });
    await stage.advance(60_000);
    // The steady clock stood still meanwhile.
    clock.setNow(clock.now() + 40_000);
    await stage.advance(15_000);
    expect(stage.serverNow! - clock.now()).to.be.within(-1000, 1000);
  });

  it('does not know the time from when the computer has slept until the server has told it anew', async () => {
    const { client, clock, service, asked } = open({ now: NOON, retentionMs: NO_PAST });
    await stage.advance(1000);
    expect(client.isClockSet).to.equal(true);
    service.hold();
    const { length } = asked;
    clock.setNow(clock.now() + 8 * HOUR_MS);
    expect(client.isClockSet).to.equal(false);
    await stage.settle();
    expect(asked.length - length, 'it asks at once').to.equal(1);
    expect(client.isClockSet).to.equal(false);
    service.release();
    await stage.settle();
    expect(client.isClockSet).to.equal(true);
    expect(client.serverNow! - clock.now()).to.be.within(-1000, 1000);
  });

  it('does not learn the time from an answer that was on its way while the computer slept', async () => {
    const { client, clock, service } = open({ now: NOON, retentionMs: NO_PAST });
    await stage.advance(1000);
    service.hold();
    await stage.advance(15_000);
    clock.setNow(clock.now() + 8 * HOUR_MS);
    // The service made this answer before.
    service.release();
    await stage.settle();
    expect(client.serverNow! - clock.now()).to.be.within(-1000, 1000);
  });

  it("does not tell a hole up to what only the viewer's clock takes for now", async () => {
    open({ now: NOON, skewMs: -2 * HOUR_MS, retentionMs: DAY_MS, lastingFault: 'nocurrent' });
    await stage.advance(5000);
    const serverNow = NOON - 2 * HOUR_MS;
    expect(stage.recorded.isRecorded(serverNow - MINUTE_MS)).to.equal(true);
    expect(stage.recorded.holes({ start: NOON - DAY_MS, end: NOON })).to.deep.equal([]);
    expect(stage.recorded.isKnown(NOON - HOUR_MS)).to.equal(false);
  });

  it("goes by the viewer's clock as long as no answer says the server time", async () => {
    const { asked, serverClock, outages } = open({
      now: NOON,
      retentionMs: NO_PAST,
      lastingFault: 'nocurrent',
    });
    await stage.settle();
    expect(stage.recorded.isRecorded(NOON - MINUTE_MS)).to.equal(true);
    expect(serverClock.isSet).to.equal(false);
    expect(asked).to.have.length(1);
    expect(outages).to.be.empty;
  });

  it('asks once what time it is in a page that is opened in the background (case 49)', async () => {
    setHidden(true);
    const { asked, client } = open({ now: NOON, retentionMs: DAY_MS, skewMs: -5 * HOUR_MS });
    await client.firstAnswer;
    expect(stage.serverNow! - (NOON - 5 * HOUR_MS)).to.be.within(-1000, 1000);
    const { length } = asked;
    await stage.advance(HOUR_MS);
    expect(asked).to.have.length(length);
  });

  it('asks nothing while the page is hidden, and at once when it is shown', async () => {
    const { asked } = open({ now: NOON, retentionMs: NO_PAST });
    await stage.settle();
    expect(stage.recorded.ranges).to.have.length(1);
    expect(asked).to.have.length(1);
    setHidden(true);
    await stage.advance(HOUR_MS);
    expect(asked).to.have.length(1);
    const knownUntil = stage.recorded.known.at(-1)!.end;
    setHidden(false);
    await stage.settle();
    expect(asked).to.have.length(2);
    expect(asked[1]?.start).to.equal(knownUntil - MINUTE_MS);
  });

  it('asks nothing more when the page is hidden during a request', async () => {
    const { asked, service } = open({ now: NOON, retentionMs: DAY_MS, isHeld: true });
    await stage.settle();
    setHidden(true);
    service.release();
    await stage.advance(HOUR_MS);
    expect(stage.recorded.ranges).to.have.length(1);
    expect(asked).to.have.length(1);
  });

  it('asks and reports nothing after it is destroyed', async () => {
    const { asked, client, outages, service, clock } = open({
      now: NOON,
      retentionMs: DAY_MS,
      isHeld: true,
    });
    await stage.settle();
    const { recorded } = stage;
    client.destroy();
    setHidden(true);
    setHidden(false);
    service.release();
    await stage.advance(HOUR_MS);
    expect(asked).to.have.length(1);
    expect(stage.recorded).to.equal(recorded);
    expect([outages, clock.nextWaitMs]).to.deep.equal([[], null]);
  });
});
