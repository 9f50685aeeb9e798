import { expect } from 'chai';
import { PictureFrame } from '../../../src/ui/timeline/instant-picture.ts';

const AT = Date.parse('2026-11-21T14:00:00Z');

function red(width: number, height: number): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'red';
  context.fillRect(0, 0, width, height);
  return canvas;
}

const isRedAt = (canvas: HTMLCanvasElement, x: number, y: number) =>
  canvas.getContext('2d')!.getImageData(x, y, 1, 1).data[3] === 255;

describe('the frame of the picture', () => {
  it('is filled by a picture as wide as it', () => {
    const canvas = new PictureFrame().show({ at: AT, image: red(64, 36) }, AT, 1000);
    expect(isRedAt(canvas, 1, 1) && isRedAt(canvas, 318, 178)).to.equal(true);
  });

  it('shows another shape whole', () => {
    const canvas = new PictureFrame().show({ at: AT, image: red(40, 30) }, AT, 1000);
    expect([1, 45, 160, 275, 318].map((x) => isRedAt(canvas, x, 90))).to.deep.equal([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  const rows: [apartMs: number, pixelMs: number, isShown: boolean][] = [
    [10_000, 1000, true],
    [10_001, 1000, false],
    [-10_000, 1000, true],
    [-60_000, 60_000, true],
    [60_001, 60_000, false],
  ];
  for (const [apartMs, pixelMs, isShown] of rows) {
    it(`shows ${isShown ? 'a' : 'no'} picture from ${apartMs} ms away where a pixel is ${pixelMs} ms`, () => {
      const frame = new PictureFrame();
      frame.show({ at: AT, image: red(16, 9) }, AT, 1);
      const canvas = frame.show({ at: AT + apartMs, image: red(16, 9) }, AT, pixelMs);
      expect(isRedAt(canvas, 160, 90)).to.equal(isShown);
    });
  }

  it('is empty again when the picture is gone', () => {
    const frame = new PictureFrame();
    frame.show({ at: AT, image: red(16, 9) }, AT, 1);
    expect(isRedAt(frame.show(null, AT, 1), 160, 90)).to.equal(false);
  });
});
