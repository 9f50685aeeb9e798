import type { Colour } from './colour.ts';
import { daylightAt } from './daylight.ts';
import { hillsAt } from './hills.ts';
import type { Mosaic, Plane } from './mosaic.ts';
import { skyAt } from './sky.ts';

/** The landscape is measured in 1/160 of the picture's width, so it is the same at every size. */
const LENGTHS_ACROSS = 160;

/** Covers a picture with hills under a sky as it is at this time of day. */
export function paintLandscape({ luma, chromaBlue, chromaRed }: Mosaic, timeMs: number): void {
  const daylight = daylightAt(timeMs);
  const sky = skyAt(timeMs, daylight);
  const length = LENGTHS_ACROSS / luma.columns;
  const hills = Array.from({ length: luma.columns }, (_, column) =>
    hillsAt(timeMs, daylight, column * length),
  );
  const colours: Colour[] = [];
  for (let y = 0; colours.length < luma.values.length; y += length) {
    const skyHere = sky(y);
    hills.forEach((hill, column) => colours.push(hill(y) ?? skyHere(column * length)));
  }
  luma.values.set(colours.map((colour) => Math.round(colour.luma)));
  paintChroma(chromaBlue, colours, 'blue');
  paintChroma(chromaRed, colours, 'red');
}

/** There are four colours, one for each luma block, for a block of chroma: it gets their mean. */
function paintChroma({ values, columns }: Plane, colours: readonly Colour[], part: 'blue' | 'red'): void {
  const lumaColumns = 2 * columns;
  for (let i = 0; i < values.length; i++) {
    const upperLeft = 2 * Math.floor(i / columns) * lumaColumns + 2 * (i % columns);
    const four = [0, 1, lumaColumns, lumaColumns + 1].map(
      (offset) => colours[upperLeft + offset]?.[part] ?? 0,
    );
    values[i] = Math.round(four.reduce((sum, value) => sum + value) / 4);
  }
}
