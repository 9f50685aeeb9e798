import type { TimeRange, UnixMs } from '../../core/index.ts';

/** The viewer has chosen an instant of the timeline. It may lie in a hole; the seek decides where that leads to. */
export interface SeekRequestDetail {
  readonly at: UnixMs;
}

/** A step from where playback is, or from the target of a seek under way; negative is backward. */
export interface StepRequestDetail {
  readonly seconds: number;
}

/** The instant below the pointer, before it is chosen; null when the pointer has left. */
export interface PointDetail {
  readonly at: UnixMs | null;
}

/** The events of `<time-shift-timeline>`. All of them bubble and are composed. */
export interface TimeShiftTimelineEventMap {
  'seek-request': CustomEvent<SeekRequestDetail>;
  'step-request': CustomEvent<StepRequestDetail>;
  point: CustomEvent<PointDetail>;
  'viewport-change': CustomEvent<TimeRange>;
}

export function dispatchTimelineEvent<Type extends keyof TimeShiftTimelineEventMap>(
  target: EventTarget,
  type: Type,
  detail: TimeShiftTimelineEventMap[Type]['detail'],
): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
