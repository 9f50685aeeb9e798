import { expect } from 'chai';
import { CHUNK_MS, chunkAt, contains } from '../../src/core/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { setHidden, unhidePage } from './hidden-page.ts';
import { windowMiddle } from './own-stream.ts';
import { TimelineDesk } from './timeline-desk.ts';

/** For a client that asks for nothing but the newest. */
const NO_PAST = 0;

let desk: TimelineDesk;
const open = (...args: ConstructorParameters<typeof TimelineDesk>): TimelineDesk =>
  (desk = new TimelineDesk(...args));

/** Until whatever an answer leads to has been asked. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

afterEach(() => {
  desk.client.destroy();
  unhidePage();
});

describe('TimelineClient asks', () => {
  it('for the newest first, then back through the retention, for each chunk once', async () => {
    const retentionMs = 3 * DAY_MS;
    const { asked, serverClock, ...told } = open(retentionMs);
    await until(() => desk.knows(retentionMs));
    const now = serverClock.at(performance.now())!;
    const [newest, ...older] = asked;
    expect(newest?.end).to.equal(chunkAt(now).end);
    expect(contains(newest!, now)).to.equal(true);
    expect(older).to.have.length.within(retentionMs / CHUNK_MS, retentionMs / CHUNK_MS + 1);
    expect(older).to.deep.equal(older.map((_, index) => chunkAt(older[0]!.start - index * CHUNK_MS)));
    expect(told.outages).to.be.empty;
  });

  it('for what is visible before all else, but the newest', async () => {
    const retentionMs = 3 * DAY_MS;
    const { asked, client } = open(retentionMs);
    const visible = chunkAt(Date.now() - 2 * DAY_MS);
    client.show({ start: visible.start + 1, end: visible.end + 1 });
    await until(() => asked.length > 4);
    const chunks = asked.slice(1, 5).map(({ start }) => (start - visible.start) / CHUNK_MS);
    expect(chunks).to.deep.equal([1, 0, -1, 2]);
  });

  it('learns what is recorded, hole by hole', async () => {
    const hole = { start: windowMiddle(3 * HOUR_MS), end: windowMiddle(3 * HOUR_MS - 20 * MINUTE_MS) };
    open(DAY_MS, `~holes=${hole.start / 1000}-${hole.end / 1000}`);
    await until(() => desk.knows(DAY_MS));
    expect(desk.recorded.holes({ start: hole.start - HOUR_MS, end: hole.end + HOUR_MS })).to.deep.equal([
      hole,
    ]);
    expect(desk.recorded.ranges).to.have.length(2);
  });

  it('for the right time too where the serverClock of the viewer is wrong by hours', async () => {
    for (const skewMs of [-5 * HOUR_MS, 5 * HOUR_MS, 300 * DAY_MS]) {
      const { asked, serverClock, outages, client } = open(DAY_MS, `~skew=${skewMs / 1000}`);
      await until(() => desk.knows(DAY_MS));
      const now = serverClock.at(performance.now())!;
      expect(now - Date.now() - skewMs, 'server time').to.be.within(-1000, 1000);
      expect(desk.recorded.isRecorded(now - HOUR_MS)).to.equal(true);
      const wrong = asked.slice(1).filter(({ start, end }) => end < now - DAY_MS || start > now);
      expect(wrong, 'asked after the first answer').to.be.empty;
      expect(outages).to.be.empty;
      client.destroy();
    }
  });

  it('by the serverClock of the viewer as long as no answer says the time', async () => {
    const { asked, serverClock, outages } = open(NO_PAST, '~fail=timeline:nocurrent:all');
    await until(() => desk.recorded.isRecorded(Date.now() - 60_000));
    expect(serverClock.isSet).to.equal(false);
    expect(asked).to.have.length(1);
    expect(outages).to.be.empty;
  });

  it('nothing while the page is hidden, and at once when it is shown', async () => {
    setHidden(true);
    const { asked, client } = open(NO_PAST);
    await client.firstAnswer;
    await nextTask();
    expect(asked).to.be.empty;
    setHidden(false);
    await until(() => desk.recorded.ranges.length);
    expect(asked).to.have.length(1);
    setHidden(true);
    await nextTask();
    expect(asked).to.have.length(1);
    setHidden(false);
    await until(() => asked.length === 2);
    expect(asked[1]?.start).to.equal(desk.recorded.known.at(-1)!.end - 60_000);
  });

  it('no more once the page is hidden in the middle of it', async () => {
    const { asked } = open(DAY_MS, '~latency=50');
    setHidden(true);
    await until(() => desk.recorded.ranges.length);
    await nextTask();
    expect(asked).to.have.length(1);
  });

  it('nothing after it is destroyed, whatever happens, and tells nothing', async () => {
    const { asked, client, outages } = open(DAY_MS, '~latency=50');
    await until(() => asked.length === 2);
    const { recorded } = desk!;
    client.destroy();
    setHidden(true);
    setHidden(false);
    // What another one, begun later, has learnt by now would have been told here too.
    const other = new TimelineDesk(DAY_MS, '~latency=50');
    await until(() => other.asked.length > 2);
    other.client.destroy();
    expect(asked).to.have.length(2);
    expect(desk.recorded).to.equal(recorded);
    expect(outages).to.be.empty;
  });
});
