import { BARCODE_COLUMNS, BARCODE_ROWS, readBarcode } from '../../../demo/origin/media/barcode.ts';

/** The barcode in the built-in origin's pictures covers this strip at their top, when they are 640 pixels wide. */
const STRIP = { width: 640, height: 32 };

/** Difference in brightness between a white and a black cell, even where something dims or blurs both. */
const CONTRAST = 20;
/** In a barcode, about half of all neighbouring cells differ. */
const BARCODE_SHARE = 0.25;

const canvas = new OffscreenCanvas(STRIP.width, STRIP.height);
const context = canvas.getContext('2d', { willReadFrequently: true });

/** The strip of an image, scaled to the size that is read. */
function stripOf(image: CanvasImageSource, width: number): ImageData | null {
  if (!context || width === 0) return null;
  context.clearRect(0, 0, STRIP.width, STRIP.height);
  const sourceHeight = (width / STRIP.width) * STRIP.height;
  context.drawImage(image, 0, 0, width, sourceHeight, 0, 0, STRIP.width, STRIP.height);
  return context.getImageData(0, 0, STRIP.width, STRIP.height);
}

const instantIn = (strip: ImageData | null): number | null => (strip && readBarcode(strip)?.ms) ?? null;

/** The instant in the current frame of a `<video>`, whether or not the page covers it. */
export const videoInstant = (video: HTMLVideoElement): number | null =>
  instantIn(stripOf(video, video.videoWidth));

export interface Screen {
  /** Null where the barcode cannot be read. */
  readonly instant: number | null;
  /** Whether no picture of the stream is visible. A picture with a spinner over a part of it is visible. */
  readonly isBlank: boolean;
}

/** Reads a screenshot: what a viewer sees. */
export async function readScreenshot(base64: string): Promise<Screen> {
  const answer = await fetch(`data:image/jpeg;base64,${base64}`);
  const bitmap = await createImageBitmap(await answer.blob());
  const strip = stripOf(bitmap, bitmap.width);
  bitmap.close();
  return { instant: instantIn(strip), isBlank: !strip || contrastShare(strip) < BARCODE_SHARE };
}

/** The share of the cells of a barcode, if this is one, that differ from their neighbour to the right. */
function contrastShare({ data, width, height }: ImageData): number {
  const cellPx = width / BARCODE_COLUMNS;
  let differing = 0;
  for (let row = 0; row < BARCODE_ROWS; row += 1) {
    const y = Math.floor(((row + 0.5) * height) / BARCODE_ROWS);
    const lumaAt = (column: number): number => {
      const i = 4 * (y * width + Math.floor((column + 0.5) * cellPx));
      return ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0)) / 3;
    };
    for (let column = 1; column < BARCODE_COLUMNS; column += 1) {
      if (Math.abs(lumaAt(column) - lumaAt(column - 1)) > CONTRAST) differing += 1;
    }
  }
  return differing / (BARCODE_ROWS * (BARCODE_COLUMNS - 1));
}
