import type { ReactiveControllerHost } from 'lit';
import { clampTo, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { keyIntent } from './key-intent.ts';
import { nextRecordingStart, previousRecordingStart } from './recording-starts.ts';
import { Overview } from './overview.ts';
import { PointerGestures } from './pointer-gestures.ts';
import type { TimeScale } from './time-scale.ts';
import { dispatchTimelineEvent } from './timeline-events.ts';
import { TRACK_HEIGHT_PX } from './track.ts';
import { type PinchEvent, ViewGestures, type ViewportOwner } from './view-gestures.ts';

const DOUBLE_CLICK_ZOOM = 4;

/** The timeline, as far as its input depends on it. */
export interface InputOwner extends ViewportOwner, ReactiveControllerHost, HTMLElement {
  readonly recorded: RecordedRanges;
  readonly bounds: TimeRange;
  readonly now: UnixMs;
  /** Whether seeks are disabled, or there is nothing to seek in. */
  readonly isInert: boolean;
  /** Null while there is nothing to show. */
  readonly scale: TimeScale | null;
  zoomBy(factor: number): void;
}

/**
 * Turns what a viewer does with pointer, wheel and keys on a timeline into movements of its viewport and into the events
 * `point`, `seek-request` and `step-request`. The timeline creates it and binds its handlers in the template.
 */
export class TimelineInput {
  readonly gestures: ViewGestures;
  readonly pointer = new PointerGestures({
    isScrub: ({ currentTarget, clientY }) =>
      clientY >= (currentTarget as Element).getBoundingClientRect().bottom - TRACK_HEIGHT_PX,
    moved: () => {
      this.tellPoint();
      this.owner.requestUpdate();
    },
    chosen: (x) => this.#seekTo(this.#instantAt(x)),
    doubled: (x) => this.gestures.zoomAt(DOUBLE_CLICK_ZOOM, x),
    gripped: () => this.gestures.grip(),
    dragged: (fingers) => this.owner.isInert || this.gestures.drag(fingers),
    flung: (pxPerMs) => this.gestures.fling(pxPerMs),
  });
  readonly overview = new Overview({
    panned: (viewport) => {
      this.gestures.stop();
      this.gestures.show(viewport, true);
    },
    zoomed: (zoom) => this.owner.zoomBy(zoom),
  });
  #toldPoint: UnixMs | null = null;

  constructor(private readonly owner: InputOwner) {
    this.gestures = new ViewGestures(owner);
    // The listeners are not passive, so that they can keep the page from scrolling and zooming.
    for (const type of ['wheel', 'gesturestart', 'gesturechange']) {
      owner.addEventListener(type, (event) => this.#handleWheel(event), { passive: false });
    }
  }

  /** The instant that a click would choose; null while the pointer is elsewhere. */
  get pointedAt(): UnixMs | null {
    return this.pointer.x === null ? null : this.#instantAt(this.pointer.x);
  }

  /** Ends all movements and gestures without a result. */
  cancel(): void {
    this.gestures.stop();
    this.pointer.cancel();
  }

  /** Dispatches `point` if another instant is below the pointer now, because one of the two has moved. */
  tellPoint(): void {
    const at = this.pointedAt;
    if (at === this.#toldPoint) return;
    this.#toldPoint = at;
    dispatchTimelineEvent(this.owner, 'point', { at });
  }

  readonly handleKey = (event: KeyboardEvent): void => {
    const { owner } = this;
    if (owner.isInert || !owner.scale) return;
    const intent = keyIntent(event, owner.isRtl);
    if (!intent || (intent.kind === 'cancel' && !this.pointer.isHeld)) return;
    event.preventDefault();
    // A key ends what the pointer was doing, so that the viewport may follow again.
    this.cancel();
    if (intent.kind === 'step') dispatchTimelineEvent(owner, 'step-request', { seconds: intent.seconds });
    else if (intent.kind === 'zoom') owner.zoomBy(intent.zoom);
    else if (intent.kind !== 'cancel') this.#seekTo(this.#targetOf(intent.kind));
  };

  #handleWheel(event: Event) {
    const { owner, gestures } = this;
    if (owner.isInert || !owner.scale) return;
    const x = (event as MouseEvent).clientX - owner.getBoundingClientRect().left;
    const hasFocus = Boolean(owner.shadowRoot?.activeElement);
    if (event instanceof WheelEvent) gestures.wheel(event, x, hasFocus);
    else if (!this.pointer.isHeld) gestures.pinch(event as PinchEvent, x);
    else event.preventDefault();
  }

  #targetOf(key: 'start' | 'end' | 'previous' | 'next'): UnixMs | null {
    const { recorded, bounds, viewportScene, now } = this.owner;
    if (key === 'start' || key === 'end') return bounds[key];
    const from = viewportScene.focus ?? now;
    return (key === 'next' ? nextRecordingStart : previousRecordingStart)(recorded, bounds, from);
  }

  #instantAt(x: number): UnixMs | null {
    const { isInert, scale, bounds } = this.owner;
    if (isInert || !scale) return null;
    return clampTo(bounds, scale.instantAt(Math.min(Math.max(x, 0), scale.widthPx)));
  }

  #seekTo(at: UnixMs | null) {
    if (at !== null) dispatchTimelineEvent(this.owner, 'seek-request', { at });
  }
}
