import { expect } from 'chai';
import { isNear, PictureFrame } from '../../../src/ui/timeline/instant-picture.ts';

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

describe('PictureFrame', () => {
  it('is filled by a picture of its own shape', () => {
    const canvas = new PictureFrame().show({ at: AT, image: red(64, 36) });
    expect(isRedAt(canvas, 1, 1) && isRedAt(canvas, 318, 178)).to.equal(true);
  });

  it('shows the whole of a picture of another shape', () => {
    const canvas = new PictureFrame().show({ at: AT, image: red(40, 30) });
    expect([1, 45, 160, 275, 318].map((x) => isRedAt(canvas, x, 90))).to.deep.equal([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('is empty again when the picture is gone', () => {
    const frame = new PictureFrame();
    frame.show({ at: AT, image: red(16, 9) });
    expect(isRedAt(frame.show(null), 160, 90)).to.equal(false);
  });

  it('replaces one picture by another', () => {
    const frame = new PictureFrame();
    frame.show({ at: AT, image: red(64, 36) });
    const canvas = frame.show({ at: AT, image: red(40, 30) });
    expect([isRedAt(canvas, 1, 90), isRedAt(canvas, 160, 90)]).to.deep.equal([false, true]);
  });
});

describe('isNear', () => {
  const rows: [apartMs: number, pixelMs: number, isShown: boolean][] = [
    [10_000, 1000, true],
    [10_001, 1000, false],
    [-10_000, 1000, true],
    [-60_000, 60_000, true],
    [60_001, 60_000, false],
  ];
  for (const [apartMs, pixelMs, isShown] of rows) {
    it(`is ${isShown} for a picture from ${apartMs} ms away where a pixel is ${pixelMs} ms`, () =>
      expect(isNear({ at: AT + apartMs, image: red(16, 9) }, AT, pixelMs)).to.equal(isShown));
  }
});
