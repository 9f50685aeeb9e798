import { layOut, type Font } from './glyph.ts';
import type { Plane } from './mosaic.ts';

/** Dots from the upper left corner of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Draws on a luma plane in square dots. Chroma stays, so that light takes the tint of what it falls on. */
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

  /** @param share how much of the new luma; the rest is what was there */
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

  /** Draws a text whose upper left corner is given. */
  text(text: string, { x, y }: Place, font: Font, luma: number): void {
    for (const { glyph, x: offset } of layOut(text, font)) {
      glyph.forEach((dots, row) => {
        for (let i = 0; i < dots.length; i++) if (dots[i] === '#') this.dot(x + offset + i, y + row, luma);
      });
    }
  }
}
