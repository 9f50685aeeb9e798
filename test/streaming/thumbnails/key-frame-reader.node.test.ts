import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { codecName } from '../../../demo/origin/media/h264-parameter-sets.ts';
import { makeSegment } from '../../../demo/origin/media/segment.ts';
import { muxSegment } from '../../../demo/origin/media/ts-muxer.ts';
import { PID } from '../../../demo/origin/media/ts-sections.ts';
import { KeyFrameReader } from '../../../src/streaming/thumbnails/key-frame-reader.ts';
import type { KeyFrame } from '../../../src/streaming/thumbnails/nal-units.ts';
import { readPackets, readPes } from '../../origin/media/transport-stream.ts';

const PACKET_BYTES = 188;
/** The access unit delimiter, with its start code, that the origin's encoder writes before each picture. */
const DELIMITER_BYTES = 6;
const GOP_FRAMES = 3;
const SPEC = { startMs: 1_700_000_000_000, durationMs: 400, width: 320, gopFrames: GOP_FRAMES };
const SEGMENT = makeSegment(SPEC);
const CODEC = codecName({ widthPx: 320, heightPx: 180, fps: 25 });

const picturesOf = (segment: Uint8Array): Uint8Array[] =>
  readPes(readPackets(segment), PID.video).map(({ data }) => data);
const PICTURES = picturesOf(SEGMENT);
const keyFrameOf = (picture: Uint8Array): KeyFrame => ({
  codec: CODEC,
  bytes: Uint8Array.from(picture.subarray(DELIMITER_BYTES)),
});

/** Reads bytes in chunks of these sizes, over and over. */
function read(bytes: Uint8Array, sizes: readonly number[] = [bytes.byteLength]): KeyFrame | null {
  const reader = new KeyFrameReader();
  for (let [offset, turn] = [0, 0]; offset < bytes.byteLength; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    reader.read(bytes.subarray(offset, offset + size));
    offset += size;
  }
  reader.end();
  expect(reader.isOver).to.equal(true);
  return reader.keyFrame;
}

/** The segment, with each packet changed or left out. */
function changed(change: (packet: Uint8Array, pid: number) => Uint8Array): Uint8Array {
  const packets = Array.from({ length: SEGMENT.byteLength / PACKET_BYTES }, (_, index) => {
    const packet = SEGMENT.slice(index * PACKET_BYTES, (index + 1) * PACKET_BYTES);
    return [...change(packet, readPackets(packet)[0]!.pid)];
  });
  return Uint8Array.from(packets.flat());
}

/** A segment of these pictures. */
const segmentFrom = (pictures: readonly Uint8Array[]): Uint8Array =>
  muxSegment(
    pictures.map((data, index) => ({ data, ptsTicks: index * 3600, isKey: false })),
    [],
  );

/** Bytes without a sync byte. */
const GARBAGE = fc
  .uint8Array({ maxLength: 600 })
  .map((bytes) => bytes.map((byte) => (byte === 0x47 ? 0 : byte)));

describe('KeyFrameReader', () => {
  it('finds the first picture of a segment with its parameter sets, and the name of its codec', () => {
    expect(read(SEGMENT)).to.deep.equal(keyFrameOf(PICTURES[0]!));
  });

  for (const width of [640, 1280, 1920]) {
    it(`finds the key frame in pictures that are ${width} px wide`, () => {
      const segment = makeSegment({ ...SPEC, durationMs: 80, width });
      const format = { widthPx: width, heightPx: (width * 9) / 16, fps: 25 };
      const bytes = Uint8Array.from(picturesOf(segment)[0]!.subarray(DELIMITER_BYTES));
      expect(read(segment)).to.deep.equal({ codec: codecName(format), bytes });
    });
  }

  it('finds the key frame whatever the chunks', () => {
    for (let size = 1; size <= 2 * PACKET_BYTES; size += 1) {
      expect(read(SEGMENT, [size])?.bytes.byteLength, `${size} bytes`).to.equal(
        PICTURES[0]!.byteLength - DELIMITER_BYTES,
      );
    }
    const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1 });
    fc.assert(fc.property(sizes, (some) => void expect(read(SEGMENT, some)).to.deep.equal(read(SEGMENT))));
  });

  it('has the key frame as soon as the next picture begins, and not before', () => {
    const packets = readPackets(SEGMENT);
    const [, second] = packets.flatMap(({ pid, isUnitStart }, index) =>
      pid === PID.video && isUnitStart ? [index * PACKET_BYTES] : [],
    );
    const reader = new KeyFrameReader();
    reader.read(SEGMENT.subarray(0, second));
    expect([reader.isOver, reader.keyFrame]).to.deep.equal([false, null]);
    reader.read(SEGMENT.subarray(second, second! + PACKET_BYTES));
    expect(reader.keyFrame).to.deep.equal(keyFrameOf(PICTURES[0]!));
  });

  it('finds the only picture of a segment when the segment ends', () => {
    expect(read(segmentFrom(PICTURES.slice(0, 1)))).to.deep.equal(keyFrameOf(PICTURES[0]!));
  });

  it('finds a key frame that follows other pictures', () => {
    for (let first = 1; first <= GOP_FRAMES; first += 1) {
      expect(read(segmentFrom(PICTURES.slice(first)))).to.deep.equal(keyFrameOf(PICTURES[GOP_FRAMES]!));
    }
  });

  it('finds none if no picture is a key frame', () => {
    expect(read(segmentFrom(PICTURES.slice(1, GOP_FRAMES)))).to.equal(null);
  });

  it('collects all slices of a picture', () => {
    const slice = Uint8Array.of(0, 0, 1, 0x65, 0x20, 1, 2, 3);
    const [key, next] = [PICTURES[0]!, PICTURES[1]!];
    const found = read(segmentFrom([Uint8Array.of(...key, ...slice), next]));
    expect(found?.bytes).to.deep.equal(Uint8Array.of(...key.subarray(DELIMITER_BYTES), 0, ...slice));
  });

  it('gives up at once if the segment has no video', () => {
    const soundOnly = changed((packet, pid) =>
      pid === PID.mapTable ? replaced(packet, 0x1b, 0x03) : packet,
    );
    const reader = new KeyFrameReader();
    reader.read(soundOnly.subarray(0, 3 * PACKET_BYTES));
    expect([reader.isOver, reader.keyFrame]).to.deep.equal([true, null]);
  });

  it('gives up at once if the video is scrambled', () => {
    const scrambled = changed((packet, pid) => {
      if (pid === PID.video) packet[3]! |= 0x80;
      return packet;
    });
    const reader = new KeyFrameReader();
    reader.read(scrambled.subarray(0, 5 * PACKET_BYTES));
    expect([reader.isOver, reader.keyFrame]).to.deep.equal([true, null]);
    expect(read(scrambled, [500])).to.equal(null);
  });

  it('finds the key frame after garbage and between garbage', () => {
    fc.assert(
      fc.property(GARBAGE, fc.integer({ min: 1, max: 500 }), (garbage, size) => {
        expect(read(Uint8Array.of(...garbage, ...SEGMENT), [size])).to.deep.equal(read(SEGMENT));
      }),
      { numRuns: 30 },
    );
    fc.assert(
      fc.property(GARBAGE, (garbage) => {
        const video = 2 * PACKET_BYTES;
        const between = [...SEGMENT.subarray(0, video), ...garbage, ...SEGMENT.subarray(video)];
        expect(read(Uint8Array.from(between))).to.deep.equal(read(SEGMENT));
      }),
      { numRuns: 30 },
    );
  });

  it('finds none in other data, and never throws', () => {
    const anything = fc.uint8Array({ maxLength: 2000 });
    fc.assert(fc.property(anything, (bytes) => void expect(read(bytes, [100])).to.equal(null)));
    const boxes = new TextEncoder().encode(`\0\0\0\x18ftypiso5${'\0\0\x02\0moof'.repeat(200)}`);
    expect(read(boxes)).to.equal(null);
  });

  it('never throws on a damaged segment', () => {
    const damage = fc.array(fc.tuple(fc.nat(SEGMENT.byteLength - 1), fc.nat(255)), { maxLength: 300 });
    fc.assert(
      fc.property(damage, fc.integer({ min: 1, max: 5000 }), (hits, size) => {
        const damaged = SEGMENT.slice();
        for (const [at, byte] of hits) damaged[at] = byte;
        read(damaged, [size]);
      }),
    );
    const start = fc.array(fc.tuple(fc.nat(4 * PACKET_BYTES), fc.nat(255)), { maxLength: 20 });
    fc.assert(
      fc.property(start, (hits) => {
        const damaged = SEGMENT.slice();
        for (const [at, byte] of hits) damaged[at] = byte;
        read(damaged);
      }),
      { numRuns: 500 },
    );
  });
});

/** Replaces the first byte with a value behind the header of a packet. */
function replaced(packet: Uint8Array, from: number, to: number): Uint8Array {
  packet[packet.indexOf(from, 4)] = to;
  return packet;
}
