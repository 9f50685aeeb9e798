import { expect } from 'chai';
import { encodeVideo } from '../../../demo/origin/media/encode-video.ts';
import { codecName, type PictureFormat } from '../../../demo/origin/media/h264-parameter-sets.ts';
import { valueAt, type Plane } from '../../../demo/origin/media/mosaic.ts';
import { TestCard } from '../../../demo/origin/media/test-card.ts';

const START_MS = Date.UTC(2025, 10, 21, 9, 59, 58, 400);
const FRAME_MS = 40;

/** A group across the beginning of a minute, where every macroblock of the landscape may change. */
const TIMES = Array.from({ length: 60 }, (_, i) => START_MS + i * FRAME_MS);

/** Decodes pictures with the browser's decoder, and returns them in the order in which it puts them out. */
async function decode(format: PictureFormat): Promise<VideoFrame[]> {
  const frames: VideoFrame[] = [];
  let failure: DOMException | null = null;
  const decoder = new VideoDecoder({ output: (frame) => frames.push(frame), error: (e) => (failure = e) });
  decoder.configure({ codec: codecName(format) });
  for (const { data, ptsTicks, isKey } of encodeVideo({ format, channel: 7, groups: [TIMES] })) {
    const timestamp = Math.round((ptsTicks / 90 - START_MS) * 1000);
    decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp, data }));
  }
  await decoder.flush();
  expect(failure).to.equal(null);
  return frames;
}

/** The luma samples in the middle of all blocks of a frame, row by row. */
async function lumaOf(frame: VideoFrame, { columns }: Plane): Promise<number[]> {
  const bytes = new Uint8Array(frame.allocationSize());
  const [{ offset, stride }] = (await frame.copyTo(bytes)) as [PlaneLayout];
  const rows = Math.floor(frame.visibleRect!.height / 4);
  return Array.from({ length: rows * columns }, (_, i) => {
    const [x, y] = [4 * (i % columns) + 2, 4 * Math.floor(i / columns) + 2];
    return bytes[offset + y * stride + x] ?? NaN;
  });
}

describe('A decoder restores every picture of the encoder exactly, and in the order in which they are shown,', () => {
  const formats: [string, Partial<PictureFormat>][] = [
    ['of Constrained Baseline', {}],
    ['of Main', { profile: 'main' }],
    ['with B pictures', { profile: 'main', isReordered: true }],
  ];
  for (const [name, more] of formats) {
    it(name, async () => {
      const format = { widthPx: 640, heightPx: 352, fps: 25, ...more };
      const frames = await decode(format);
      const card = new TestCard(format.widthPx, format.heightPx, 7);
      expect(frames.map(({ timestamp }) => timestamp)).to.deep.equal(
        TIMES.map((ms) => (ms - START_MS) * 1000),
      );
      for (const [i, frame] of frames.entries()) {
        const { luma } = card.paint(TIMES[i]!);
        const decoded = await lumaOf(frame, luma);
        frame.close();
        const wrong = decoded.filter(
          (value, at) => value !== valueAt(luma, at % luma.columns, Math.floor(at / luma.columns)),
        );
        expect(wrong.length, `wrong blocks of picture ${i}`).to.equal(0);
      }
    });
  }
});
