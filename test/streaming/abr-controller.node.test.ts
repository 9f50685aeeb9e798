import { expect } from 'chai';
import { beforeEach, describe, it } from 'node:test';
import type { Variant } from '../../src/core/index.ts';
import { AbrController } from '../../src/streaming/abr-controller.ts';
import { ManualClock } from '../manual-clock.ts';

const variantOf = (height: number, bandwidth: number | null): Variant => ({
  url: `${height}.m3u8`,
  bandwidth,
  resolution: height > 0 ? { width: (height * 16) / 9, height } : null,
  codecs: null,
});

const AUDIO_ONLY = variantOf(0, 64_000);
const LOW = variantOf(360, 1_000_000);
const MIDDLE = variantOf(540, 2_000_000);
const HIGH = variantOf(720, 4_000_000);

const FAST = 10_000_000;
const SLOW = 100_000;
/** So much is buffered that a higher variant may be tried. */
const PLENTY_S = 15;

describe('AbrController', () => {
  let clock: ManualClock;
  let abr: AbrController;
  beforeEach(() => {
    clock = new ManualClock();
    abr = new AbrController(clock);
  });

  const begin = (throughput = SLOW) => abr.begin([HIGH, LOW, MIDDLE], throughput);
  /** The variant that is wanted while another one plays, by default the lowest. */
  const wanted = (throughput: number, current = LOW, bufferedS = PLENTY_S) => {
    abr.variant = current;
    return abr.wanted({ throughput, bufferedS });
  };

  it('sorts the variants by rising bandwidth', () => {
    begin();
    expect(abr.variants).to.deep.equal([LOW, MIDDLE, HIGH]);
  });

  it('leaves out variants without a picture', () => {
    abr.begin([AUDIO_ONLY, HIGH, LOW], SLOW);
    expect(abr.variants).to.deep.equal([LOW, HIGH]);
  });

  it('leaves out variants without a picture if there is only one other', () => {
    abr.begin([AUDIO_ONLY, LOW], SLOW);
    expect([abr.variants, abr.variant]).to.deep.equal([[LOW], LOW]);
  });

  it('keeps variants without a picture if there are no others', () => {
    const more = { ...AUDIO_ONLY, bandwidth: 128_000 };
    abr.begin([more, AUDIO_ONLY], SLOW);
    expect(abr.variants).to.deep.equal([AUDIO_ONLY, more]);
  });

  it('begins with the best variant for the throughput', () => {
    const begun = [FAST, 2_500_000, SLOW].map((throughput) =>
      new AbrController(clock).begin([HIGH, LOW, MIDDLE], throughput),
    );
    expect(begun).to.deep.equal([HIGH, MIDDLE, LOW]);
  });

  it('begins with the best variant for 1 Mbit/s before anything has been loaded', () => {
    const quick = variantOf(240, 800_000);
    expect(new AbrController(clock).begin([HIGH, LOW, quick, variantOf(180, 200_000)])).to.equal(quick);
  });

  it('keeps the variant that plays when the variants are read again', () => {
    begin();
    abr.switched(MIDDLE);
    expect([begin(FAST), abr.variant]).to.deep.equal([MIDDLE, MIDDLE]);
  });

  it('begins with no variant if there is none', () => {
    expect(abr.begin([], FAST)).to.equal(undefined);
    expect(wanted(FAST)).to.equal(null);
  });

  it('wants no variant before any is known', () => {
    expect(wanted(FAST)).to.equal(null);
  });

  it('follows the throughput, up and down', () => {
    begin();
    expect(wanted(FAST)).to.equal(HIGH);
    expect(wanted(SLOW, HIGH, 2)).to.equal(LOW);
    expect(wanted(SLOW, HIGH)).to.equal(HIGH);
  });

  it('does not change the variant within 10 s of the last change', () => {
    begin();
    abr.switched(abr.variant!);
    expect(wanted(FAST)).to.equal(LOW);
    clock.sleep(9999);
    expect(wanted(FAST)).to.equal(LOW);
    expect(wanted(SLOW, HIGH, 0)).to.equal(HIGH);
    clock.sleep(1);
    expect(wanted(FAST)).to.equal(HIGH);
  });

  it("follows the viewer's selection at once, whatever the throughput", () => {
    begin();
    abr.switched(abr.variant!);
    abr.selected = MIDDLE;
    for (const throughput of [SLOW, FAST]) expect(wanted(throughput)).to.equal(MIDDLE);
  });

  it('follows the throughput again when the viewer selects none', () => {
    begin();
    abr.selected = MIDDLE;
    abr.selected = null;
    expect(wanted(FAST)).to.equal(HIGH);
  });

  it('removes a variant that cannot be loaded', () => {
    begin();
    abr.drop(HIGH);
    expect(abr.variants).to.deep.equal([LOW, MIDDLE]);
    expect(wanted(FAST)).to.equal(MIDDLE);
  });

  it('follows the throughput again when the selected variant cannot be loaded', () => {
    begin();
    abr.selected = HIGH;
    abr.drop(HIGH);
    expect(wanted(FAST)).to.equal(MIDDLE);
  });

  it("keeps the viewer's selection when another variant cannot be loaded", () => {
    begin();
    abr.selected = LOW;
    abr.drop(HIGH);
    expect(wanted(FAST, MIDDLE)).to.equal(LOW);
  });
});
