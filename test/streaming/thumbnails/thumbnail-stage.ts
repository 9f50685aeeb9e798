import { BARCODE_COLUMNS, BARCODE_ROWS, readBarcode } from '../../../demo/origin/media/barcode.ts';
import type { UnixMs } from '../../../src/core/index.ts';

/** What the clock in a picture says; null where the picture has no clock. */
export function bitmapInstant(bitmap: ImageBitmap): UnixMs | null {
  const { width } = bitmap;
  const height = Math.ceil((width / BARCODE_COLUMNS) * BARCODE_ROWS);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  return readBarcode(context.getImageData(0, 0, width, height))?.ms ?? null;
}
