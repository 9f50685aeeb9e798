import { expect } from 'chai';
import fc from 'fast-check';
import { systemClock } from '../../src/core/index.ts';
import { ByteSink, pipeSegment } from '../../src/network/segment-pipe.ts';
import { until } from '../ui/stage.ts';
import { rejectionOf } from './failure-of.ts';

const PACKET_BYTES = 188;

/** So many bytes of transport stream: sync bytes where packets begin, and something between. */
const transportStream = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at % PACKET_BYTES === 0 ? 0x47 : (at * 31 + (at >> 8)) & 0xff));

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

function* piecesOf(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.byteLength; turn += 1) {
    const end = at + (sizes[turn % sizes.length] ?? Infinity);
    yield bytes.slice(at, end);
    at = end;
  }
}

/** A body that comes in pieces of these sizes, again and again; all at once by default. */
const streamOf = (bytes: Uint8Array, sizes: readonly number[] = []): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of piecesOf(bytes, sizes)) controller.enqueue(piece);
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

/** Quicker than chai, which tells byte by byte what differs. */
const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);

const SIZES = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 8 });
const PACKETS = fc.integer({ min: 1, max: 600 });

describe('pipeSegment', () => {
  it('hands on all bytes of a body, once and in order, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(PACKETS, SIZES, async (packets, sizes) => {
        const body = transportStream(packets * PACKET_BYTES);
        const { sink, all } = collect();
        expect(await pipeSegment(streamOf(body, sizes), sink, systemClock)).to.equal(null);
        expect(isSame(await all(), body)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it('hands each byte on once where the body breaks off and comes again, in other pieces', async () => {
    await fc.assert(
      fc.asyncProperty(PACKETS, fc.nat(), SIZES, SIZES, async (packets, cut, sizes, otherSizes) => {
        const body = transportStream(packets * PACKET_BYTES);
        const { sink, all } = collect();
        const pieces = piecesOf(body.subarray(0, cut % body.byteLength), sizes);
        const broken = new ReadableStream<Uint8Array>({
          pull(controller) {
            const piece = pieces.next();
            if (piece.done) controller.error(new Error('broken off'));
            else controller.enqueue(piece.value);
          },
        });
        expect(await rejectionOf(pipeSegment(broken, sink, systemClock))).to.have.property(
          'message',
          'broken off',
        );
        expect(await pipeSegment(streamOf(body, otherSizes), sink, systemClock)).to.equal(null);
        expect(isSame(await all(), body)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  const refused: [what: string, body: Uint8Array, sentence: RegExp][] = [
    ['nothing', new Uint8Array(), /nothing/],
    ['a short web page', text('<!DOCTYPE html><html><body>Please log in</body></html>'), /not media/],
    ['a long web page', text(`<html>${'<p>Please log in</p>'.repeat(5000)}`), /not media/],
    ['JSON', text('{ "code": 404 }'), /not media/],
  ];
  for (const [what, body, sentence] of refused) {
    for (const sizes of [[], [1], [100]]) {
      it(`refuses ${what} before any of it is handed on, in pieces of ${sizes[0] ?? 'any size'}`, async () => {
        const { sink, chunks } = collect();
        expect(await pipeSegment(streamOf(body, sizes), sink, systemClock)).to.match(sentence);
        expect(chunks).to.deep.equal([]);
      });
    }
  }

  it('lets go of the connection where it refuses a body that has not ended', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(text('<html>'.padEnd(2 * PACKET_BYTES))),
      cancel: () => void (isCancelled = true),
    });
    expect(await pipeSegment(body, collect().sink, systemClock)).to.match(/not media/);
    expect(isCancelled).to.equal(true);
  });

  for (const bytes of [PACKET_BYTES + 1, 2 * PACKET_BYTES - 1, 100 * PACKET_BYTES - 1, 100_000]) {
    it(`refuses, at its end, a segment that is cut off after ${bytes} bytes, and the whole mends it`, async () => {
      const whole = transportStream(600 * PACKET_BYTES);
      const { sink, all } = collect();
      expect(await pipeSegment(streamOf(whole.slice(0, bytes), [1000]), sink, systemClock)).to.match(
        /cut off/,
      );
      expect(sink.count).to.be.below(bytes);
      expect(await pipeSegment(streamOf(whole), sink, systemClock)).to.equal(null);
      expect(isSame(await all(), whole)).to.equal(true);
    });
  }

  it('takes what is no transport stream at whatever length', async () => {
    const body = Uint8Array.from({ length: 1001 }, (_, index) => index & 0xff);
    const { sink, all } = collect();
    expect(await pipeSegment(streamOf(body, [7]), sink, systemClock)).to.equal(null);
    expect(await all()).to.deep.equal(body);
  });

  it('hands on the first piece long before the body has ended, and larger ones after it', async () => {
    const body = transportStream(5000 * PACKET_BYTES);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { sink, chunks, all } = collect();
    const passed = pipeSegment(readable, sink, systemClock);
    const writer = writable.getWriter();
    const pieces = [...piecesOf(body, [4000])];
    for (const piece of pieces.splice(0, 5)) await writer.write(piece);
    await until(() => chunks.length === 1);
    expect(chunks[0]?.byteLength, 'enough to begin with').to.equal(20_000);
    for (const piece of pieces) await writer.write(piece);
    await writer.close();
    expect(await passed).to.equal(null);
    expect(isSame(await all(), body)).to.equal(true);
    const sizes = chunks.map(({ byteLength }) => byteLength);
    const grown = sizes.slice(1, -1).filter((size, index) => size < sizes[index]!);
    expect(grown, `sizes ${sizes.join()}`).to.deep.equal([]);
    expect(sizes).to.have.length.below(8);
  });
});
