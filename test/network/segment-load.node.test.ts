import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { ByteSink } from '../../src/network/segment-pipe.ts';
import { SegmentLoad } from '../../src/network/segment-cache.ts';
import { ManualClock } from '../manual-clock.ts';
import { rejectionOf } from './failure-of.ts';

/** A load that a test feeds. */
function begin() {
  const clock = new ManualClock();
  // The steady clock has been running for some time when a segment is loaded.
  clock.sleep(60_000);
  let feeding!: ByteSink;
  let end!: () => void;
  let fail!: (reason: Error) => void;
  const load = new SegmentLoad((sink) => {
    feeding = sink;
    return new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
  }, clock);
  let position = 0;
  const feed = (...bytes: number[]): void => {
    feeding.write(position, Uint8Array.from(bytes));
    position += bytes.length;
  };
  return { clock, load, feed, feeding, end, fail };
}

function reader() {
  const bytes: number[] = [];
  return { bytes, sink: new ByteSink((chunk) => bytes.push(...new Uint8Array(chunk))) };
}

describe('SegmentLoad', () => {
  it('hands all bytes in order to readers that join first, in the middle and after the end', async () => {
    const { load, feed, end } = begin();
    const [first, middle, late] = [reader(), reader(), reader()];
    const piped = [load.pipeTo(first.sink)];
    feed(1, 2, 3);
    expect(first.bytes, 'as soon as they arrive').to.deep.equal([1, 2, 3]);
    piped.push(load.pipeTo(middle.sink));
    expect(middle.bytes, 'which arrived before').to.deep.equal([1, 2, 3]);
    feed(4, 5);
    end();
    await Promise.all(piped);
    await load.pipeTo(late.sink);
    expect([first.bytes, middle.bytes, late.bytes]).to.deep.equal(Array(3).fill([1, 2, 3, 4, 5]));
  });

  it('hands all bytes in order to each of many readers, whenever they join', async () => {
    const chunks = fc.array(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 5 }), { maxLength: 8 });
    const joins = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(chunks, joins, async (fed, joinedAt) => {
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

  it('is pending until it is complete, and then resolves with its number of bytes', async () => {
    const { load, feed, end } = begin();
    feed(1, 2, 3);
    feed(4);
    end();
    expect(load.isPending).to.equal(true);
    expect(await load.whole).to.equal(4);
    expect(load.isPending).to.equal(false);
  });

  it('measures the time from the request to the last byte', async () => {
    const { clock, load, end } = begin();
    clock.sleep(5000);
    expect(load.tookMs, 'while it is pending').to.equal(0);
    end();
    await load.whole;
    clock.sleep(5000);
    expect(load.tookMs).to.equal(5000);
  });

  it('is aborted when the last reader leaves, and not before', async () => {
    const { load } = begin();
    const readers = [new AbortController(), new AbortController()];
    const left = readers.map(({ signal }) => rejectionOf(load.pipeTo(reader().sink, signal)));
    readers[0]!.abort();
    expect(load.isAborted).to.equal(false);
    readers[1]!.abort();
    expect(load.isAborted).to.equal(true);
    for (const reason of await Promise.all(left)) expect(reason).to.have.property('name', 'AbortError');
  });

  it('does not wait for a reader that has left already', async () => {
    const { load } = begin();
    const reason = new Error('elsewhere');
    const gone = load.pipeTo(reader().sink, AbortSignal.abort(reason));
    expect(await rejectionOf(gone)).to.equal(reason);
    const leaving = new AbortController();
    const left = rejectionOf(load.pipeTo(reader().sink, leaving.signal));
    leaving.abort(reason);
    expect(await left).to.equal(reason);
    expect(load.isAborted).to.equal(true);
  });

  it('hands nothing to a reader that has left', async () => {
    const { load, feed } = begin();
    const leaving = new AbortController();
    const [gone, other] = [reader(), reader()];
    const left = rejectionOf(load.pipeTo(gone.sink, leaving.signal));
    void load.pipeTo(other.sink);
    feed(1);
    leaving.abort();
    await left;
    feed(2);
    expect([gone.bytes, other.bytes]).to.deep.equal([[1], [1, 2]]);
  });

  it('hands only the rest to a reader that has the beginning from elsewhere', async () => {
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

  it('hands only the rest to a reader that has more than the load has so far', async () => {
    const { load, feed, end } = begin();
    const { bytes, sink } = reader();
    sink.write(0, Uint8Array.of(1, 2));
    const piped = load.pipeTo(sink);
    feed(1, 2, 3);
    end();
    await piped;
    expect(bytes).to.deep.equal([1, 2, 3]);
  });

  it('hands each byte on once when its load begins again', async () => {
    const { load, feed, feeding, end } = begin();
    const { bytes, sink } = reader();
    const piped = load.pipeTo(sink);
    feed(1, 2, 3);
    feeding.write(0, Uint8Array.of(1, 2, 3, 4, 5));
    end();
    await piped;
    expect(bytes).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('keeps its bytes when a reader transfers the bytes that it was handed', async () => {
    const { load, feed, end } = begin();
    const lengths: number[] = [];
    const transferring = new ByteSink((chunk) => {
      structuredClone(chunk, { transfer: [chunk] });
      lengths.push(chunk.byteLength);
    });
    const other = reader();
    const piped = [load.pipeTo(transferring), load.pipeTo(other.sink)];
    feed(1, 2, 3);
    end();
    await Promise.all(piped);
    expect(lengths).to.deep.equal([0]);
    const late = reader();
    await load.pipeTo(late.sink);
    expect([other.bytes, late.bytes]).to.deep.equal(Array(2).fill([1, 2, 3]));
  });

  it('rejects with its failure for readers that join before and after it', async () => {
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
