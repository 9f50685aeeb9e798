const context = document.createElement('canvas').getContext('2d');
const MOST_KEPT = 2000;
const widths = new Map<string, number>();

/** Measures labels in an element's font, as bold as they get, in CSS pixels and without laying them out. */
export function textWidthPx(element: Element): (label: string) => number {
  const { fontSize, fontFamily } = getComputedStyle(element);
  const font = `600 ${fontSize} ${fontFamily}`;
  return (label) => {
    const key = font + label;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = measured(label, font) ?? label.length * parseFloat(fontSize);
    if (widths.size >= MOST_KEPT) widths.clear();
    widths.set(key, width);
    return width;
  };
}

function measured(label: string, font: string): number | undefined {
  if (!context) return undefined;
  context.font = font;
  return context.measureText(label).width;
}
