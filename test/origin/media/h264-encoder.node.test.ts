import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { encodeKeyPicture, encodePredictedPicture } from '../../../demo/origin/media/h264-encoder.ts';
import { Mosaic, type Plane } from '../../../demo/origin/media/mosaic.ts';
import { nalTypes } from './transport-stream.ts';

const FORMAT = { widthPx: 60, heightPx: 44, fps: 25 };

/** Noise is the most difficult picture, because no block is like its neighbours. */
function noise(): Mosaic {
  const picture = new Mosaic(FORMAT.widthPx, FORMAT.heightPx);
  let state = 1;
  const fill = ({ values }: Plane): void => {
    for (let i = 0; i < values.length; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      values[i] = state >>> 24;
    }
  };
  [picture.luma, picture.chromaBlue, picture.chromaRed].forEach(fill);
  return picture;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

describe('The H.264 encoder', () => {
  // These bytes were decoded by ffmpeg, and every sample was compared with the pictures. After a change that is meant
  // to change the bytes, decode and compare again (ffmpeg -i x.264 -f rawvideo x.yuv).
  it('writes the same bytes for noise as when a decoder restored every sample', () => {
    const key = noise();
    const next = key.clone();
    next.luma.values.fill(200, 40, 90);
    next.chromaRed.values.fill(90, 10, 13);
    expect(digest(encodeKeyPicture(key, FORMAT, 0))).to.equal('d7360cd0be5f31d8');
    expect(digest(encodePredictedPicture(next, key, { frameNumber: 1 }))).to.equal('8e666ec5655feae5');
  });

  it('begins a key picture with a delimiter and parameter sets', () => {
    expect(nalTypes(encodeKeyPicture(noise(), FORMAT, 0))).to.deep.equal([9, 7, 8, 5]);
  });

  it('writes little more than headers for a picture that equals the previous one', () => {
    const picture = noise();
    expect(encodePredictedPicture(picture, picture.clone(), { frameNumber: 1 })).to.have.length.below(16);
  });

  it('writes a flat picture in few bytes', () => {
    const flat = new Mosaic(640, 360);
    expect(encodeKeyPicture(flat, { widthPx: 640, heightPx: 360, fps: 25 }, 0)).to.have.length.below(4000);
  });
});
