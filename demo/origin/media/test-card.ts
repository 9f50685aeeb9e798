import { BARCODE_COLUMNS, barcodeBits } from './barcode.ts';
import { DotMatrix } from './dot-matrix.ts';
import { paintLandscape } from './landscape.ts';
import { Mosaic } from './mosaic.ts';
import { testCardLayout, type TestCardLayout } from './test-card-layout.ts';
import { TEXT_FONT } from './text-font.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const LUMA = { text: 235, barcodeOne: 180, barcodeZero: 32 } as const;

/** The sweep: how bright its line is at rest, and how many dots long its tail is. */
const SWEEP_REST = 0.12;
const SWEEP_TAIL_DOTS = 25;

/**
 * Paints the picture of any instant: a landscape at that time of day, and on it the time in UTC, which also
 * stands in a barcode. What changes seldom is painted once and kept for the pictures that follow.
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

  /** What is the same for a second. */
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

  /** What is the same for a minute: so slow a change goes unseen, and costs little. */
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

  /** A light that runs from left to right in each second, so that a dropped frame catches the eye. */
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
