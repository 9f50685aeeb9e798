import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { clampTo, contains, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import type { DateFormat } from '../i18n/date-format.ts';
import { columnRuns, rectanglesPath, subtract } from './column-runs.ts';
import { keyIntent } from './key-intent.ts';
import { TimeScale } from './time-scale.ts';
import { byWholePixels } from './viewport.ts';

/** Large enough for a finger; the strip is drawn near its top. */
const HEIGHT_PX = 24;
const STRIP = { y: 3, heightPx: 5 };
/** The frame around what is in view is never narrower, so that it can be seen. */
const LEAST_FRAME_PX = 6;
/** How far an arrow key pans, as a share of what is in view. */
const ARROW_SHARE = 0.1;

export interface OverviewScene {
  readonly recorded: RecordedRanges;
  /** The whole time that the overview shows. */
  readonly bounds: TimeRange;
  /** That of the timeline, which shows a part of it. */
  readonly scale: TimeScale;
  readonly playhead: UnixMs | null;
  readonly isInert: boolean;
  readonly label: string;
  readonly dates: DateFormat;
}

export interface OverviewListener {
  readonly panned: (viewport: TimeRange) => void;
  readonly zoomed: (zoom: number) => void;
}

/**
 * The strip below the track, which shows the whole time that seeks may reach. Drags and keys on it pan the timeline. The
 * timeline renders it with each of its own updates.
 */
export class Overview implements EventListenerObject {
  #scale: TimeScale | null = null;
  #scene: OverviewScene | null = null;
  /** The time from the middle of what is in view to where it is held. */
  #heldMs = 0;

  constructor(private readonly listener: OverviewListener) {}

  render(scene: OverviewScene): TemplateResult {
    const { recorded, bounds, playhead, isInert, label, dates } = scene;
    const { viewport, widthPx, isRtl } = scene.scale;
    const shown = byWholePixels(this.#scale?.viewport ?? null, bounds, widthPx);
    const scale = TimeScale.reuse(this.#scale, shown, widthPx, isRtl);
    [this.#scene, this.#scale] = [scene, scale];
    const { start, end } = shown;
    return html`
      <div
        part="overview"
        role="slider"
        tabindex=${isInert ? -1 : 0}
        aria-label=${label}
        aria-disabled=${isInert}
        aria-valuemin=${Math.floor(start / 1000)}
        aria-valuemax=${Math.floor(end / 1000)}
        aria-valuenow=${Math.floor(clampTo(shown, middleOf(viewport)) / 1000)}
        aria-valuetext=${guard([viewport, dates], () => spokenRange(viewport, dates))}
        @pointerdown=${this}
        @pointermove=${this}
        @keydown=${this}
      >
        <svg width=${widthPx} height=${HEIGHT_PX}>
          ${guard([recorded, scale], () => recordedStrip(recorded, scale))} ${playheadAt(playhead, scale)}
          ${frameAround(viewport, scale)}
        </svg>
      </div>
    `;
  }

  handleEvent(event: Event): void {
    const [scene, scale] = [this.#scene, this.#scale];
    if (!scene || !scale || scene.isInert) return;
    if (event instanceof KeyboardEvent) this.#handleKey(event, scene);
    else this.#drag(event as PointerEvent, scene.scale.viewport, scale);
  }

  #drag(event: PointerEvent, viewport: TimeRange, scale: TimeScale) {
    const target = event.currentTarget as Element;
    const at = scale.instantAt(event.clientX - target.getBoundingClientRect().left);
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      target.setPointerCapture(event.pointerId);
      // A press beside what is in view brings its middle to the pointer.
      this.#heldMs = contains(viewport, at) ? at - middleOf(viewport) : 0;
    } else if (!target.hasPointerCapture(event.pointerId)) return;
    this.#panTo(viewport, at - this.#heldMs - (viewport.end - viewport.start) / 2);
  }

  #handleKey(event: KeyboardEvent, { bounds, scale: { viewport, isRtl } }: OverviewScene) {
    const intent = keyIntent(event, isRtl);
    if (!intent || intent.kind === 'cancel') return;
    event.preventDefault();
    const { start, end } = viewport;
    if (intent.kind === 'zoom') this.listener.zoomed(intent.zoom);
    else if (intent.kind === 'start' || intent.kind === 'end') this.#panTo(viewport, bounds[intent.kind]);
    else {
      const page = intent.kind === 'next' ? 1 : -1;
      const share = intent.kind === 'step' ? Math.sign(intent.seconds) * ARROW_SHARE : page;
      this.#panTo(viewport, start + share * (end - start));
    }
  }

  #panTo({ start, end }: TimeRange, to: UnixMs) {
    this.listener.panned({ start: to, end: to + end - start });
  }
}

/** The room of the overview, while there is nothing to show. */
export const emptyOverview = html`<div part="overview"></div>`;

const middleOf = ({ start, end }: TimeRange): UnixMs => (start + end) / 2;

/** `Sat 21 Nov, 13:05:00 – Sat 21 Nov, 14:05:00` */
const spokenRange = ({ start, end }: TimeRange, dates: DateFormat): string =>
  [start, end].map((at) => `${dates.day(at)}, ${dates.time(at)}`).join(' – ');

function recordedStrip(recorded: RecordedRanges, scale: TimeScale) {
  const runs = columnRuns(recorded.ranges, scale);
  const known = columnRuns(recorded.known, scale);
  const unknown = subtract(subtract([{ from: 0, to: scale.widthPx }], known), runs);
  return svg`
    <rect part="overview-track" y=${STRIP.y} width=${scale.widthPx} height=${STRIP.heightPx} />
    <path part="overview-unknown" d=${rectanglesPath(unknown, scale, STRIP.y, STRIP.heightPx)} />
    <path part="overview-recorded" d=${rectanglesPath(runs, scale, STRIP.y, STRIP.heightPx)} />
  `;
}

function playheadAt(playhead: UnixMs | null, scale: TimeScale) {
  if (playhead === null) return nothing;
  const x = Math.round(scale.xOf(playhead));
  return svg`<rect part="overview-playhead" x=${x - 1} y=${STRIP.y} width="2" height=${STRIP.heightPx} />`;
}

/** The frame around what is in view; none where that is all. */
function frameAround(viewport: TimeRange, scale: TimeScale) {
  const edges = [viewport.start, viewport.end].map((at) =>
    Math.round(scale.xOf(clampTo(scale.viewport, at))),
  );
  const [left, right] = [Math.min(...edges), Math.max(...edges)];
  if (right - left >= scale.widthPx) return nothing;
  const width = Math.max(right - left, LEAST_FRAME_PX);
  const x = Math.min(Math.max(Math.round((left + right - width) / 2), 0), scale.widthPx - width);
  const heightPx = STRIP.heightPx + 2;
  return svg`
    <g part="overview-viewport">
      <rect x=${x} y=${STRIP.y} width=${width} height=${STRIP.heightPx} />
      <path d="M${x + 1} ${STRIP.y - 1}v${heightPx}M${x + width - 1} ${STRIP.y - 1}v${heightPx}" />
    </g>
  `;
}

export const overviewStyles = css`
  [part='overview'] {
    block-size: 24px;
    /* Nothing is drawn in the lower part, so what is below may come closer. */
    margin-block-end: -6px;
    outline: none;
    cursor: grab;
    touch-action: pan-y;
    -webkit-tap-highlight-color: transparent;
  }

  [part='overview']:active {
    cursor: grabbing;
  }

  [part='overview']:focus-visible {
    border-radius: 4px;
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
    outline-offset: -2px;
  }

  [part='overview-track'] {
    fill: var(--time-shift-track, color-mix(in srgb, currentColor 10%, transparent));
  }

  [part='overview-recorded'],
  [part='overview-unknown'] {
    fill: var(--time-shift-recorded, color-mix(in srgb, currentColor 45%, transparent));
  }

  [part='overview-unknown'] {
    fill-opacity: 0.4;
  }

  [part='overview-playhead'] {
    fill: var(--time-shift-playhead, currentColor);
  }

  [part='overview-viewport'] rect {
    fill: var(--time-shift-accent, #4cc2ff);
    fill-opacity: 0.4;
  }

  [part='overview-viewport'] path {
    stroke: var(--time-shift-accent, #4cc2ff);
    stroke-width: 2px;
    stroke-linecap: round;
  }

  @container (inline-size < 340px) {
    [part='overview'] {
      display: none;
    }
  }

  @media (forced-colors: active) {
    [part='overview-track'] {
      fill: Canvas;
      stroke: GrayText;
    }

    [part='overview-recorded'] {
      fill: CanvasText;
    }

    [part='overview-unknown'] {
      fill: GrayText;
    }

    [part='overview-viewport'] rect {
      fill: none;
    }

    [part='overview-viewport'] path {
      stroke: Highlight;
      stroke-width: 3px;
    }

    [part='overview-playhead'] {
      fill: Highlight;
    }
  }
`;
