import { expect } from 'chai';
import { describe, it } from 'node:test';
import { decodeOrder } from '../../../demo/origin/media/decode-order.ts';
import { makeSegment } from '../../../demo/origin/media/segment.ts';
import { readSamples } from './fragmented-mp4.ts';
import { readPackets, readPes } from './transport-stream.ts';

const START_MS = Date.UTC(2025, 10, 21, 9, 59, 56);
const SPEC = { startMs: START_MS, durationMs: 4000, hasBPictures: true };

describe('decodeOrder', () => {
  const shown = (count: number, hasBPictures: boolean) =>
    decodeOrder(count, hasBPictures).map((each) => each.shown);

  it('is the order in which pictures are shown, without B pictures', () => {
    expect(shown(4, false)).to.deep.equal([0, 1, 2, 3]);
    expect(decodeOrder(3, false).map(({ refersTo }) => refersTo)).to.deep.equal([[], [0], [1]]);
  });

  for (const [count, order] of [
    [0, []],
    [1, [0]],
    [2, [0, 1]],
    [3, [0, 2, 1]],
    [6, [0, 2, 1, 4, 3, 5]],
  ] as const) {
    it(`of ${count} with B pictures is ${order.join(' ') || 'nothing'}`, () => {
      expect(shown(count, true)).to.deep.equal(order);
    });
  }

  it('has each picture behind those that it refers to', () => {
    const order = decodeOrder(50, true);
    for (const [i, { refersTo }] of order.entries()) {
      expect(order.slice(0, i).map((each) => each.shown)).to.include.members([...refersTo]);
    }
  });
});

describe('A segment with B pictures', () => {
  const inTicks = (pts: readonly number[]): number[] => pts.map((each) => each - pts[0]!);
  const expected = [0, 7200, 3600, 14_400, 10_800];

  it('lists them in the order in which they are decoded, which a transport stream tells by a second time stamp', () => {
    const pictures = readPes(readPackets(makeSegment(SPEC)), 0x100);
    expect(inTicks(pictures.map(({ pts }) => pts)).slice(0, 5)).to.deep.equal(expected);
    expect(pictures.map(({ dts, pts }) => (dts ?? pts) - pictures[0]!.pts)).to.deep.equal(
      pictures.map((_, i) => 3600 * (i - 1)),
    );
  });

  it('has its first picture shown a frame after it is decoded, and the next segment goes on there', () => {
    const [one, next] = [START_MS, START_MS + 4000].map((startMs) =>
      readSamples(makeSegment({ ...SPEC, startMs, container: 'fmp4' }), 1),
    );
    expect(inTicks(one!.map(({ pts }) => pts)).slice(0, 5)).to.deep.equal(expected);
    expect(one![0]!.pts - one![0]!.dts).to.equal(3600);
    expect(next![0]!.dts).to.equal(one!.at(-1)!.dts + 3600);
  });
});
