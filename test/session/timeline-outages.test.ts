import { expect } from 'chai';
import { DAY_MS, HOUR_MS } from '../time-units.ts';
import { setHidden, unhidePage } from './hidden-page.ts';
import type { TimelineFault } from './timeline-service.ts';
import { TimelineStage } from './timeline-stage.ts';

/** Each client asks for the tail only. */
const SCENE = { now: Date.parse('2026-03-10T12:34:56.789Z'), retentionMs: 0 };

let stage: TimelineStage;
const open = (scene: Partial<ConstructorParameters<typeof TimelineStage>[0]> = {}): TimelineStage =>
  (stage = new TimelineStage({ ...SCENE, ...scene }));

afterEach(() => {
  stage.destroy();
  unhidePage();
});

describe('TimelineClient', () => {
  it('asks for the tail every 15 s, and each time again for the last minute that it knows', async () => {
    const { asked, clock } = open();
    await stage.settle();
    for (let requests = 1; requests < 4; requests += 1) {
      expect([asked.length, clock.nextWaitMs]).to.deep.equal([requests, 15_000]);
      const knownUntil = stage.recorded.known.at(-1)!.end;
      await stage.advance(15_000);
      expect(asked[requests]?.start).to.equal(knownUntil - 60_000);
      expect(asked[requests]?.end).to.be.above(clock.now());
    }
  });

  it('asks for the tail each minute while playback is paused, and soon after it goes on (case 30)', async () => {
    const { asked } = open();
    await stage.settle();
    stage.isPaused = true;
    for (let requests = 1; requests < 4; requests += 1) {
      await stage.advance(59_999);
      expect(asked).to.have.length(requests);
      await stage.advance(1);
      expect(asked).to.have.length(requests + 1);
    }
    await stage.advance(20_000);
    stage.isPaused = false;
    await stage.advance(15_000);
    expect(asked).to.have.length(5);
  });

  it('asks again for the chunk that failed, and for the tail no oftener than otherwise', async () => {
    const faults = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? null : ('503' as const)));
    const { asked } = open({ faults, retentionMs: DAY_MS });
    await stage.advance(14_000);
    const tails = asked.filter(({ end }) => end > SCENE.now);
    expect(tails).to.have.length(1);
    const starts = asked.slice(1).map(({ start }) => start);
    expect(starts.length).to.be.above(4);
    expect(starts.filter((_, index) => index % 2 === 0)).to.deep.equal([...new Set(starts)]);
    expect(stage.recorded.isKnown(SCENE.now - DAY_MS + HOUR_MS)).to.equal(true);
  });

  it('leaves no wait behind when it is destroyed', async () => {
    const { client, clock } = open();
    await stage.settle();
    client.destroy();
    await stage.settle();
    expect(clock.nextWaitMs).to.equal(null);
  });

  it('retries during an outage after longer and longer waits, up to a minute, and reports it once', async () => {
    const { asked, clock, outages } = open({ lastingFault: '503' });
    await stage.settle();
    for (const longestMs of [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
      const { nextWaitMs } = clock;
      expect(nextWaitMs).to.be.within(longestMs / 2, longestMs);
      await stage.advance(nextWaitMs!);
    }
    expect(asked).to.have.length(8);
    expect(outages).to.have.length(1);
  });

  const outages: [fault: TimelineFault, sentence: RegExp][] = [
    ['503', /answers 503/],
    ['404', /answers 404/],
    ['html', /not the JSON/],
    ['empty', /answers with nothing/],
    ['truncated', /not the JSON/],
    ['retcode5001', /database failed; try again later\. retCode 5001/],
    ['nocontent', /no content/],
    ['nullcontent', /no content/],
  ];
  for (const [fault, sentence] of outages) {
    it(`reports an outage once, at its second failure, and recovers from it: ${fault}`, async () => {
      const { asked, clock, client } = open({ faults: [fault, fault] });
      await client.firstAnswer;
      await stage.settle();
      expect([asked.length, stage.outages.length]).to.deep.equal([1, 0]);
      await stage.advance(clock.nextWaitMs!);
      expect([asked.length, stage.outages.length]).to.deep.equal([2, 1]);
      expect(stage.recorded.known).to.be.empty;
      await stage.advance(clock.nextWaitMs!);
      expect(stage.recorded.ranges).to.have.length(1);
      expect(asked).to.have.length(3);
      expect(stage.outages.map(({ code }) => code)).to.deep.equal(['timeline']);
      expect(stage.outages[0]?.message)
        .to.match(/^What is recorded is not known: /)
        .and.match(sentence);
    });
  }

  it('reports each outage, and reports a failed signature as forbidden', async () => {
    const { clock } = open();
    await stage.settle();
    for (const outage of [1, 2]) {
      stage.authorize = () => Promise.reject(new Error('no session'));
      await stage.advance(clock.nextWaitMs!);
      expect(stage.outages, 'after one failure').to.have.length(outage - 1);
      await stage.advance(clock.nextWaitMs!);
      expect(stage.outages, 'after two failures').to.have.length(outage);
      stage.authorize = undefined;
      await stage.advance(clock.nextWaitMs!);
    }
    expect(stage.outages.map(({ code }) => code)).to.deep.equal(['forbidden', 'forbidden']);
  });

  it('asks at once when the page is shown again during an outage', async () => {
    const { asked } = open({ faults: ['503'] });
    await stage.settle();
    expect(asked).to.have.length(1);
    setHidden(true);
    setHidden(false);
    await stage.settle();
    expect(stage.recorded.ranges).to.have.length(1);
    expect(asked).to.have.length(2);
  });
});
