import { expect } from 'chai';
import { describe, it } from 'node:test';
import { audioFrames } from '../../../demo/origin/media/audio-loop.ts';

const START_TICKS = Date.UTC(2025, 10, 21) * 90;

describe('audioFrames', () => {
  const ranges: [from: number, to: number, pts: number[]][] = [
    [0, 0, []],
    [0, 1, [0]],
    [0, 1920, [0]],
    [0, 1921, [0, 1920]],
    [1, 1920, []],
    [1, 1921, [1920]],
    [1920, 3840, [1920]],
  ];
  for (const [from, to, pts] of ranges) {
    it(`returns the frames that begin in [${from}, ${to}): ${pts.join(', ') || 'none'}`, () => {
      expect(audioFrames(from, to).map(({ ptsTicks }) => ptsTicks)).to.deep.equal(pts);
    });
  }

  it('neither loses nor repeats a frame when the time is split into parts', () => {
    const cuts = [0, 4000, 7840, 11_680, 11_720, 15_720].map((ms) => START_TICKS + ms * 90);
    const pieces = cuts.slice(1).flatMap((to, i) => audioFrames(cuts[i]!, to));
    expect(pieces).to.deep.equal(audioFrames(cuts[0]!, cuts.at(-1)!));
  });

  it('repeats after eight seconds, and begins at multiples of eight seconds', () => {
    const [first, second] = [0, 720_000].map((from) =>
      audioFrames(from, from + 720_000).map(({ data }) => data),
    );
    expect(first).to.have.length(375);
    expect(second).to.deep.equal(first);
    expect(audioFrames(START_TICKS, START_TICKS + 1)[0]?.data).to.equal(first?.[0]);
  });

  it('returns whole ADTS frames', () => {
    for (const { data } of audioFrames(0, 720_000)) {
      expect([data[0], data[1]! & 0xf6]).to.deep.equal([0xff, 0xf0]);
    }
  });
});
