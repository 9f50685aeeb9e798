import { expect } from 'chai';
import {
  readStreamSettings,
  valuesOf,
  withValues,
  writeStreamSettings,
} from '../../demo/page/stream-settings.ts';

describe('the knobs in the address of a stream', () => {
  const SAME = [
    '/live/camera.m3u8',
    '/live/studio~shift=off~timeline=404.m3u8',
    '/live/studio~fail=segment:503:20%25~fail=playlist:html:1.m3u8?x=1&auth_key=a',
    '/live/studio~auth=a%2Fb%3F.m3u8',
  ];
  for (const src of SAME) {
    it(`are read and written again: ${src}`, () => {
      expect(writeStreamSettings(readStreamSettings(src)!)).to.equal(src);
    });
  }

  it('are read with a percent sign that stands for itself', () => {
    const stream = readStreamSettings('/live/studio~fail=segment:503:20%.m3u8')!;
    expect(valuesOf(stream, 'fail')).to.deep.equal(['segment:503:20%']);
    expect(writeStreamSettings(stream)).to.equal('/live/studio~fail=segment:503:20%25.m3u8');
  });

  for (const src of ['', 'https://d/live/s.m3u8', '/app/s.m3u8', '/live/a/b.m3u8', '/live/s.mpd']) {
    it(`are not read from another address: ${src || 'none'}`, () => {
      expect(readStreamSettings(src)).to.equal(null);
    });
  }

  const CHANGES: [knob: string, values: string[], after: string][] = [
    ['pdt', ['first'], 'a~pdt=first~fail=x~edge=3~fail=y'],
    ['pdt', [], 'a~fail=x~edge=3~fail=y'],
    ['edge', ['4'], 'a~pdt=none~fail=x~edge=4~fail=y'],
    ['fail', ['z'], 'a~pdt=none~fail=z~edge=3'],
    ['fail', [], 'a~pdt=none~edge=3'],
    ['size', ['320x180'], 'a~pdt=none~fail=x~edge=3~fail=y~size=320x180'],
  ];
  for (const [knob, values, after] of CHANGES) {
    it(`change in their places: ${knob} becomes ${values.join() || 'nothing'}`, () => {
      const stream = readStreamSettings('/live/a~pdt=none~fail=x~edge=3~fail=y.m3u8')!;
      expect(writeStreamSettings(withValues(stream, knob, values))).to.equal(`/live/${after}.m3u8`);
    });
  }
});
