import { expect } from 'chai';
import { html, render } from 'lit';
import { drawIcon, type IconShapes } from '../../../src/ui/controls/draw-icon.ts';
import * as icons from '../../../src/ui/controls/icons.ts';
import { clearStage } from '../stage.ts';

const SIZE = 24;
/** An offset at which no shape has an edge. */
const OFF_EDGES = 0.37;
const SVG = 'http://www.w3.org/2000/svg';

function drawn(icon: unknown): SVGSVGElement {
  const stage = document.createElement('div');
  document.body.append(stage);
  render(html`${icon}`, stage);
  return stage.querySelector('svg')!;
}

/** The shape as an SVG element of its own. */
function native(root: SVGSVGElement, [name, attributes]: IconShapes[number]): SVGGeometryElement {
  const shape = document.createElementNS(SVG, name) as SVGGeometryElement;
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  root.append(shape);
  return shape;
}

/** The area that a shape covers, as a grid of characters. */
function covered(shape: SVGGeometryElement): string {
  const rows = Array.from({ length: SIZE }, (_, y) =>
    Array.from({ length: SIZE }, (_, x) =>
      shape.isPointInStroke(new DOMPoint(x + OFF_EDGES, y + OFF_EDGES)) ? '#' : '.',
    ),
  );
  return rows.map((row) => row.join('')).join('\n');
}

describe('drawIcon', () => {
  afterEach(clearStage);

  const shapes: IconShapes = [
    ['path', { d: 'M3 4h10v5' }],
    ['circle', { cx: '12', cy: '11', r: '3' }],
    ['line', { x1: '4', y1: '5', x2: '20', y2: '9' }],
    ['rect', { x: '3', y: '4', width: '18', height: '12' }],
    ['rect', { x: '3', y: '4', width: '10', height: '7', rx: '2' }],
  ];
  for (const shape of shapes) {
    it(`draws a ${shape[0]} ${JSON.stringify(shape[1])} as the browser would`, () => {
      const svg = drawn(drawIcon([shape]));
      const path = covered(svg.querySelector('path')!);
      expect(path).to.include('#');
      expect(path).to.equal(covered(native(svg, shape)));
    });
  }

  for (const [name, icon] of Object.entries(icons)) {
    it(`draws all shapes of ${name}`, () => {
      const lengths = [...drawn(icon).querySelectorAll('path')].map((path) => path.getTotalLength());
      expect(lengths).to.not.be.empty;
      expect(Math.min(...lengths)).to.be.above(0);
    });
  }

  it('hides icons from screen readers and draws them in the colour of the text', () => {
    const svg = drawn(icons.playIcon);
    expect([svg.ariaHidden, svg.getAttribute('stroke'), svg.getAttribute('fill')]).to.deep.equal([
      'true',
      'currentColor',
      'currentColor',
    ]);
  });
});
