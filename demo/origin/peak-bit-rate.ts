import { sizeName, type PictureSize } from './picture-size.ts';

const KEY_INTERVAL_S = 2;

/** Tables, stuffing and headers, which take so much however short a segment is. */
const OVERHEAD_KBITS = 96;

/** The most that was found in segments of many lengths and at all times of day. */
const COSTS: ReadonlyMap<string, { readonly keyKbits: number; readonly kbitsPerS: number }> = new Map([
  ['320x180', { keyKbits: 26, kbitsPerS: 121 }],
  ['640x360', { keyKbits: 70, kbitsPerS: 102 }],
  ['1280x720', { keyKbits: 193, kbitsPerS: 147 }],
  ['1920x1080', { keyKbits: 433, kbitsPerS: 235 }],
]);

/** For what was not found. */
const HEADROOM = 1.05;

/** What `BANDWIDTH` is for RFC 8216: no segment of that length has a higher bit rate, § 4.3.4.2. */
export function peakBitsPerS(size: PictureSize, segmentMs: number): number {
  const costs = COSTS.get(sizeName(size));
  if (!costs) throw new RangeError(`${sizeName(size)} was never measured.`);
  const durationS = segmentMs / 1000;
  // One more than there are key pictures: when a new minute begins, all of the picture changes.
  const wholePictures = Math.ceil(durationS / KEY_INTERVAL_S) + 1;
  const kbits = OVERHEAD_KBITS + wholePictures * costs.keyKbits + durationS * costs.kbitsPerS;
  return 1000 * Math.ceil((HEADROOM * kbits) / durationS);
}
