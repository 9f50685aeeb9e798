import { html, svg, type TemplateResult } from 'lit';
import type { Tick } from './ticks.ts';

export const RULER_HEIGHT_PX = 17;
const BASELINE_PX = 11;
const MARK_PX = 3;

/** The line of ticks and their labels. */
export function ruler(ticks: readonly Tick[], widthPx: number): TemplateResult {
  return html`
    <svg part="ticks" width=${widthPx} height=${RULER_HEIGHT_PX}>
      ${ticks.map(({ x, labelX, label, isMajor }) => {
        const column = Math.round(x);
        return svg`
          <rect part="tick" x=${column} y=${RULER_HEIGHT_PX - MARK_PX} width="1" height=${MARK_PX} />
          <text part=${isMajor ? 'label major' : 'label'} x=${Math.round(labelX)} y=${BASELINE_PX}>${label}</text>
        `;
      })}
    </svg>
  `;
}
