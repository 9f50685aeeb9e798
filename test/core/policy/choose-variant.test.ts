import { expect } from 'chai';
import fc from 'fast-check';
import { chooseVariant } from '../../../src/core/policy/choose-variant.ts';
import type { Variant } from '../../../src/core/hls/multivariant-playlist.ts';

const variant = (bandwidth: number | null, url = `${bandwidth}.m3u8`): Variant => ({
  url,
  bandwidth,
  resolution: null,
  codecs: null,
});

const HALF = variant(500_000);
const ONE = variant(1_000_000);
const TWO = variant(2_000_000);
const FOUR = variant(4_000_000);
/** A playlist may list its variants in any order. */
const VARIANTS = [TWO, HALF, FOUR, ONE];

/** With this much in the buffer the player may switch up. */
const PLENTY_S = 8;
const LITTLE_S = 7.9;

describe('chooseVariant, for the first variant,', () => {
  const rows: [
    what: string,
    throughput: number,
    variants: readonly Variant[],
    chosen: Variant | undefined,
  ][] = [
    ['chooses the best one that needs at most four fifths of the throughput', 1_250_000, VARIANTS, ONE],
    ['chooses a lower one if that one needs a little more', 1_249_999, VARIANTS, HALF],
    ['chooses the best of all on a fast network', Infinity, VARIANTS, FOUR],
    ['chooses the lowest if the network is too slow for all', 100_000, VARIANTS, HALF],
    ['chooses the lowest if the throughput is unknown', NaN, VARIANTS, HALF],
    ['chooses the only one, whatever the throughput', 0, [FOUR], FOUR],
    ['chooses one with a known bandwidth that fits', 1_250_000, [ONE, variant(null)], ONE],
    [
      'prefers one with a known bandwidth that is too high to one with an unknown bandwidth',
      1_000_000,
      [variant(null), ONE],
      ONE,
    ],
    [
      'chooses the first one if no bandwidth is known',
      1_000_000,
      [variant(null), { ...ONE, bandwidth: null }],
      variant(null),
    ],
    ['chooses none if there are none', 1_250_000, [], undefined],
  ];
  for (const [what, throughput, variants, chosen] of rows) {
    it(what, () => {
      const scene = { variants, current: null, throughput, bufferedS: 0 };
      expect(chooseVariant(scene)).to.deep.equal(chosen);
    });
  }
});

describe('chooseVariant, while a variant plays,', () => {
  const rows: [what: string, current: Variant, throughput: number, bufferedS: number, chosen: Variant][] = [
    ['keeps it if it needs at most four fifths of the throughput', ONE, 1_250_000, LITTLE_S, ONE],
    ['switches down if it needs more', ONE, 1_249_999, LITTLE_S, HALF],
    ['switches down by several steps at once', FOUR, 700_000, 0, HALF],
    ['switches to the lowest if the network is too slow for all', TWO, 0, 0, HALF],
    ['keeps it on a slow network while there is enough in the buffer', FOUR, 700_000, PLENTY_S, FOUR],
    ['keeps it if it is the lowest, whatever the throughput', HALF, 0, 0, HALF],
    ['switches up to one that needs at most three fifths of the throughput', ONE, 3_333_334, PLENTY_S, TWO],
    ['keeps it if a higher one needs more', ONE, 3_333_333, PLENTY_S, ONE],
    ['keeps it if there is not enough in the buffer to switch up', ONE, 3_333_334, LITTLE_S, ONE],
    ['switches up by several steps at once', HALF, 10_000_000, PLENTY_S, FOUR],
    ['keeps it if it is the best of all', FOUR, Infinity, PLENTY_S, FOUR],
  ];
  for (const [what, current, throughput, bufferedS, chosen] of rows) {
    it(what, () => {
      expect(chooseVariant({ variants: VARIANTS, current, throughput, bufferedS })).to.equal(chosen);
    });
  }

  it('keeps it if no bandwidth is known', () => {
    const [first, second] = [variant(null, 'first.m3u8'), variant(null, 'second.m3u8')];
    for (const current of [first, second]) {
      for (const bufferedS of [0, PLENTY_S]) {
        const scene = { variants: [first, second], current, throughput: 1_000_000, bufferedS };
        expect(chooseVariant(scene)).to.equal(current);
      }
    }
  });

  it('never switches twice while the throughput and the buffer stay the same', () => {
    const bandwidths = fc.array(fc.option(fc.integer({ min: 1, max: 8_000_000 })), { minLength: 1 });
    const throughputs = fc.integer({ min: 0, max: 16_000_000 });
    const buffers = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(bandwidths, fc.nat(), throughputs, buffers, (offered, index, throughput, bufferedS) => {
        const variants = offered.map((bandwidth, number) => variant(bandwidth, `${number}.m3u8`));
        const scene = { variants, throughput, bufferedS };
        const first = chooseVariant({ ...scene, current: variants[index % variants.length]! })!;
        expect(chooseVariant({ ...scene, current: first })).to.equal(first);
      }),
    );
  });
});
