import { BARCODE_COLUMNS, barcodeBits } from './barcode.ts';
import { DotMatrix, type Place } from './dot-matrix.ts';
import { CLOCK_FONT, TEXT_FONT, type Font } from './fonts.ts';
import { paintLandscape } from './landscape.ts';
import { Mosaic } from './mosaic.ts';

/** The places on the test card. The player's controls cover the lowest quarter, the barcode the top rows. */
interface TestCardLayout {
  readonly dotsAcross: number;
  readonly clockFont: Font;
  readonly clock: Place;
  readonly milliseconds: Place;
  readonly date: Place;
  readonly zone: Place;
  /** Five characters wide; the name is aligned to the right. */
  readonly channel: Place;
  readonly sweep: Place & { readonly width: number };
}

/** For widths from 640 px: 160x90 dots. */
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

/** For smaller widths: 80x45 dots, too few for the large digits. */
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

function testCardLayout(widthPx: number): TestCardLayout {
  return widthPx < 640 ? COMPACT : WIDE;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const LUMA = { text: 235, barcodeOne: 180, barcodeZero: 32 } as const;

/** The brightness of the sweep's line without the light, and the length of the light's tail. */
const SWEEP_REST = 0.12;
const SWEEP_TAIL_DOTS = 25;

/**
 * Paints the picture of any instant: a landscape at that time of day with the time in UTC, as text and as a barcode.
 * It owns the parts of the last picture that stay the same for a second or a minute, so that consecutive pictures are
 * painted quickly. `makeSegment` makes one for each segment.
 */
export class TestCard {
  private readonly channel: number;
  private readonly layout: TestCardLayout;
  private readonly landscape: Mosaic;
  private landscapeMs = Number.NaN;
  private background: Mosaic;
  private backgroundMs = Number.NaN;

  constructor(widthPx: number, heightPx: number, channel: number) {
    this.channel = channel;
    this.layout = testCardLayout(widthPx);
    this.landscape = new Mosaic(widthPx, heightPx);
    this.background = this.landscape;
  }

  paint(timeMs: number): Mosaic {
    this.prepareBackground(timeMs - (timeMs % SECOND_MS));
    const picture = this.background.clone();
    this.paintBarcode(picture, timeMs);
    const dots = new DotMatrix(picture.luma, this.layout.dotsAcross);
    const milliseconds = new Date(timeMs).toISOString().slice(19, 23);
    dots.text(milliseconds, this.layout.milliseconds, TEXT_FONT, LUMA.text);
    this.paintSweep(dots, timeMs % SECOND_MS);
    return picture;
  }

  /** Paints what stays the same for a second. */
  private prepareBackground(secondMs: number): void {
    if (secondMs === this.backgroundMs) return;
    this.backgroundMs = secondMs;
    this.prepareLandscape(secondMs - (secondMs % MINUTE_MS));
    this.background = this.landscape.clone();
    const dots = new DotMatrix(this.background.luma, this.layout.dotsAcross);
    const { layout } = this;
    const iso = new Date(secondMs).toISOString();
    dots.text(iso.slice(11, 19), layout.clock, layout.clockFont, LUMA.text);
    dots.text(iso.slice(0, 10), layout.date, TEXT_FONT, LUMA.text);
    dots.text('UTC', layout.zone, TEXT_FONT, LUMA.text);
    dots.text(`CH${this.channel}`.padStart(5), layout.channel, TEXT_FONT, LUMA.text);
  }

  /** Paints the landscape, which changes once a minute: so its steps are invisible, and cost little. */
  private prepareLandscape(minuteMs: number): void {
    if (minuteMs === this.landscapeMs) return;
    this.landscapeMs = minuteMs;
    paintLandscape(this.landscape, minuteMs);
  }

  private paintBarcode(picture: Mosaic, timeMs: number): void {
    const cells = new DotMatrix(picture.luma, BARCODE_COLUMNS);
    barcodeBits({ ms: timeMs, channel: this.channel }).forEach((bit, i) => {
      const luma = bit ? LUMA.barcodeOne : LUMA.barcodeZero;
      cells.dot(i % BARCODE_COLUMNS, Math.floor(i / BARCODE_COLUMNS), luma);
    });
  }

  /** Paints a light that runs from left to right once a second. It makes a dropped frame visible. */
  private paintSweep(dots: DotMatrix, msOfSecond: number): void {
    const { x, y, width } = this.layout.sweep;
    const head = Math.floor((width * msOfSecond) / SECOND_MS);
    for (let i = 0; i < width; i++) {
      const behind = (head - i + width) % width;
      const light = Math.max(0, 1 - behind / SWEEP_TAIL_DOTS) ** 2;
      dots.blend(x + i, y, LUMA.text, SWEEP_REST + (1 - SWEEP_REST) * light);
    }
  }
}
