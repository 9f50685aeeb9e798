import { expect } from 'chai';
import { beforeEach, describe, it } from 'node:test';
import { ByteSink } from '../../src/network/segment-pipe.ts';
import { SegmentCache } from '../../src/network/segment-cache.ts';
import { ManualClock } from '../manual-clock.ts';
import { rejectionOf } from './failure-of.ts';

/** How many loads have been sent. */
let loads = 0;
beforeEach(() => (loads = 0));

const cacheOf = (maxBytes: number) => new SegmentCache(maxBytes, new ManualClock());

/** A load that brings that many bytes at once. */
const bytes = (count: number) => (sink: ByteSink) => {
  loads += 1;
  sink.write(0, new Uint8Array(count));
  return Promise.resolve();
};

/** A load that brings bytes when the test says so, and then ends or fails. It ignores the signal, as a late answer. */
function pendingLoad() {
  let feeding!: ByteSink;
  let end!: () => void;
  let fail!: (reason: Error) => void;
  const over = new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
  const load = (sink: ByteSink): Promise<void> => {
    loads += 1;
    feeding = sink;
    return over;
  };
  const bring = (count: number): void => feeding.write(feeding.count, new Uint8Array(count));
  return { load, bring, end, fail };
}

/** Which of these segments the cache has. */
const cached = (cache: SegmentCache, urls: string): string =>
  Array.from(urls)
    .filter((url) => cache.get(url) !== undefined)
    .join('');

async function bytesOf(cache: SegmentCache, url: string): Promise<number> {
  const sink = new ByteSink(() => undefined);
  await cache.get(url)?.pipeTo(sink);
  return sink.count;
}

describe('SegmentCache', () => {
  it('has a segment that was loaded', async () => {
    const cache = cacheOf(100);
    expect(cache.get('a')).to.equal(undefined);
    await cache.getOrLoad('a', bytes(10)).whole;
    expect(await bytesOf(cache, 'a')).to.equal(10);
  });

  it('loads a segment once, however often it is wanted', async () => {
    const cache = cacheOf(100);
    await cache.getOrLoad('a', bytes(10)).whole;
    await cache.getOrLoad('a', bytes(20)).whole;
    expect(loads).to.equal(1);
    expect(await bytesOf(cache, 'a')).to.equal(10);
  });

  it('shares a load that is pending', async () => {
    const cache = cacheOf(100);
    const { load, bring, end } = pendingLoad();
    const done: string[] = [];
    const both = ['first', 'second'].map((who) =>
      cache.getOrLoad('a', load).whole.then(() => done.push(who)),
    );
    const read = bytesOf(cache, 'a');
    expect([loads, done]).to.deep.equal([1, []]);
    bring(10);
    end();
    expect(await read).to.equal(10);
    await Promise.all(both);
    expect([loads, done]).to.deep.equal([1, ['first', 'second']]);
  });

  it('rejects a failed load for all who wait, removes it, and may load the segment again', async () => {
    const cache = cacheOf(100);
    const { load, fail } = pendingLoad();
    const reason = new Error('cut off');
    const failures = [
      cache.getOrLoad('a', load).whole,
      cache.getOrLoad('a', load).whole,
      bytesOf(cache, 'a'),
    ].map(rejectionOf);
    fail(reason);
    expect(await Promise.all(failures)).to.deep.equal([reason, reason, reason]);
    expect(cache.get('a')).to.equal(undefined);
    await cache.getOrLoad('a', bytes(10)).whole;
    expect(await bytesOf(cache, 'a')).to.equal(10);
  });

  it('does not offer an aborted load, and keeps the load that replaces it', async () => {
    const cache = cacheOf(100);
    const { load, fail } = pendingLoad();
    const pointer = new AbortController();
    const aborted = cache.getOrLoad('a', load);
    const left = rejectionOf(aborted.want(pointer.signal));
    pointer.abort();
    // The load has not noticed yet that nobody wants it.
    expect(aborted.isPending).to.equal(true);
    expect(cache.get('a')).to.equal(undefined);
    await cache.getOrLoad('a', bytes(10)).whole;
    fail(new Error('noticed late'));
    await Promise.all([left, rejectionOf(aborted.whole)]);
    expect(loads).to.equal(2);
    expect(await bytesOf(cache, 'a')).to.equal(10);
  });

  it('drops a segment that hls.js has got', async () => {
    const cache = cacheOf(100);
    for (const url of 'ab') await cache.getOrLoad(url, bytes(10)).whole;
    cache.drop('a');
    expect(cached(cache, 'ab')).to.equal('b');
  });

  const rows: [what: string, use: (cache: SegmentCache) => unknown, cached: string][] = [
    ['the segment that was loaded first', () => undefined, 'bcd'],
    ['the next one where the first one has been read', (cache) => cache.get('a'), 'acd'],
    [
      'the next one where the first one was wanted again',
      (cache) => cache.getOrLoad('a', bytes(10)).whole,
      'acd',
    ],
  ];
  for (const [what, use, expected] of rows) {
    it(`evicts, when there are too many bytes, ${what}`, async () => {
      const cache = cacheOf(30);
      for (const url of 'abc') await cache.getOrLoad(url, bytes(10)).whole;
      expect(cached(cache, 'abc')).to.equal('abc');
      await use(cache);
      await cache.getOrLoad('d', bytes(10)).whole;
      expect(cached(cache, 'abcd')).to.equal(expected);
    });
  }

  it('evicts as many segments as a large one needs, and one that is too large by itself', async () => {
    const cache = cacheOf(30);
    for (const url of 'abc') await cache.getOrLoad(url, bytes(10)).whole;
    await cache.getOrLoad('d', bytes(15)).whole;
    expect(cached(cache, 'abcd')).to.equal('cd');
    await cache.getOrLoad('e', bytes(31)).whole;
    expect(cached(cache, 'abcde')).to.equal('');
    await cache.getOrLoad('f', bytes(30)).whole;
    expect(cached(cache, 'f')).to.equal('f');
  });

  it('counts segments that were loaded at the same time', async () => {
    const cache = cacheOf(30);
    await Promise.all(Array.from('abcd', (url) => cache.getOrLoad(url, bytes(10)).whole));
    expect(cached(cache, 'abcd')).to.equal('bcd');
    await cache.getOrLoad('e', bytes(10)).whole;
    expect(cached(cache, 'abcde')).to.equal('cde');
  });

  it('never evicts a pending load, and counts the bytes that it has', async () => {
    const cache = cacheOf(30);
    const { load, bring, end } = pendingLoad();
    const { whole } = cache.getOrLoad('a', load);
    bring(10);
    for (const url of 'bcd') await cache.getOrLoad(url, bytes(10)).whole;
    expect(cached(cache, 'bcda')).to.equal('cda');
    for (const url of 'ef') await cache.getOrLoad(url, bytes(10)).whole;
    expect(cached(cache, 'cdefa')).to.equal('efa');
    bring(10);
    end();
    await whole;
    expect(cached(cache, 'efa')).to.equal('fa');
  });

  it('has room again when loads have failed', async () => {
    const cache = cacheOf(30);
    for (let failures = 0; failures < 5; failures += 1) {
      const { load, bring, fail } = pendingLoad();
      const failing = rejectionOf(cache.getOrLoad('a', load).whole);
      bring(20);
      fail(new Error('cut off'));
      await failing;
    }
    for (const url of 'bcd') await cache.getOrLoad(url, bytes(10)).whole;
    expect(cached(cache, 'bcd')).to.equal('bcd');
  });
});
