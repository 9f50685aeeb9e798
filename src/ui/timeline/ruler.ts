import { html, svg, type TemplateResult } from 'lit';
import type { Tick } from './ticks.ts';

const HEIGHT_PX = 17;
const BASELINE_PX = 11;
const MARK_PX = 3;

/** The line of ticks and their labels. */
export function ruler(ticks: readonly Tick[], widthPx: number): TemplateResult {
  return html`
    <svg part="ticks" width=${widthPx} height=${HEIGHT_PX}>
      ${ticks.map(
        ({ x, labelX, label, isMajor }) => svg`
          <rect part="tick" x=${Math.round(x)} y=${HEIGHT_PX - MARK_PX} width="1" height=${MARK_PX} />
          <text part=${isMajor ? 'label major' : 'label'} x=${Math.round(labelX)} y=${BASELINE_PX}>${label}</text>
        `,
      )}
    </svg>
  `;
}

const MOST_WIDTHS_KEPT = 2000;
const widths = new Map<string, number>();
const context = document.createElement('canvas').getContext('2d');

/** Measures labels in an element's font, in bold and in CSS pixels, without a layout of the page. */
export function textWidthPx(element: Element): (label: string) => number {
  const { fontSize, fontFamily } = getComputedStyle(element);
  const font = `600 ${fontSize} ${fontFamily}`;
  return (label) => {
    const key = font + label;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = measure(label, font) ?? label.length * parseFloat(fontSize);
    if (widths.size >= MOST_WIDTHS_KEPT) widths.clear();
    widths.set(key, width);
    return width;
  };
}

function measure(label: string, font: string): number | undefined {
  if (!context) return undefined;
  context.font = font;
  return context.measureText(label).width;
}
