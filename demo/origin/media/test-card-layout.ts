import { CLOCK_FONT } from './clock-font.ts';
import type { Place } from './dot-matrix.ts';
import type { Font } from './glyph.ts';
import { TEXT_FONT } from './text-font.ts';

/** Where things stand on the test card. Controls cover the lowest quarter, the barcode the uppermost rows. */
export interface TestCardLayout {
  readonly dotsAcross: number;
  readonly clockFont: Font;
  readonly clock: Place;
  readonly milliseconds: Place;
  readonly date: Place;
  readonly zone: Place;
  /** Room for five characters, the name on the right of it. */
  readonly channel: Place;
  readonly sweep: Place & { readonly width: number };
}

/** From 640 px: 160x90 dots. */
const WIDE: TestCardLayout = {
  dotsAcross: 160,
  clockFont: CLOCK_FONT,
  clock: { x: 18, y: 13 },
  milliseconds: { x: 120, y: 26 },
  sweep: { x: 18, y: 37, width: 125 },
  date: { x: 18, y: 42 },
  zone: { x: 84, y: 42 },
  channel: { x: 114, y: 42 },
};

/** Below: 80x45 dots, too few for the large digits. */
const COMPACT: TestCardLayout = {
  dotsAcross: 80,
  clockFont: TEXT_FONT,
  clock: { x: 4, y: 8 },
  milliseconds: { x: 51, y: 8 },
  sweep: { x: 4, y: 18, width: 72 },
  date: { x: 4, y: 22 },
  zone: { x: 4, y: 31 },
  channel: { x: 47, y: 31 },
};

export function testCardLayout(widthPx: number): TestCardLayout {
  return widthPx < 640 ? COMPACT : WIDE;
}
