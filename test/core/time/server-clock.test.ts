import { expect } from 'chai';
import fc from 'fast-check';
import { ServerClock, type ClockSample } from '../../../src/core/time/server-clock.ts';

/** The real difference between server time and steady time in most of these tests. */
const OFFSET_MS = Date.parse('2017-08-09T12:01:53.400Z');

/** A request that was sent at `sentMs`, with the time that the request and the answer took on their way. */
interface Trip {
  readonly sentMs: number;
  readonly thereMs: number;
  readonly backMs: number;
}

/** What the client sees of a request: the server answers with its time in whole seconds. */
function sample({ sentMs, thereMs, backMs }: Trip, offsetMs = OFFSET_MS): ClockSample {
  const current = Math.floor((offsetMs + sentMs + thereMs) / 1000) * 1000;
  return { sentMs, receivedMs: sentMs + thereMs + backMs, current };
}

function clockAfter(trips: readonly Trip[], offsetMs = OFFSET_MS): ServerClock {
  const clock = new ServerClock();
  for (const trip of trips) clock.add(sample(trip, offsetMs));
  return clock;
}

const errorOf = (clock: ServerClock, offsetMs = OFFSET_MS): number => Math.abs(clock.at(0)! - offsetMs);

const anyTrip: fc.Arbitrary<Trip> = fc.record({
  sentMs: fc.nat(3_600_000),
  thereMs: fc.nat(5000),
  backMs: fc.nat(5000),
});
const anyOffset = fc.integer({ min: 1e12, max: 2e12 });

describe('ServerClock', () => {
  it('does not know the time before the first answer', () => {
    const clock = new ServerClock();
    expect(clock.at(0)).to.equal(null);
    expect(clock.isSet).to.equal(false);
    expect(clock.uncertaintyMs).to.equal(Infinity);
  });

  it('knows the time to half a second after one answer that took no time', () => {
    const clock = clockAfter([{ sentMs: 1000, thereMs: 0, backMs: 0 }]);
    expect(clock.isSet).to.equal(true);
    expect(clock.uncertaintyMs).to.equal(500);
    expect(errorOf(clock)).to.be.at.most(500);
  });

  it('is less certain if the answer took longer', () => {
    expect(clockAfter([{ sentMs: 0, thereMs: 100, backMs: 100 }]).uncertaintyMs).to.equal(600);
    expect(clockAfter([{ sentMs: 0, thereMs: 0, backMs: 3000 }]).uncertaintyMs).to.equal(2000);
  });

  it('advances with the steady clock', () => {
    const clock = clockAfter([{ sentMs: 1000, thereMs: 20, backMs: 20 }]);
    expect(clock.at(61_000)! - clock.at(1000)!).to.equal(60_000);
  });

  it('becomes exact to far below a second with answers at different fractions of a second', () => {
    // The server's second changes 600 ms after each steady second. One request is just before that, one just after.
    const before = { sentMs: 10_590, thereMs: 5, backMs: 5 };
    const after = { sentMs: 20_600, thereMs: 5, backMs: 5 };
    const clock = clockAfter([before, after]);
    expect(clock.uncertaintyMs).to.equal(10);
    expect(errorOf(clock)).to.be.at.most(10);
  });

  it('is neither more nor less certain after a slow answer', () => {
    const trips = [
      { sentMs: 10_590, thereMs: 5, backMs: 5 },
      { sentMs: 20_600, thereMs: 5, backMs: 5 },
    ];
    const clock = clockAfter([...trips, { sentMs: 30_000, thereMs: 4000, backMs: 4000 }]);
    expect(clock.uncertaintyMs).to.equal(clockAfter(trips).uncertaintyMs);
  });

  it('is right within its uncertainty if the answer is much slower than the request, or the other way round', () => {
    const slowBack = clockAfter([{ sentMs: 0, thereMs: 10, backMs: 4000 }]);
    const slowThere = clockAfter([{ sentMs: 0, thereMs: 4000, backMs: 10 }]);
    expect(errorOf(slowBack)).to.be.at.most(slowBack.uncertaintyMs);
    expect(errorOf(slowThere)).to.be.at.most(slowThere.uncertaintyMs);
    // Both together allow only the times that each of them allows.
    const both = clockAfter([
      { sentMs: 0, thereMs: 10, backMs: 4000 },
      { sentMs: 9000, thereMs: 4000, backMs: 10 },
    ]);
    expect(both.uncertaintyMs).to.be.below(Math.min(slowBack.uncertaintyMs, slowThere.uncertaintyMs));
  });

  const settledTrips = [
    { sentMs: 10_590, thereMs: 5, backMs: 5 },
    { sentMs: 20_600, thereMs: 5, backMs: 5 },
  ];

  for (const jumpMs of [3_600_000, -3_600_000, 2000, -2000]) {
    it(`starts over when server time has jumped by ${jumpMs / 1000} s, after the machine slept`, () => {
      const clock = clockAfter(settledTrips);
      clock.doubt();
      clock.add(sample({ sentMs: 30_000, thereMs: 50, backMs: 50 }, OFFSET_MS + jumpMs));
      expect(clock.uncertaintyMs).to.equal(550);
      expect(errorOf(clock, OFFSET_MS + jumpMs)).to.be.at.most(550);
    });
  }

  it('starts over where it has drifted by a second or two', () => {
    const clock = clockAfter(settledTrips);
    clock.add(sample({ sentMs: 30_000, thereMs: 50, backMs: 50 }, OFFSET_MS + 2000));
    expect(errorOf(clock, OFFSET_MS + 2000)).to.be.at.most(550);
  });

  it('does not believe one answer that contradicts the others, such as one from a cache (case 23)', () => {
    const clock = clockAfter(settledTrips);
    clock.add(sample({ sentMs: 30_000, thereMs: 50, backMs: 50 }, OFFSET_MS - 3 * 3_600_000));
    expect(errorOf(clock)).to.be.at.most(10);
  });

  it('keeps one time where two servers whose clocks differ answer by turns (case 23)', () => {
    const clock = new ServerClock();
    for (let asked = 0; asked < 20; asked += 1) {
      const trip = { sentMs: asked * 15_000, thereMs: 20, backMs: 20 };
      clock.add(sample(trip, asked % 2 === 0 ? OFFSET_MS : OFFSET_MS + 180_000));
      expect(errorOf(clock)).to.be.at.most(1000);
    }
  });

  it('believes two answers that agree more than one that came first', () => {
    const clock = clockAfter([{ sentMs: 0, thereMs: 20, backMs: 20 }], OFFSET_MS - 3 * 3_600_000);
    clock.add(sample({ sentMs: 1000, thereMs: 20, backMs: 20 }));
    expect(errorOf(clock, OFFSET_MS - 3 * 3_600_000)).to.be.at.most(1000);
    clock.add(sample({ sentMs: 2000, thereMs: 20, backMs: 20 }));
    expect(errorOf(clock)).to.be.at.most(1000);
  });

  it('believes five answers in a row that agree, however many there were before', () => {
    const clock = new ServerClock();
    const at = (asked: number, offsetMs: number) =>
      clock.add(sample({ sentMs: asked * 15_000, thereMs: 20, backMs: 20 }, offsetMs));
    for (let asked = 0; asked < 50; asked += 1) at(asked, OFFSET_MS);
    for (let asked = 50; asked < 54; asked += 1) at(asked, OFFSET_MS + 90_000);
    expect(errorOf(clock)).to.be.at.most(1000);
    at(54, OFFSET_MS + 90_000);
    expect(errorOf(clock, OFFSET_MS + 90_000)).to.be.at.most(1000);
  });

  it('follows a clock that drifts, and is never wrong by more than a second', () => {
    const clock = new ServerClock();
    for (let asked = 0; asked < 2000; asked += 1) {
      const drifted = OFFSET_MS + asked; // 1 ms in each 15 s
      clock.add(sample({ sentMs: asked * 15_013, thereMs: 20, backMs: 20 }, drifted));
      expect(errorOf(clock, drifted)).to.be.at.most(1000);
    }
  });

  it('is right within its uncertainty, however long the answers take', () => {
    const trips = fc.array(anyTrip, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(trips, anyOffset, fc.nat(1e7), (all, offsetMs, steadyMs) => {
        const clock = clockAfter(all, offsetMs);
        expect(Math.abs(clock.at(steadyMs)! - (steadyMs + offsetMs))).to.be.at.most(clock.uncertaintyMs);
      }),
    );
  });

  it('never becomes less certain, and the order of the answers does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyTrip, { minLength: 2, maxLength: 30 }), anyOffset, (trips, offsetMs) => {
        const whole = clockAfter(trips, offsetMs);
        expect(whole.uncertaintyMs).to.be.at.most(clockAfter(trips.slice(1), offsetMs).uncertaintyMs);
        expect(clockAfter(trips.toReversed(), offsetMs).at(0)).to.equal(whole.at(0));
      }),
    );
  });
});
