import type { UnixMs } from '../../core/index.ts';

/** What the picture shows at an instant. */
export interface InstantPicture {
  readonly at: UnixMs;
  readonly image: ImageBitmap | HTMLCanvasElement;
}

/** A picture from so near stands for the instant, as does one from under the same pixel. */
const NEAR_MS = 10_000;
/** Twice as many as it has on the page, for screens that are as fine. */
const SIZE = { width: 320, height: 180 };

/** A frame of always the same size, with the picture that it is given or with none. */
export class PictureFrame {
  readonly canvas = Object.assign(document.createElement('canvas'), SIZE);
  #shown: InstantPicture | null = null;

  constructor() {
    this.canvas.part.add('picture');
  }

  /** Shows it if it tells what is at that instant, on a timeline where a pixel is so long. */
  show(picture: InstantPicture | null, at: UnixMs, pixelMs: number): HTMLCanvasElement {
    const isNear = picture !== null && Math.abs(picture.at - at) <= Math.max(NEAR_MS, pixelMs);
    const shown = isNear ? picture : null;
    if (shown !== this.#shown) draw(this.canvas, shown?.image);
    this.#shown = shown;
    return this.canvas;
  }
}

/** As large as it fits. */
function draw(canvas: HTMLCanvasElement, image: InstantPicture['image'] | undefined) {
  const context = canvas.getContext('2d');
  context?.clearRect(0, 0, SIZE.width, SIZE.height);
  if (!image?.width) return;
  const scale = Math.min(SIZE.width / image.width, SIZE.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  context?.drawImage(image, (SIZE.width - width) / 2, (SIZE.height - height) / 2, width, height);
}
