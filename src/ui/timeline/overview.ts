import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { clampTo, contains, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import type { DateFormat } from '../i18n/date-format.ts';
import { keyIntent } from './key-intent.ts';
import { overviewStrip, recordedStrip } from './overview-strip.ts';
import { TimeScale } from './time-scale.ts';
import { byWholePixels } from './viewport.ts';

export interface OverviewScene {
  readonly recorded: RecordedRanges;
  /** All that there is. */
  readonly bounds: TimeRange;
  /** What is in view of it. */
  readonly viewport: TimeRange;
  readonly playhead: UnixMs | null;
  readonly widthPx: number;
  readonly isRtl: boolean;
  readonly isInert: boolean;
  readonly label: string;
  readonly format: DateFormat;
}

export interface OverviewListener {
  readonly panned: (viewport: TimeRange) => void;
  readonly zoomed: (zoom: number) => void;
}

/** What an arrow key pans by, as a share of what is in view. */
const ARROW_SHARE = 0.1;

/** A strip of all that there is: drags and keys on it move what is in view. */
export class Overview implements EventListenerObject {
  #scale: TimeScale | null = null;
  #scene: OverviewScene | null = null;
  /** From the middle of what is in view to where it is held. */
  #heldMs = 0;

  constructor(private readonly listener: OverviewListener) {}

  render(scene: OverviewScene): TemplateResult {
    const { recorded, bounds, viewport, playhead, isInert, format } = scene;
    this.#scene = scene;
    const scale = (this.#scale = steadyScale(this.#scale, scene));
    return html`
      <div
        part="overview"
        role="slider"
        tabindex=${isInert ? -1 : 0}
        aria-label=${scene.label}
        aria-orientation="horizontal"
        aria-disabled=${isInert}
        aria-valuemin=${Math.floor(bounds.start / 1000)}
        aria-valuemax=${Math.floor(bounds.end / 1000)}
        aria-valuenow=${Math.floor(clampTo(bounds, middleOf(viewport)) / 1000)}
        aria-valuetext=${guard([viewport, format], () => spokenRange(viewport, format))}
        @pointerdown=${this}
        @pointermove=${this}
        @keydown=${this}
      >
        ${overviewStrip(
          guard([recorded, scale], () => recordedStrip(recorded, scale)),
          viewport,
          playhead,
          scale,
        )}
      </div>
    `;
  }

  handleEvent(event: Event): void {
    const [scene, scale] = [this.#scene, this.#scale];
    if (!scene || !scale || scene.isInert) return;
    if (event instanceof KeyboardEvent) this.#press(event, scene);
    else this.#drag(event as PointerEvent, scene.viewport, scale);
  }

  #drag(event: PointerEvent, viewport: TimeRange, scale: TimeScale) {
    const target = event.currentTarget as Element;
    const at = scale.instantAt(event.clientX - target.getBoundingClientRect().left);
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      target.setPointerCapture(event.pointerId);
      // Elsewhere, what is in view comes to the pointer.
      this.#heldMs = contains(viewport, at) ? at - middleOf(viewport) : 0;
    } else if (!target.hasPointerCapture(event.pointerId)) return;
    this.#panTo(viewport, at - this.#heldMs - (viewport.end - viewport.start) / 2);
  }

  #press(event: KeyboardEvent, { viewport, bounds, isRtl }: OverviewScene) {
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

/** Its room, while there is nothing to show. */
export const emptyOverview = html`<div part="overview"></div>`;

/** The same one for as long as nothing would move by a pixel: bounds go on with time. */
function steadyScale(before: TimeScale | null, { bounds, widthPx, isRtl }: OverviewScene): TimeScale {
  const viewport = byWholePixels(before?.viewport ?? null, bounds, widthPx);
  const isSame = before?.viewport === viewport && before.widthPx === widthPx && before.isRtl === isRtl;
  return isSame ? before : new TimeScale(viewport, widthPx, isRtl);
}

const middleOf = ({ start, end }: TimeRange): UnixMs => (start + end) / 2;

/** `Sat 21 Nov, 13:05:00 – Sat 21 Nov, 14:05:00` */
const spokenRange = ({ start, end }: TimeRange, format: DateFormat): string =>
  [start, end].map((at) => `${format.day(at)}, ${format.time(at)}`).join(' – ');
