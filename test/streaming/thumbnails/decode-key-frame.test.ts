import { expect } from 'chai';
import { decodeKeyFrame } from '../../../src/streaming/thumbnails/decode-key-frame.ts';
import type { KeyFrame } from '../../../src/streaming/thumbnails/nal-units.ts';
import { KeyFrameReader } from '../../../src/streaming/thumbnails/key-frame-reader.ts';
import { HOUR_MS } from '../../time-units.ts';
import { windowMiddle, ownStream, segmentOf } from '../../session/own-stream.ts';
import { bitmapInstant } from './thumbnail-stage.ts';

const AT = windowMiddle(HOUR_MS);

async function keyFrame(knobs = ''): Promise<KeyFrame> {
  const response = await fetch(segmentOf(ownStream(knobs), AT));
  const reader = new KeyFrameReader();
  reader.read(new Uint8Array(await response.arrayBuffer()));
  return reader.keyFrame!;
}

describe('decodeKeyFrame', () => {
  for (const [size, width, height] of [
    ['320x180', 320, 180],
    ['640x360', 320, 180],
    ['1280x720', 320, 180],
    ['1920x1080', 320, 180],
  ] as const) {
    it(`makes a thumbnail of a picture of ${size}`, async () => {
      const bitmap = await decodeKeyFrame(await keyFrame(`~size=${size}`));
      expect([bitmap?.width, bitmap?.height]).to.deep.equal([width, height]);
      expect(bitmapInstant(bitmap!)).to.equal(AT);
    });
  }

  it('makes several thumbnails at the same time', async () => {
    const frame = await keyFrame();
    const bitmaps = await Promise.all([1, 2, 3, 4].map(() => decodeKeyFrame(frame)));
    expect(bitmaps.map((bitmap) => bitmapInstant(bitmap!))).to.deep.equal(Array(4).fill(AT));
  });

  it('returns null for a codec that the browser does not support', async () => {
    const { bytes } = await keyFrame();
    for (const codec of ['avc1.000000', 'avc1.', 'rubbish', '']) {
      expect(await decodeKeyFrame({ codec, bytes }), codec).to.equal(null);
    }
  });

  it('returns null for garbage, and still decodes the next picture', async () => {
    const { codec, bytes } = await keyFrame();
    for (const garbage of [new Uint8Array(), new Uint8Array(500).fill(7), bytes.slice(20)]) {
      expect(await decodeKeyFrame({ codec, bytes: garbage })).to.equal(null);
    }
    expect(bitmapInstant((await decodeKeyFrame({ codec, bytes }))!)).to.equal(AT);
  });
});
