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
/** In no order, as a playlist may have them. */
const VARIANTS = [TWO, HALF, FOUR, ONE];

/** With so much in the buffer there is room for a try. */
const PLENTY_S = 8;
const LITTLE_S = 7.9;

describe('the first variant', () => {
  const rows: [
    what: string,
    throughput: number,
    variants: readonly Variant[],
    chosen: Variant | undefined,
  ][] = [
    ['is the best that needs four fifths of the throughput', 1_250_000, VARIANTS, ONE],
    ['is the one below where it would need a little more', 1_249_999, VARIANTS, HALF],
    ['is the best of all on a fast network', Infinity, VARIANTS, FOUR],
    ['is the lowest where the network carries none', 100_000, VARIANTS, HALF],
    ['is the lowest where nothing is known of the network', NaN, VARIANTS, HALF],
    ['is the only one, whatever the network', 0, [FOUR], FOUR],
    ['is one of known bandwidth, where that fits', 1_250_000, [ONE, variant(null)], ONE],
    ['is none of unknown bandwidth while another says what it needs', 1_000_000, [variant(null), ONE], ONE],
    [
      'is the first one where none says what it needs',
      1_000_000,
      [variant(null), { ...ONE, bandwidth: null }],
      variant(null),
    ],
    ['is none where there are none', 1_250_000, [], undefined],
  ];
  for (const [what, throughput, variants, chosen] of rows) {
    it(what, () => {
      const scene = { variants, current: null, throughput, bufferedS: 0 };
      expect(chooseVariant(scene)).to.deep.equal(chosen);
    });
  }
});

describe('the variant that plays', () => {
  const rows: [what: string, current: Variant, throughput: number, bufferedS: number, chosen: Variant][] = [
    ['stays where it needs four fifths of the throughput', ONE, 1_250_000, LITTLE_S, ONE],
    ['gives way to a lower one where it needs more', ONE, 1_249_999, LITTLE_S, HALF],
    ['gives way by several steps at once', FOUR, 700_000, 0, HALF],
    ['gives way to the lowest where the network carries none', TWO, 0, 0, HALF],
    ['stays in a slow moment, as long as there is plenty in the buffer', FOUR, 700_000, PLENTY_S, FOUR],
    ['stays where it is the lowest, whatever the network', HALF, 0, 0, HALF],
    ['gives way to a higher one that needs three fifths of the throughput', ONE, 3_333_334, PLENTY_S, TWO],
    ['stays where a higher one would need more', ONE, 3_333_333, PLENTY_S, ONE],
    ['stays where the buffer is not full enough to go up', ONE, 3_333_334, LITTLE_S, ONE],
    ['goes up by several steps at once', HALF, 10_000_000, PLENTY_S, FOUR],
    ['stays where it is the best of all', FOUR, Infinity, PLENTY_S, FOUR],
  ];
  for (const [what, current, throughput, bufferedS, chosen] of rows) {
    it(what, () => {
      expect(chooseVariant({ variants: VARIANTS, current, throughput, bufferedS })).to.equal(chosen);
    });
  }

  it('stays where no variant says its bandwidth', () => {
    const [first, second] = [variant(null, 'first.m3u8'), variant(null, 'second.m3u8')];
    for (const current of [first, second]) {
      for (const bufferedS of [0, PLENTY_S]) {
        const scene = { variants: [first, second], current, throughput: 1_000_000, bufferedS };
        expect(chooseVariant(scene)).to.equal(current);
      }
    }
  });

  it('never changes twice while nothing else does', () => {
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
