import { expect } from 'chai';
import { decodableVariants, decoderError, undecodableCodec } from '../../../src/core/hls/codecs.ts';
import type { Variant } from '../../../src/core/index.ts';

/** A browser that decodes VP9, besides what all decode. */
const canPlay = (type: string): boolean => type === 'video/mp4;codecs="vp09.00.10.08"';

const variantOf = (codecs: string | null): Variant => ({
  url: `${codecs}.m3u8`,
  bandwidth: 1,
  resolution: null,
  codecs,
});

describe('undecodableCodec', () => {
  const cases: [codecs: string | null, undecodable: string | null][] = [
    [null, null],
    ['', null],
    ['avc1.42c01e,mp4a.40.2', null],
    // As old encoders write it, and without a profile.
    ['avc1.66.30, mp4a.40.34', null],
    ['avc1,mp4a', null],
    ['avc1.42c01e,mp4a.40.2,wvtt', null],
    ['vp09.00.10.08,mp4a.40.2', null],
    ['hvc1.1.6.L93.B0,mp4a.40.2', 'hvc1.1.6.L93.B0'],
    ['mp4a.40.2, hev1.1.6.L93.B0', 'hev1.1.6.L93.B0'],
    ['avc1.42c01e,ec-3', 'ec-3'],
  ];
  for (const [codecs, undecodable] of cases) {
    it(`is ${undecodable ?? 'none'} of ${codecs === null ? 'no CODECS' : `"${codecs}"`}`, () => {
      expect(undecodableCodec(codecs, canPlay)).to.equal(undecodable);
    });
  }
});

describe('decodableVariants', () => {
  const [avc, hevc, unstated] = [variantOf('avc1.42c01e'), variantOf('hvc1.1.6.L93.B0'), variantOf(null)];

  it('leaves out what the browser cannot decode, in the order of the playlist', () => {
    expect(decodableVariants([hevc, avc, unstated], canPlay)).to.deep.equal([avc, unstated]);
  });

  it('is empty where there are no variants', () => {
    expect(decodableVariants([], canPlay)).to.deep.equal([]);
  });

  it('throws an error with the name of the first codec where none can be decoded', () => {
    expect(() => decodableVariants([hevc, variantOf('av01.0.04M.08')], canPlay))
      .to.throw(/H\.265, hvc1\.1\.6\.L93\.B0/)
      .with.property('reason', 'no-decoder');
  });
});

describe('decoderError', () => {
  it('names the codec, and says what to do', () => {
    const { message, code, detail } = decoderError('av01.0.04M.08');
    expect({ code, detail }).to.deep.equal({ code: 'unsupported', detail: 'av01.0.04M.08' });
    expect(message).to.match(/av01\.0\.04M\.08.*another browser/);
  });
});
