import { expect } from 'chai';
import { systemClock, type Variant } from '../../src/core/index.ts';
import { AbrController } from '../../src/streaming/abr-controller.ts';
import { WoundClock } from '../session/wound-clock.ts';

const quality = (height: number, bandwidth: number | null): Variant => ({
  url: `${height}.m3u8`,
  bandwidth,
  resolution: height > 0 ? { width: (height * 16) / 9, height } : null,
  codecs: null,
});

const SOUND = quality(0, 64_000);
const LOW = quality(360, 1_000_000);
const MIDDLE = quality(540, 2_000_000);
const HIGH = quality(720, 4_000_000);

const FAST = 10_000_000;
const SLOW = 100_000;
/** So much is buffered that there is room to go up. */
const PLENTY_S = 15;

describe('AbrController', () => {
  let clock: WoundClock;
  let abr: AbrController;
  beforeEach(() => {
    clock = new WoundClock();
    abr = new AbrController(systemClock);
  });
  afterEach(() => clock.stop());

  const begin = (throughput = SLOW) => abr.begin([HIGH, LOW, MIDDLE], throughput);
  /** What is wanted while the lowest one plays, unless told otherwise. */
  const wanted = (throughput: number, current = LOW, bufferedS = PLENTY_S) => {
    abr.variant = current;
    return abr.wanted({ throughput, bufferedS });
  };

  it('are told from the least bandwidth to the most', () => {
    begin();
    expect(abr.variants).to.deep.equal([LOW, MIDDLE, HIGH]);
  });

  it('are those with a picture, where there are any', () => {
    abr.begin([SOUND, HIGH, LOW], SLOW);
    expect(abr.variants).to.deep.equal([LOW, HIGH]);
  });

  it('are all there are where none has a picture', () => {
    const more = { ...SOUND, bandwidth: 128_000 };
    abr.begin([more, SOUND], SLOW);
    expect(abr.variants).to.deep.equal([SOUND, more]);
  });

  it('begin with the best that the network carries', () => {
    const begun = [FAST, 2_500_000, SLOW].map((throughput) =>
      new AbrController(systemClock).begin([HIGH, LOW, MIDDLE], throughput),
    );
    expect(begun).to.deep.equal([HIGH, MIDDLE, LOW]);
  });

  it('begin with none where there is none', () => {
    expect(abr.begin([], FAST)).to.equal(undefined);
    expect(wanted(FAST)).to.equal(null);
  });

  it('are not wanted before any are known', () => expect(wanted(FAST)).to.equal(null));

  it('follow the network, up and down', () => {
    begin();
    expect(wanted(FAST)).to.equal(HIGH);
    expect(wanted(SLOW, HIGH, 2)).to.equal(LOW);
    expect(wanted(SLOW, HIGH)).to.equal(HIGH);
  });

  it('do not change within 10 s of a change', () => {
    begin();
    abr.switched(abr.variant!);
    expect(wanted(FAST)).to.equal(LOW);
    clock.skip(9000);
    expect(wanted(FAST)).to.equal(LOW);
    expect(wanted(SLOW, HIGH, 0)).to.equal(HIGH);
    clock.skip(1000);
    expect(wanted(FAST)).to.equal(HIGH);
  });

  it('follow the choice of the viewer at once, whatever the network', () => {
    begin();
    abr.switched(abr.variant!);
    abr.selected = MIDDLE;
    for (const throughput of [SLOW, FAST]) expect(wanted(throughput)).to.equal(MIDDLE);
  });

  it('follow the network again when the viewer leaves it to that', () => {
    begin();
    abr.selected = MIDDLE;
    abr.selected = null;
    expect(wanted(FAST)).to.equal(HIGH);
  });

  it('have no more of one that cannot be played', () => {
    begin();
    abr.drop(HIGH);
    expect(abr.variants).to.deep.equal([LOW, MIDDLE]);
    expect(wanted(FAST)).to.equal(MIDDLE);
  });

  it('follow the network again where the chosen one cannot be played', () => {
    begin();
    abr.selected = HIGH;
    abr.drop(HIGH);
    expect(wanted(FAST)).to.equal(MIDDLE);
  });

  it('keep the choice of the viewer where another one cannot be played', () => {
    begin();
    abr.selected = LOW;
    abr.drop(HIGH);
    expect(wanted(FAST, MIDDLE)).to.equal(LOW);
  });
});
