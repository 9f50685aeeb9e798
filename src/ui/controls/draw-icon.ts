import { svg, type SVGTemplateResult } from 'lit';

/** An icon as Lucide has it: shapes in a box of 24 × 24. */
export type IconShapes = readonly (readonly [shape: string, attributes: Readonly<Record<string, string>>])[];

/** An icon of shapes, in the colour of the text around it. */
export function drawIcon(shapes: IconShapes, fill = 'none'): SVGTemplateResult {
  return svg`<svg part="icon" viewBox="0 0 24 24" width="20" height="20" fill=${fill} stroke="currentColor"
    stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    ${shapes.map((shape) => svg`<path d=${pathOf(shape)} />`)}</svg>`;
}

/** A path, whatever the shape: a template has no room for elements of any name. */
function pathOf([shape, attributes]: IconShapes[number]): string {
  const of = (name: string) => Number(attributes[name] ?? 0);
  switch (shape) {
    case 'circle': {
      const [r, across] = [of('r'), 2 * of('r')];
      return `M${of('cx') - r} ${of('cy')}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 ${-across} 0`;
    }
    case 'line':
      return `M${of('x1')} ${of('y1')}L${of('x2')} ${of('y2')}`;
    case 'rect': {
      const r = of('rx');
      const [right, down] = [of('width') - 2 * r, of('height') - 2 * r];
      const corner = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x * r} ${y * r}`;
      const start = `M${of('x') + r} ${of('y')}`;
      return `${start}h${right}${corner(1, 1)}v${down}${corner(-1, 1)}h${-right}${corner(-1, -1)}v${-down}${corner(1, -1)}`;
    }
    default:
      return attributes.d ?? '';
  }
}
