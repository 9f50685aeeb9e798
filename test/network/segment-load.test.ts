import { expect } from 'chai';
import fc from 'fast-check';
import { systemClock } from '../../src/core/index.ts';
import { ByteSink } from '../../src/network/segment-pipe.ts';
import { SegmentLoad } from '../../src/network/segment-cache.ts';
import { rejectionOf } from './failure-of.ts';
import { WoundClock } from '../session/wound-clock.ts';

/** A load that a test feeds by hand. */
function begin() {
  let feeding!: ByteSink;
  let end!: () => void;
  let fail!: (reason: Error) => void;
  const load = new SegmentLoad((sink) => {
    feeding = sink;
    return new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
  }, systemClock);
  let position = 0;
  const feed = (...bytes: number[]): void => {
    feeding.write(position, Uint8Array.from(bytes));
    position += bytes.length;
  };
  return { load, feed, feeding, end, fail };
}

function reader() {
  const bytes: number[] = [];
  return { bytes, sink: new ByteSink((chunk) => bytes.push(...new Uint8Array(chunk))) };
}

describe('SegmentLoad', () => {
  it('gives all bytes in order to who comes first, in the middle and after the end', async () => {
    const { load, feed, end } = begin();
    const [first, middle, late] = [reader(), reader(), reader()];
    const piped = [load.pipeTo(first.sink)];
    feed(1, 2, 3);
    expect(first.bytes, 'as they come').to.deep.equal([1, 2, 3]);
    piped.push(load.pipeTo(middle.sink));
    expect(middle.bytes, 'what was there already').to.deep.equal([1, 2, 3]);
    feed(4, 5);
    end();
    await Promise.all(piped);
    await load.pipeTo(late.sink);
    expect([first.bytes, middle.bytes, late.bytes]).to.deep.equal(Array(3).fill([1, 2, 3, 4, 5]));
  });

  it('gives all bytes in order to each of many readers, whenever they come', async () => {
    const pieces = fc.array(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 5 }), { maxLength: 8 });
    const joins = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(pieces, joins, async (fed, joinedAt) => {
        const { load, feed, end } = begin();
        const readers = joinedAt.map((at) => ({ at: Math.min(at, fed.length), ...reader() }));
        const piped: Promise<void>[] = [];
        for (let turn = 0; turn <= fed.length; turn += 1) {
          piped.push(...readers.filter(({ at }) => at === turn).map(({ sink }) => load.pipeTo(sink)));
          feed(...(fed[turn] ?? []));
        }
        end();
        await Promise.all(piped);
        for (const { bytes } of readers) expect(bytes).to.deep.equal(fed.flat());
      }),
    );
  });

  it('tells how long it was, once it is whole', async () => {
    const { load, feed, end } = begin();
    feed(1, 2, 3);
    feed(4);
    end();
    expect(load.isPending).to.equal(true);
    expect(await load.whole).to.equal(4);
    expect(load.isPending).to.equal(false);
  });

  it('tells how long it took, once it is whole, whoever reads it later', async () => {
    const { load, end } = begin();
    const clock = new WoundClock();
    try {
      clock.skip(5000);
      expect(load.tookMs).to.equal(0);
      end();
      await load.whole;
      clock.skip(5000);
      expect(load.tookMs).to.be.within(5000, 9000);
    } finally {
      clock.stop();
    }
  });

  it('gives only the rest to who has had the beginning from elsewhere', async () => {
    const { load, feed, end } = begin();
    const { bytes, sink } = reader();
    sink.write(0, Uint8Array.of(1, 2));
    feed(1, 2, 3);
    const piped = load.pipeTo(sink);
    feed(4);
    end();
    await piped;
    expect(bytes).to.deep.equal([1, 2, 3, 4]);
  });

  it('passes on once what its own load has brought again', async () => {
    const { load, feed, feeding, end } = begin();
    const { bytes, sink } = reader();
    const piped = load.pipeTo(sink);
    feed(1, 2, 3);
    feeding.write(0, Uint8Array.of(1, 2, 3, 4, 5));
    end();
    await piped;
    expect(bytes).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('keeps its bytes where a reader has given its own away', async () => {
    const { load, feed, end } = begin();
    const lengths: number[] = [];
    const thief = new ByteSink((chunk) => {
      structuredClone(chunk, { transfer: [chunk] });
      lengths.push(chunk.byteLength);
    });
    const other = reader();
    const piped = [load.pipeTo(thief), load.pipeTo(other.sink)];
    feed(1, 2, 3);
    end();
    await Promise.all(piped);
    expect(lengths).to.deep.equal([0]);
    const late = reader();
    await load.pipeTo(late.sink);
    expect([other.bytes, late.bytes]).to.deep.equal(Array(2).fill([1, 2, 3]));
  });

  it('fails for whoever reads it, before and after, with what it failed with', async () => {
    const { load, feed, fail } = begin();
    const reason = new Error('cut off');
    const early = rejectionOf(load.pipeTo(reader().sink));
    feed(1, 2, 3);
    fail(reason);
    expect(await early).to.equal(reason);
    expect(await rejectionOf(load.pipeTo(reader().sink))).to.equal(reason);
    expect(await rejectionOf(load.whole)).to.equal(reason);
  });
});
