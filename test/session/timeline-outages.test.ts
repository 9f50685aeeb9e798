import { expect } from 'chai';
import { until } from '../until.ts';
import { setHidden, unhidePage } from './hidden-page.ts';
import { TimelineDesk } from './timeline-desk.ts';
import { WoundClock } from './wound-clock.ts';

/** For a client that asks for nothing but the newest. */
const NO_PAST = 0;

let desk: TimelineDesk;
const open = (...args: ConstructorParameters<typeof TimelineDesk>): TimelineDesk =>
  (desk = new TimelineDesk(...args));

describe('TimelineClient in the course of time', () => {
  let clock: WoundClock;
  beforeEach(() => (clock = new WoundClock()));
  /** Nothing is being asked, and the client waits to ask again. */
  const isWaiting = () => desk.pending === 0 && clock.nextMs !== null;
  afterEach(() => {
    clock.stop();
    desk.client.destroy();
    unhidePage();
  });

  it('asks for the newest every 15 seconds, with a minute of what it knows', async () => {
    const { asked } = open(NO_PAST);
    for (let count = 1; count < 4; count += 1) {
      await until(() => isWaiting());
      expect(asked).to.have.length(count);
      expect(clock.nextMs).to.be.within(10_000, 15_000);
      const knownUntil = desk.recorded.known.at(-1)!.end;
      clock.windOn();
      await until(() => asked.length > count);
      expect(asked[count]?.start).to.equal(knownUntil - 60_000);
      expect(asked[count]?.end).to.be.above(Date.now());
    }
  });

  it('waits for nothing any more when it is destroyed', async () => {
    const { client } = open(NO_PAST);
    await until(() => isWaiting());
    client.destroy();
    expect(clock.nextMs).to.equal(null);
  });

  it('tries again after an outage, less and less often, at least each minute, and tells it once', async () => {
    const { asked, outages } = open(NO_PAST, '~fail=timeline:500:all');
    for (const longestMs of [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
      await until(() => isWaiting());
      expect(clock.nextMs).to.be.within(longestMs / 2 - 100, longestMs);
      clock.windOn();
    }
    await until(() => asked.length === 8);
    expect(outages).to.have.length(1);
  });

  const outages: [fault: string, tries: number, sentence: RegExp][] = [
    ['503:2', 3, /answers 503/],
    ['404:2', 3, /answers 404/],
    ['html:2', 3, /not the JSON/],
    ['empty:2', 3, /answers with nothing/],
    ['truncated:2', 3, /not the JSON/],
    ['retcode5001:2', 3, /database failed; try again later\. retCode 5001/],
    ['nocontent:2', 3, /no content/],
    ['nullcontent:2', 3, /no content/],
  ];
  for (const [fault, tries, sentence] of outages) {
    it(`tells an outage once and comes back from it: ${fault}`, async () => {
      const { asked, client } = open(NO_PAST, `~fail=timeline:${fault}`);
      await client.firstAnswer;
      for (let count = 1; count < tries; count += 1) {
        await until(() => asked.length === count && isWaiting());
        expect(desk.recorded.known).to.be.empty;
        clock.windOn();
      }
      await until(() => desk.recorded.ranges.length);
      expect(asked).to.have.length(tries);
      expect(desk.outages.map(({ code }) => code)).to.deep.equal(['timeline']);
      expect(desk.outages[0]?.message)
        .to.match(/^What is recorded is not known: /)
        .and.match(sentence);
    });
  }

  it('tells each outage, and says where it is the signature', async () => {
    const { asked, outages: told } = open(NO_PAST);
    for (const count of [1, 2]) {
      await until(() => desk.recorded.ranges.length && isWaiting());
      desk.authorize = () => Promise.reject(new Error('no session'));
      clock.windOn();
      await until(() => asked.length === 3 * count - 1 && isWaiting());
      expect(told, 'after one failure').to.have.length(count - 1);
      clock.windOn();
      await until(() => told.length === count);
      desk.authorize = undefined;
      const before = asked.length;
      await until(() => isWaiting());
      clock.windOn();
      await until(() => asked.length > before);
    }
    expect(told.map(({ code }) => code)).to.deep.equal(['forbidden', 'forbidden']);
  });

  it('asks at once when the page is shown again in the middle of an outage', async () => {
    const { asked } = open(NO_PAST, '~fail=timeline:500:1');
    await until(() => isWaiting());
    setHidden(true);
    setHidden(false);
    await until(() => desk.recorded.ranges.length);
    expect(asked).to.have.length(2);
  });
});
