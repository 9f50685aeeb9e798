import type { UnixMs } from '../../core/index.ts';

/** What the picture shows at an instant. */
export interface InstantPicture {
  readonly at: UnixMs;
  readonly image: ImageBitmap | HTMLCanvasElement;
}

/** A picture from so near stands for the instant, as does one from under the same pixel. */
const NEAR_MS = 10_000;

/** Whether a picture tells what is at an instant, on a timeline where a pixel is so long. */
export function isPictureOf(picture: InstantPicture, at: UnixMs, pixelMs: number): boolean {
  return Math.abs(picture.at - at) <= Math.max(NEAR_MS, pixelMs);
}

/** Fills the canvas with as much of the picture as fits, or with nothing. */
export function drawPicture(canvas: HTMLCanvasElement, picture: InstantPicture | null): void {
  const context = canvas.getContext('2d');
  const { width, height } = canvas;
  context?.clearRect(0, 0, width, height);
  if (!picture?.image.width) return;
  const { image } = picture;
  const scale = Math.min(width / image.width, height / image.height);
  const [across, down] = [image.width * scale, image.height * scale];
  context?.drawImage(image, (width - across) / 2, (height - down) / 2, across, down);
}
