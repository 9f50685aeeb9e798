import { expect } from 'chai';
import { systemClock } from '../../src/core/index.ts';
import { ByteSink } from '../../src/network/segment-pipe.ts';
import { SegmentCache } from '../../src/network/segment-cache.ts';
import { rejectionOf } from './failure-of.ts';

/** How many loads have begun. */
let begun = 0;
beforeEach(() => (begun = 0));

/** Brings so many bytes at once. */
const bringing = (bytes: number) => (sink: ByteSink) => {
  begun += 1;
  sink.write(0, new Uint8Array(bytes));
  return Promise.resolve();
};

/** Waits for a test to say that it has brought so many bytes, or that it has failed. */
function waiting() {
  let bring!: (bytes: number) => void;
  let fail!: (reason: Error) => void;
  const brought = new Promise<number>((resolve, reject) => ([bring, fail] = [resolve, reject]));
  const load = async (sink: ByteSink) => {
    begun += 1;
    sink.write(0, new Uint8Array(await brought));
  };
  return { load, bring, fail };
}

const kept = (cache: SegmentCache, urls: string): string =>
  Array.from(urls)
    .filter((url) => cache.get(url) !== undefined)
    .join('');

async function bytesOf(cache: SegmentCache, url: string): Promise<number> {
  const sink = new ByteSink(() => undefined);
  await cache.get(url)?.pipeTo(sink);
  return sink.count;
}

describe('SegmentCache', () => {
  it('keeps what was loaded', async () => {
    const cache = new SegmentCache(100, systemClock);
    expect(cache.get('a')).to.equal(undefined);
    await cache.getOrLoad('a', bringing(10)).whole;
    expect(await bytesOf(cache, 'a')).to.equal(10);
  });

  it('loads but once what is asked for again', async () => {
    const cache = new SegmentCache(100, systemClock);
    await cache.getOrLoad('a', bringing(10)).whole;
    await cache.getOrLoad('a', bringing(20)).whole;
    expect(begun).to.equal(1);
    expect(await bytesOf(cache, 'a')).to.equal(10);
  });

  it('shares what is under way', async () => {
    const cache = new SegmentCache(100, systemClock);
    const { load, bring } = waiting();
    const filled: string[] = [];
    const fills = ['first', 'second'].map((who) =>
      cache.getOrLoad('a', load).whole.then(() => filled.push(who)),
    );
    const read = bytesOf(cache, 'a');
    expect([begun, filled]).to.deep.equal([1, []]);
    bring(10);
    expect(await read).to.equal(10);
    await Promise.all(fills);
    expect([begun, filled]).to.deep.equal([1, ['first', 'second']]);
  });

  it('forgets what failed, once all who wait know, and may load it again', async () => {
    const cache = new SegmentCache(100, systemClock);
    const { load, fail } = waiting();
    const reason = new Error('cut off');
    const failures = [
      cache.getOrLoad('a', load).whole,
      cache.getOrLoad('a', load).whole,
      bytesOf(cache, 'a'),
    ].map(rejectionOf);
    fail(reason);
    expect(await Promise.all(failures)).to.deep.equal([reason, reason, reason]);
    expect(cache.get('a')).to.equal(undefined);
    await cache.getOrLoad('a', bringing(10)).whole;
    expect(await bytesOf(cache, 'a')).to.equal(10);
  });

  const rows: [what: string, use: (cache: SegmentCache) => unknown, kept: string][] = [
    ['those loaded last stay, up to the limit', () => undefined, 'bcd'],
    ['one that was read stays', (cache) => cache.get('a'), 'acd'],
    ['one that was asked for again stays', (cache) => cache.getOrLoad('a', bringing(10)).whole, 'acd'],
  ];
  for (const [what, use, expected] of rows) {
    it(`is never larger than it may be: ${what}`, async () => {
      const cache = new SegmentCache(30, systemClock);
      for (const url of 'abc') await cache.getOrLoad(url, bringing(10)).whole;
      expect(kept(cache, 'abc')).to.equal('abc');
      await use(cache);
      await cache.getOrLoad('d', bringing(10)).whole;
      expect(kept(cache, 'abcd')).to.equal(expected);
    });
  }

  it('lets go of as many as a large one needs, and of one that is too large by itself', async () => {
    const cache = new SegmentCache(30, systemClock);
    for (const url of 'abc') await cache.getOrLoad(url, bringing(10)).whole;
    await cache.getOrLoad('d', bringing(15)).whole;
    expect(kept(cache, 'abcd')).to.equal('cd');
    await cache.getOrLoad('e', bringing(31)).whole;
    expect(kept(cache, 'abcde')).to.equal('');
    await cache.getOrLoad('f', bringing(30)).whole;
    expect(kept(cache, 'f')).to.equal('f');
  });

  it('counts all that were loaded side by side', async () => {
    const cache = new SegmentCache(30, systemClock);
    await Promise.all(Array.from('abcd', (url) => cache.getOrLoad(url, bringing(10)).whole));
    expect(kept(cache, 'abcd')).to.equal('bcd');
    await cache.getOrLoad('e', bringing(10)).whole;
    expect(kept(cache, 'abcde')).to.equal('cde');
  });

  it('keeps what is under way, to be shared, whatever comes in between', async () => {
    const cache = new SegmentCache(30, systemClock);
    const { load, bring } = waiting();
    const filling = cache.getOrLoad('a', load).whole;
    for (const url of 'bcde') await cache.getOrLoad(url, bringing(10)).whole;
    expect(kept(cache, 'bcdea')).to.equal('cdea');
    bring(10);
    await filling;
    expect(kept(cache, 'cdea')).to.equal('dea');
  });

  it('has room again for what could not be loaded', async () => {
    const cache = new SegmentCache(30, systemClock);
    for (let failures = 0; failures < 5; failures += 1) {
      const { load, fail } = waiting();
      const failing = rejectionOf(cache.getOrLoad('a', load).whole);
      fail(new Error('cut off'));
      await failing;
    }
    for (const url of 'bcd') await cache.getOrLoad(url, bringing(10)).whole;
    expect(kept(cache, 'bcd')).to.equal('bcd');
  });
});
