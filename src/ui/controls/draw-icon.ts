import { svg, type SVGTemplateResult } from 'lit';

/** An icon in the format of Lucide: shapes in a box of 24 × 24. */
export type IconShapes = readonly (readonly [shape: string, attributes: Readonly<Record<string, string>>])[];

/** Draws an icon in the colour of the text around it. */
export function drawIcon(shapes: IconShapes, fill = 'none'): SVGTemplateResult {
  return svg`<svg part="icon" viewBox="0 0 24 24" width="20" height="20" fill=${fill} stroke="currentColor"
    stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    ${shapes.map((shape) => svg`<path d=${toPathData(shape)} />`)}</svg>`;
}

/** Converts any shape into the data of a path, since the name of an element cannot be an expression in a template. */
function toPathData([shape, attributes]: IconShapes[number]): string {
  const number = (name: string) => Number(attributes[name] ?? 0);
  switch (shape) {
    case 'circle': {
      const [r, diameter] = [number('r'), 2 * number('r')];
      return `M${number('cx') - r} ${number('cy')}a${r} ${r} 0 1 0 ${diameter} 0a${r} ${r} 0 1 0 ${-diameter} 0`;
    }
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
    case 'rect': {
      const r = number('rx');
      const [right, down] = [number('width') - 2 * r, number('height') - 2 * r];
      const corner = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x * r} ${y * r}`;
      const start = `M${number('x') + r} ${number('y')}`;
      return `${start}h${right}${corner(1, 1)}v${down}${corner(-1, 1)}h${-right}${corner(-1, -1)}v${-down}${corner(1, -1)}`;
    }
    default:
      return attributes.d ?? '';
  }
}
