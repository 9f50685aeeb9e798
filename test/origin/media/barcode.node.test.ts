import { expect } from 'chai';
import { describe, it } from 'node:test';
import {
  BARCODE_COLUMNS,
  barcodeBits,
  parseBarcodeBits,
  readBarcode,
  type Pixels,
} from '../../../demo/origin/media/barcode.ts';

const NOON = { ms: Date.UTC(2025, 10, 21, 12, 0, 0, 40), channel: 7 };

/** Draws cells as the pixels of a canvas. */
function draw(bits: readonly number[], width: number, height: number, [zero, one] = [32, 180]): Pixels {
  const cellPx = width / BARCODE_COLUMNS;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const column = Math.floor((i % width) / cellPx);
    const row = Math.floor(Math.floor(i / width) / cellPx);
    data.fill(bits[row * BARCODE_COLUMNS + column] === 1 ? one : zero, 4 * i, 4 * i + 3);
  }
  return { data, width, height };
}

describe('the barcode', () => {
  const barcodes = [
    { ms: 0, channel: 0 },
    NOON,
    { ms: NOON.ms, channel: 255 },
    { ms: 2 ** 32, channel: 1 },
    { ms: 2 ** 44 - 1, channel: 255 },
  ];
  for (const barcode of barcodes) {
    it(`is decoded as it was encoded: ${barcode.ms}, channel ${barcode.channel}`, () => {
      expect(parseBarcodeBits(barcodeBits(barcode))).to.deep.equal(barcode);
    });
  }

  it('is rejected if any single bit is flipped', () => {
    const bits = barcodeBits(NOON);
    for (let flipped = 0; flipped < bits.length; flipped++) {
      expect(parseBarcodeBits(bits.map((bit, i) => (i === flipped ? 1 - bit : bit)))).to.equal(null);
    }
  });

  it('is rejected if it is too short or too long', () => {
    expect(parseBarcodeBits(barcodeBits(NOON).slice(0, -1))).to.equal(null);
    expect(parseBarcodeBits([...barcodeBits(NOON), 0])).to.equal(null);
  });

  // Canvases of the picture's size and of other sizes, whole pictures and strips.
  const sizes = [[640, 32], [640, 360], [320, 16], [1280, 64], [854, 480], [300, 15], [200, 20]] as const; // oxfmt-ignore
  for (const [width, height] of sizes) {
    it(`is read from ${width}x${height} px`, () => {
      expect(readBarcode(draw(barcodeBits(NOON), width, height))).to.deep.equal(NOON);
    });
  }

  it('is read from cells with low contrast', () => {
    expect(readBarcode(draw(barcodeBits(NOON), 640, 32, [90, 110]))).to.deep.equal(NOON);
  });

  it('is not found in a strip without its lower row', () => {
    expect(readBarcode(draw(barcodeBits(NOON), 640, 31))).to.equal(null);
  });

  it('is not found in a picture without a barcode', () => {
    expect(readBarcode(draw([], 640, 32))).to.equal(null);
    expect(readBarcode({ data: [], width: 0, height: 0 })).to.equal(null);
  });
});
