/** The barcode consists of square cells along the top of the picture: two rows of 40. A bright cell is a one. */
export const BARCODE_COLUMNS = 40;
export const BARCODE_ROWS = 2;

/** What the barcode of a frame contains. */
export interface Barcode {
  /** The time of the frame, in epoch milliseconds. */
  readonly ms: number;
  /** 0 to 255. */
  readonly channel: number;
}

/** `ImageData`, or an object of the same shape. */
export interface Pixels {
  /** Red, green, blue and alpha of each pixel. */
  readonly data: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

/** A fixed head and tail: they contain both colours, and pictures without a barcode hardly ever look like this. */
const HEAD = [1, 0, 1, 0] as const;
const TAIL = [0, 1, 0, 1, 0, 1, 0, 1] as const;

const MS_BITS = 44;
const CHANNEL_BITS = 8;
const CRC_BITS = 16;

/** Encodes a barcode as its 80 cells, row by row. */
export function barcodeBits({ ms, channel }: Barcode): number[] {
  const payload = [...toBits(ms, MS_BITS), ...toBits(channel, CHANNEL_BITS)];
  return [...HEAD, ...payload, ...toBits(crc16(payload), CRC_BITS), ...TAIL];
}

/** Decodes the cells that {@link barcodeBits} makes; null if a single bit differs. */
export function parseBarcodeBits(bits: readonly number[]): Barcode | null {
  const msBits = bits.slice(HEAD.length, HEAD.length + MS_BITS);
  const channelBits = bits.slice(HEAD.length + MS_BITS, HEAD.length + MS_BITS + CHANNEL_BITS);
  const barcode = { ms: fromBits(msBits), channel: fromBits(channelBits) };
  const expected = barcodeBits(barcode);
  const isIntact = bits.length === expected.length && expected.every((bit, i) => bit === bits[i]);
  return isIntact ? barcode : null;
}

/**
 * Reads the barcode from a picture of any size, or from the top strip of a picture. The strip needs the full width
 * of the picture, and at least a twentieth of its width in height.
 */
export function readBarcode(pixels: Pixels): Barcode | null {
  const cellPx = pixels.width / BARCODE_COLUMNS;
  if (pixels.height < BARCODE_ROWS * cellPx) return null;
  const lumas = Array.from({ length: BARCODE_ROWS * BARCODE_COLUMNS }, (_, i) =>
    cellLuma(pixels, (i % BARCODE_COLUMNS) * cellPx, Math.floor(i / BARCODE_COLUMNS) * cellPx, cellPx),
  );
  const threshold = (Math.min(...lumas) + Math.max(...lumas)) / 2;
  return parseBarcodeBits(lumas.map((luma) => (luma > threshold ? 1 : 0)));
}

/** The mean luma of the middle of a cell. The edges are left out, because scaling may have blurred them. */
function cellLuma({ data, width }: Pixels, leftPx: number, topPx: number, cellPx: number): number {
  const insetPx = cellPx / 4;
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(topPx + insetPx); y < topPx + cellPx - insetPx; y++) {
    for (let x = Math.floor(leftPx + insetPx); x < leftPx + cellPx - insetPx; x++) {
      const i = 4 * (y * width + x);
      sum += 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0);
      count++;
    }
  }
  return sum / count;
}

/** CRC-16/CCITT, bit by bit. */
function crc16(bits: readonly number[]): number {
  let crc = 0xffff;
  for (const bit of bits) {
    const carry = (crc >> 15) ^ bit;
    crc = ((crc << 1) & 0xffff) ^ (carry ? 0x1021 : 0);
  }
  return crc;
}

/** This calculates without shifts, because epoch milliseconds are longer than 32 bits. */
function toBits(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(value / 2 ** (count - 1 - i)) % 2);
}

function fromBits(bits: readonly number[]): number {
  return bits.reduce((value, bit) => 2 * value + bit, 0);
}
