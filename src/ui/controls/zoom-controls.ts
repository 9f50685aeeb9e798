import { html } from 'lit';
import type { Localization } from '../i18n/localization.ts';
import { spanLabel } from '../timeline/timeline-spans.ts';
import { MIN_SPAN_MS, ZOOM_STEP } from '../timeline/viewport.ts';
import { zoomInIcon, zoomOutIcon } from './icons.ts';

const HOUR_MS = 3_600_000;
/** The spans that the button between the zoom buttons offers, before all of the time. */
const SPANS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];

export interface ZoomScene {
  /** How much time the timeline shows. */
  readonly spanMs: number;
  /** How much time there is to show. */
  readonly allMs: number;
  readonly language: string;
  readonly localize: Localization;
  readonly onZoom: (factor: number) => void;
  /** @param spanMs Infinity shows all of the time */
  readonly onSpan: (spanMs: number) => void;
}

/** Renders the buttons that zoom the timeline, and between them how much time it shows. */
export function renderZoomControls({ spanMs, allMs, language, localize, onZoom, onSpan }: ZoomScene) {
  const isAll = spanMs >= allMs;
  const label = isAll ? localize.term('all') : spanLabel(spanMs, language);
  return html`
    <button
      class="zoom"
      data-hide-order="2"
      aria-label=${localize.term('zoomOut')}
      ?disabled=${isAll}
      @click=${() => onZoom(1 / ZOOM_STEP)}
    >
      ${zoomOutIcon}
    </button>
    <button
      class="span"
      data-hide-order="4"
      aria-label="${localize.term('timeShown')}: ${label}"
      @click=${() => onSpan(nextSpan(spanMs, allMs))}
    >
      <bdi>${label}</bdi>
    </button>
    <button
      class="zoom"
      data-hide-order="2"
      aria-label=${localize.term('zoomIn')}
      ?disabled=${spanMs <= MIN_SPAN_MS}
      @click=${() => onZoom(ZOOM_STEP)}
    >
      ${zoomInIcon}
    </button>
  `;
}

/** The next longer span: an hour, six hours, a day, all of the time, then an hour again. */
function nextSpan(spanMs: number, allMs: number): number {
  const longer = SPANS_MS.find((each) => each > spanMs * 1.01 && each < allMs);
  return longer ?? (spanMs < allMs ? Infinity : HOUR_MS);
}
