import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { CHECKED_BYTES } from '../../src/network/body-check.ts';
import { ByteSink, pipeSegment } from '../../src/network/segment-pipe.ts';
import { ManualClock } from '../manual-clock.ts';
import { until } from '../until.ts';
import { rejectionOf } from './failure-of.ts';

const PACKET_BYTES = 188;
const CLOCK = new ManualClock();

/** A transport stream of that many bytes: a sync byte at the beginning of each packet, other bytes in between. */
const transportStream = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at % PACKET_BYTES === 0 ? 0x47 : (at * 31 + (at >> 8)) & 0xff));

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.byteLength; turn += 1) {
    const end = at + (sizes[turn % sizes.length] ?? Infinity);
    yield bytes.slice(at, end);
    at = end;
  }
}

/** A body in chunks of these sizes, over and over; in one chunk by default. */
const streamOf = (bytes: Uint8Array, sizes: readonly number[] = []): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunksOf(bytes, sizes)) controller.enqueue(chunk);
      controller.close();
    },
  });

function collect() {
  const chunks: Uint8Array[] = [];
  const sink = new ByteSink((chunk) => chunks.push(new Uint8Array(chunk)));
  return {
    sink,
    chunks,
    all: async () => new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer()),
  };
}

/** Compares faster than chai, which lists the bytes that differ. */
const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);

const SIZES = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 8 });
const PACKETS = fc.integer({ min: 1, max: 600 });

describe('pipeSegment', () => {
  it('hands on each byte of a body once and in order, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(PACKETS, SIZES, async (packets, sizes) => {
        const body = transportStream(packets * PACKET_BYTES);
        const { sink, all } = collect();
        expect(await pipeSegment(streamOf(body, sizes), sink, CLOCK)).to.equal(null);
        expect(isSame(await all(), body)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it('hands on each byte once when the body breaks off and is sent again in other chunks', async () => {
    await fc.assert(
      fc.asyncProperty(PACKETS, fc.nat(), SIZES, SIZES, async (packets, cut, sizes, otherSizes) => {
        const body = transportStream(packets * PACKET_BYTES);
        const { sink, all } = collect();
        const sent = chunksOf(body.subarray(0, cut % body.byteLength), sizes);
        const broken = new ReadableStream<Uint8Array>({
          pull(controller) {
            const chunk = sent.next();
            if (chunk.done) controller.error(new Error('broken off'));
            else controller.enqueue(chunk.value);
          },
        });
        expect(await rejectionOf(pipeSegment(broken, sink, CLOCK))).to.have.property('message', 'broken off');
        expect(await pipeSegment(streamOf(body, otherSizes), sink, CLOCK)).to.equal(null);
        expect(isSame(await all(), body)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  const refused: [what: string, body: Uint8Array, sentence: RegExp][] = [
    ['an empty body', new Uint8Array(), /nothing/],
    ['a short web page', text('<!DOCTYPE html><html><body>Please log in</body></html>'), /not media/],
    ['a long web page', text(`<html>${'<p>Please log in</p>'.repeat(5000)}`), /not media/],
    ['JSON', text('{ "code": 404 }'), /not media/],
  ];
  for (const [what, body, sentence] of refused) {
    for (const sizes of [[], [1], [100]]) {
      it(`refuses ${what} and hands on none of it, ${sizes[0] ? `in chunks of ${sizes[0]} bytes` : 'in one chunk'}`, async () => {
        const { sink, chunks } = collect();
        expect(await pipeSegment(streamOf(body, sizes), sink, CLOCK)).to.match(sentence);
        expect(chunks).to.deep.equal([]);
      });
    }
  }

  it('cancels a body that it refuses before the end', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(text('<html>'.padEnd(CHECKED_BYTES))),
      cancel: () => void (isCancelled = true),
    });
    expect(await pipeSegment(body, collect().sink, CLOCK)).to.match(/not media/);
    expect(isCancelled).to.equal(true);
  });

  for (const bytes of [PACKET_BYTES + 1, 2 * PACKET_BYTES - 1, 100 * PACKET_BYTES - 1, 100_000]) {
    it(`refuses a segment that is cut off after ${bytes} bytes, and completes it when it is sent again`, async () => {
      const whole = transportStream(600 * PACKET_BYTES);
      const { sink, all } = collect();
      expect(await pipeSegment(streamOf(whole.slice(0, bytes), [1000]), sink, CLOCK)).to.match(/cut off/);
      expect(sink.count).to.be.below(bytes);
      expect(await pipeSegment(streamOf(whole), sink, CLOCK)).to.equal(null);
      expect(isSame(await all(), whole)).to.equal(true);
    });
  }

  it('notes when the first response began, also when the segment is sent again', async () => {
    const clock = new ManualClock();
    const body = transportStream(2 * PACKET_BYTES);
    const { sink } = collect();
    expect(sink.startedMs).to.equal(0);
    clock.sleep(5000);
    await pipeSegment(streamOf(body.subarray(0, -1)), sink, clock);
    clock.sleep(1000);
    await pipeSegment(streamOf(body), sink, clock);
    expect(sink.startedMs).to.equal(5000);
  });

  it('accepts media that is not a transport stream, whatever its length', async () => {
    const body = Uint8Array.from({ length: 1001 }, (_, index) => index & 0xff);
    const { sink, all } = collect();
    expect(await pipeSegment(streamOf(body, [7]), sink, CLOCK)).to.equal(null);
    expect(await all()).to.deep.equal(body);
  });

  it('hands on a first chunk long before the body has ended, and then larger and larger ones', async () => {
    const body = transportStream(5000 * PACKET_BYTES);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { sink, chunks, all } = collect();
    const piped = pipeSegment(readable, sink, CLOCK);
    const writer = writable.getWriter();
    const sent = [...chunksOf(body, [4000])];
    for (const chunk of sent.splice(0, 5)) await writer.write(chunk);
    await until(() => chunks.length === 1);
    expect(chunks[0]?.byteLength, 'enough to begin with').to.equal(20_000);
    for (const chunk of sent) await writer.write(chunk);
    await writer.close();
    expect(await piped).to.equal(null);
    expect(isSame(await all(), body)).to.equal(true);
    const sizes = chunks.map(({ byteLength }) => byteLength);
    const smaller = sizes.slice(1, -1).filter((size, index) => size < sizes[index]!);
    expect(smaller, `sizes ${sizes.join()}`).to.deep.equal([]);
    expect(sizes).to.have.length.below(8);
  });
});
