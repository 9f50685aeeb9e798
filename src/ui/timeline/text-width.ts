const context = document.createElement('canvas').getContext('2d');

/** Measures labels in an element's font, as bold as they get, in CSS pixels and without laying them out. */
export function textWidthPx(element: Element): (label: string) => number {
  const { fontSize, fontFamily } = getComputedStyle(element);
  return (label) => {
    if (!context) return label.length * parseFloat(fontSize);
    context.font = `600 ${fontSize} ${fontFamily}`;
    return context.measureText(label).width;
  };
}
