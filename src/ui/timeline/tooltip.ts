import { html, nothing, type TemplateResult } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import type { DateFormat } from '../i18n/date-format.ts';
import type { Localization } from '../i18n/localization.ts';
import type { Landing } from './landing.ts';
import type { TimeScale } from './time-scale.ts';

export interface TooltipScene {
  readonly landing: Landing;
  readonly pointedAt: UnixMs;
  readonly scale: TimeScale;
  readonly format: DateFormat;
  readonly words: Localization;
  /** Larger, and above what the finger covers. */
  readonly isTouch: boolean;
  /** The frame for a picture, if there is to be one. */
  readonly frame: HTMLCanvasElement | null;
}

/** Says where a click would land, above the place that is pointed at. */
export function tooltip(scene: TooltipScene): TemplateResult {
  const { landing, pointedAt, scale, words } = scene;
  const note = words.term(landing.isMoved ? 'nothingContinues' : 'nothingRecorded');
  // Lit's styleMap begins with a style attribute, which strict pages forbid.
  const place = `--x: ${Math.round(scale.xOf(pointedAt))}px; --width: ${scale.widthPx}px`;
  return html`
    <div part="tooltip" class=${scene.isTouch ? 'touch' : ''} .style=${place}>
      ${landing.isHole ? html`<div part="note">${note}</div>` : nothing} ${scene.frame} ${timeOf(scene)}
    </div>
  `;
}

function timeOf({ landing: { at }, format, words }: TooltipScene) {
  if (at === null) return html`<strong class="live">${words.term('live')}</strong>`;
  return html`<strong>${format.time(at)}</strong> <span>· ${format.day(at)}</span>`;
}
