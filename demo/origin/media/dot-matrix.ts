import { layOut, type Font } from './fonts.ts';
import type { Plane } from './mosaic.ts';

/** A distance in dots from the upper left corner of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Draws square dots on a luma plane. Chroma stays as it is, so the dots take the tint of the background. */
export class DotMatrix {
  private readonly plane: Plane;
  private readonly dotBlocks: number;

  constructor(plane: Plane, dotsAcross: number) {
    this.plane = plane;
    this.dotBlocks = plane.columns / dotsAcross;
  }

  dot(x: number, y: number, luma: number): void {
    this.blend(x, y, luma, 1);
  }

  /** @param share the share of the new luma in the result; the rest is the luma that was there before */
  blend(x: number, y: number, luma: number, share: number): void {
    const { dotBlocks, plane } = this;
    for (let row = y * dotBlocks; row < (y + 1) * dotBlocks; row++) {
      const start = row * plane.columns + x * dotBlocks;
      for (let i = start; i < start + dotBlocks; i++) {
        const before = plane.values[i] ?? 0;
        plane.values[i] = Math.round(before + (luma - before) * share);
      }
    }
  }

  /** Draws a text, given its upper left corner. */
  text(text: string, { x, y }: Place, font: Font, luma: number): void {
    for (const { glyph, x: offset } of layOut(text, font)) {
      glyph.forEach((dots, row) => {
        for (let i = 0; i < dots.length; i++) if (dots[i] === '#') this.dot(x + offset + i, y + row, luma);
      });
    }
  }
}
