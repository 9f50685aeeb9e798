import { html, nothing, type TemplateResult } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import type { DateFormat } from '../date-format.ts';
import type { Landing } from './landing.ts';
import type { TimeScale } from './time-scale.ts';
import { WORDS } from './words.ts';

/** Says where a click would land, above the place that is pointed at. */
export function tooltip(
  { at, isHole, isMoved }: Landing,
  pointedAt: UnixMs,
  scale: TimeScale,
  format: DateFormat,
): TemplateResult {
  // Lit's styleMap begins with a style attribute, which strict pages forbid.
  const place = `--x: ${Math.round(scale.xOf(pointedAt))}px; --width: ${scale.widthPx}px`;
  return html`
    <div part="tooltip" .style=${place}>
      ${isHole ? html`<div part="note">${isMoved ? WORDS.nothingContinues : WORDS.nothing}</div>` : nothing}
      ${at === null ? liveWord : html`<strong>${format.time(at)}</strong> <span>· ${format.day(at)}</span>`}
    </div>
  `;
}

const liveWord = html`<strong class="live">${WORDS.live}</strong>`;
