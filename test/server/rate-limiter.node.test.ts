import { expect } from 'chai';
import { describe, it } from 'node:test';
import { RateLimiter } from '../../src/server/rate-limiter.ts';
import { ManualClock } from '../manual-clock.ts';
import { rejectionOf } from '../network/failure-of.ts';
import { jsonAnswer, liveStage } from './live-stage.ts';

const never = () => new AbortController().signal;

/** The largest number of calls in any window. A window contains its end, but not its start. */
const mostIn = (windowMs: number, times: readonly number[]): number =>
  Math.max(...times.map((end) => times.filter((at) => at > end - windowMs && at <= end).length));

describe('RateLimiter', () => {
  it('allows its number of calls at once, and no more in any window', async () => {
    const clock = new ManualClock(0);
    const limiter = new RateLimiter({ calls: 5, windowMs: 1000 }, clock);
    const times: number[] = [];
    const all = Array.from({ length: 23 }, async () => {
      await limiter.pass(never());
      times.push(clock.now());
    });
    await clock.advance(5000);
    await Promise.all(all);
    expect(times.filter((at) => at === 0)).to.have.length(5);
    expect(mostIn(1000, times)).to.equal(5);
    expect(times.at(-1)).to.equal(4000);
  });

  it('does not count a call that is aborted while it waits', async () => {
    const clock = new ManualClock(0);
    const limiter = new RateLimiter({ calls: 1, windowMs: 1000 }, clock);
    await limiter.pass(never());
    const leaving = new AbortController();
    const left = rejectionOf(limiter.pass(leaving.signal));
    const passedAt = limiter.pass(never()).then(clock.now);
    const reason = new Error('left');
    leaving.abort(reason);
    expect(await left).to.equal(reason);
    await clock.advance(5000);
    expect(await passedAt).to.equal(1000);
  });

  it('refuses a call that is aborted already, and does not count it', async () => {
    const limiter = new RateLimiter({ calls: 1, windowMs: 1000 }, new ManualClock(0));
    const reason = new Error('left');
    expect(await rejectionOf(limiter.pass(AbortSignal.abort(reason)))).to.equal(reason);
    await limiter.pass(never());
  });

  it('ignores calls in the future after the clock was set back', async () => {
    const clock = new ManualClock(3_600_000);
    const limiter = new RateLimiter({ calls: 1, windowMs: 1000 }, clock);
    await limiter.pass(never());
    clock.setNow(0);
    await limiter.pass(never());
    expect(clock.now()).to.equal(0);
  });

  it('waits again if a timer ends early', async () => {
    const clock = new ManualClock(0);
    const delay = (ms: number, signal: AbortSignal) => clock.delay(Math.ceil(ms / 2), signal);
    const limiter = new RateLimiter({ calls: 2, windowMs: 30 }, { now: clock.now, delay });
    const all = Array.from({ length: 5 }, () => limiter.pass(never()).then(clock.now));
    await clock.advance(100);
    expect(await Promise.all(all)).to.deep.equal([0, 0, 30, 30, 60]);
  });
});

describe("The service's limits", () => {
  const RECORD = { domainName: 'test.com', appName: 'test', streamName: 'camera', command: 'stop' } as const;

  it('are kept for the online list: 1,000 calls a minute', async () => {
    const { client, clock, waitsMs } = liveStage(Array.from({ length: 1001 }, () => jsonAnswer({})));
    for (let calls = 0; calls < 1000; calls += 1) {
      await client.describeLiveStreamsOnlineList({ domainName: 'test.com' });
      clock.now += 10;
    }
    expect(waitsMs).to.deep.equal([]);
    await client.describeLiveStreamsOnlineList({ domainName: 'test.com' });
    expect(waitsMs).to.deep.equal([50_000]);
  });

  it('are kept for record commands: 50 calls a second, not counting other calls', async () => {
    const { client, waitsMs } = liveStage(Array.from({ length: 52 }, () => jsonAnswer({})));
    for (let calls = 0; calls < 50; calls += 1) await client.realTimeRecordCommand(RECORD);
    await client.call('DescribeLiveSnapshotConfig');
    expect(waitsMs).to.deep.equal([]);
    await client.realTimeRecordCommand(RECORD);
    expect(waitsMs).to.deep.equal([1000]);
  });
});
