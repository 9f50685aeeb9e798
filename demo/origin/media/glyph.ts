/** Rows of dots from the top, a `#` for each lit one. */
export type Glyph = readonly string[];

export interface Font {
  readonly glyphs: ReadonlyMap<string, Glyph>;
  /** Dots between two glyphs. */
  readonly spacing: number;
}

/** Reads glyphs of equal width that are drawn side by side with one column between them. */
export function glyphsFromDrawing(characters: string, drawing: string): [string, Glyph][] {
  const rows = drawing.trim().split('\n');
  const pitch = ((rows[0]?.length ?? 0) + 1) / characters.length;
  return Array.from(characters, (character, i) => [
    character,
    rows.map((row) => row.slice(i * pitch, (i + 1) * pitch - 1)),
  ]);
}

/** The glyphs of a text, each with how many dots from the text's left it begins. */
export function layOut(text: string, font: Font): { glyph: Glyph; x: number }[] {
  let x = 0;
  return Array.from(text, (character) => {
    const glyph = font.glyphs.get(character);
    if (!glyph) throw new RangeError(`The font has no glyph for "${character}" of "${text}".`);
    const placed = { glyph, x };
    x += (glyph[0]?.length ?? 0) + font.spacing;
    return placed;
  });
}
