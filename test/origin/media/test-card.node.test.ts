import { expect } from 'chai';
import { describe, it } from 'node:test';
import { readBarcode, type Pixels } from '../../../demo/origin/media/barcode.ts';
import { changedMacroblocks, type Mosaic } from '../../../demo/origin/media/mosaic.ts';
import { TestCard } from '../../../demo/origin/media/test-card.ts';

const NOON_MS = Date.UTC(2025, 10, 21, 12);
const HOUR_MS = 3_600_000;

/** The picture in black and white, with one pixel for each block. */
function pixelsOf({ luma }: Mosaic): Pixels {
  const data = Array.from(luma.values).flatMap((value) => [value, value, value, 255]);
  return { data, width: luma.columns, height: luma.values.length / luma.columns };
}

function meanLuma({ luma }: Mosaic): number {
  return luma.values.reduce((sum, value) => sum + value, 0) / luma.values.length;
}

describe('TestCard', () => {
  for (const [width, height] of [
    [320, 180],
    [640, 360],
    [1280, 720],
  ] as const) {
    it(`shows its time and channel as a barcode at ${width}x${height}`, () => {
      const card = new TestCard(width, height, 42);
      for (const ms of [NOON_MS, NOON_MS + 40, NOON_MS + 12 * HOUR_MS - 40]) {
        expect(readBarcode(pixelsOf(card.paint(ms)))).to.deep.equal({ ms, channel: 42 });
      }
    });
  }

  it('paints an instant the same way, whatever was painted before', () => {
    const card = new TestCard(640, 360, 1);
    const before = card.paint(NOON_MS);
    card.paint(NOON_MS + 5 * HOUR_MS);
    expect(card.paint(NOON_MS)).to.deep.equal(before);
    expect(new TestCard(640, 360, 1).paint(NOON_MS)).to.deep.equal(before);
  });

  it('does not change a picture that it has returned', () => {
    const card = new TestCard(640, 360, 1);
    const picture = card.paint(NOON_MS);
    const copy = picture.clone();
    card.paint(NOON_MS + HOUR_MS);
    expect(picture).to.deep.equal(copy);
  });

  it('changes little from frame to frame, so that segments stay small', () => {
    const card = new TestCard(640, 360, 1);
    const changed = changedMacroblocks(card.paint(NOON_MS), card.paint(NOON_MS + 40));
    expect(changed.filter((isChanged) => isChanged).length).to.be.within(1, changed.length / 10);
  });

  it('is dark by night and bright by day', () => {
    const card = new TestCard(640, 360, 1);
    const [midnight, dawn, noon] = [0, 6, 12].map((hour) =>
      meanLuma(card.paint(NOON_MS + (hour - 12) * HOUR_MS)),
    );
    expect(midnight! + 15).to.be.lessThan(dawn!);
    expect(dawn! + 15).to.be.lessThan(noon!);
  });

  it('keeps luma and chroma within studio range at every hour', () => {
    const card = new TestCard(640, 360, 1);
    for (let hour = 0; hour < 24; hour++) {
      const { luma, chromaBlue, chromaRed } = card.paint(NOON_MS + hour * HOUR_MS);
      expect([...luma.values].every((value) => value >= 16 && value <= 235)).to.equal(true);
      const chroma = [...chromaBlue.values, ...chromaRed.values];
      expect(chroma.every((value) => value >= 16 && value <= 240)).to.equal(true);
    }
  });

  it('looks different on another day at the same hour', () => {
    const card = new TestCard(640, 360, 1);
    const [today, tomorrow] = [card.paint(NOON_MS), card.paint(NOON_MS + 24 * HOUR_MS)];
    const changed = changedMacroblocks(today, tomorrow);
    expect(changed.filter((isChanged) => isChanged).length).to.be.greaterThan(changed.length / 4);
  });
});
