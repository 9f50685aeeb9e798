/** A colour as video carries it: BT.601, studio range (luma 16 to 235, chroma around 128), not rounded. */
export interface Colour {
  readonly luma: number;
  readonly blue: number;
  readonly red: number;
}

/** @param hex a colour like 0x1b63ad */
export function fromRgb(hex: number): Colour {
  const [r, g, b] = [(hex >> 16) / 255, ((hex >> 8) & 0xff) / 255, (hex & 0xff) / 255] as const;
  const brightness = 0.299 * r + 0.587 * g + 0.114 * b;
  return {
    luma: 16 + 219 * brightness,
    blue: 128 + (112 / 0.886) * (b - brightness),
    red: 128 + (112 / 0.701) * (r - brightness),
  };
}

/** @param share 0 for all of `a`, 1 for all of `b` */
export function mix(a: Colour, b: Colour, share: number): Colour {
  return {
    luma: a.luma + (b.luma - a.luma) * share,
    blue: a.blue + (b.blue - a.blue) * share,
    red: a.red + (b.red - a.red) * share,
  };
}
