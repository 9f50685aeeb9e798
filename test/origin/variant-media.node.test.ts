import { expect } from 'chai';
import { describe, it } from 'node:test';
import { makeSegment } from '../../demo/origin/media/segment.ts';
import { peakBitsPerS } from '../../demo/origin/peak-bit-rate.ts';
import { PICTURE_SIZES, sizeName } from '../../demo/origin/picture-size.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readVariants } from './read-variants.ts';

const T = NOW_S - 600;

/** At dusk and at dawn, when pictures are largest; and a new minute begins soon, for which all of the picture changes. */
const EXPENSIVE_MS = [6.25, 18.5].map((hours) => (NOW_S + hours * 3600) * 1000 - 480);

describe('A quality', () => {
  for (const { width, height } of PICTURE_SIZES) {
    const resolution = sizeName({ width, height });

    it(`of ${resolution} has pictures of that size, and the codec that it is said to have`, async () => {
      const variant = (await readVariants('studio~variants=4.m3u8')).find(
        (each) => each.resolution === resolution,
      );
      const folder = variant!.uri.replace('.m3u8', '');
      const answer = await new ClockedOrigin().get(`/live/${folder}/${T}000.ts`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const made = makeSegment({ startMs: T * 1000, durationMs: 4000, width, height, channel: 2 });
      expect(bytes.equals(made)).to.equal(true);
      const parameters = bytes.indexOf(Buffer.of(0, 0, 0, 1, 0x67)) + 5;
      const profileAndLevel = bytes.subarray(parameters, parameters + 3).toString('hex');
      expect(variant?.codecs).to.equal(`avc1.${profileAndLevel},mp4a.40.2`);
    });

    for (const durationMs of [1000, 2040, 4000, 10_000]) {
      it(`of ${resolution} stays below its bandwidth, though near it, in segments of ${durationMs} ms`, () => {
        const peakBits = (peakBitsPerS({ width, height }, durationMs) * durationMs) / 1000;
        for (const startMs of EXPENSIVE_MS) {
          const bits = makeSegment({ startMs, durationMs, width, height }).length * 8;
          expect(bits / peakBits).to.be.within(0.85, 1);
        }
      });
    }
  }

  it('arrives as slowly as the bandwidth says: a small one may be in time where a large one is late', async () => {
    const origin = new ClockedOrigin();
    const variants = await readVariants('studio~variants=3~bandwidth=25000.m3u8', origin);
    const durationsS = await Promise.all(
      variants.map(async ({ uri }) => {
        const answer = await origin.get(`/live/${uri.replace('.m3u8', '')}/${T}000.ts`, 'HEAD');
        return Number(answer.headers.get('Content-Length')) / 25_000;
      }),
    );
    expect(durationsS[0]).to.be.below(4);
    expect(durationsS[2]).to.be.above(4);
  });
});
