import type { UnixMs } from '../../core/index.ts';

/** A thumbnail: what the stream's picture shows at an instant. */
export interface InstantPicture {
  readonly at: UnixMs;
  readonly image: ImageBitmap | HTMLCanvasElement;
}

/** A picture that is this near stands for an instant, as does any picture of the same pixel of the timeline. */
const NEAR_MS = 10_000;

export const isNear = (picture: InstantPicture, at: UnixMs, pixelMs: number): boolean =>
  Math.abs(picture.at - at) <= Math.max(NEAR_MS, pixelMs);

/** Twice the size that it has on the page, for screens with a high resolution. */
const SIZE = { width: 320, height: 180 };

/** The canvas of the tooltip. It always has the same size, and shows one picture or none. */
export class PictureFrame {
  readonly canvas = Object.assign(document.createElement('canvas'), SIZE);
  #shown: InstantPicture | null = null;

  constructor() {
    this.canvas.part.add('picture');
  }

  show(picture: InstantPicture | null): HTMLCanvasElement {
    if (picture !== this.#shown) draw(this.canvas, picture?.image);
    this.#shown = picture;
    return this.canvas;
  }
}

/** Draws an image as large as it fits, on a clear canvas. */
function draw(canvas: HTMLCanvasElement, image: InstantPicture['image'] | undefined) {
  const context = canvas.getContext('2d');
  context?.clearRect(0, 0, SIZE.width, SIZE.height);
  if (!image?.width) return;
  const scale = Math.min(SIZE.width / image.width, SIZE.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  context?.drawImage(image, (SIZE.width - width) / 2, (SIZE.height - height) / 2, width, height);
}
