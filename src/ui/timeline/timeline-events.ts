import type { TimeRange, UnixMs } from '../../core/index.ts';

/** An instant of the timeline was chosen. It may lie in a hole: where that leads to, the seek decides. */
export interface SeekRequestDetail {
  readonly at: UnixMs;
}

/** To go on by so much from where playback is, or is going; negative is backward. */
export interface StepRequestDetail {
  readonly seconds: number;
}

/** What the pointer is over, before it chooses; null when it has left. */
export interface PointDetail {
  readonly at: UnixMs | null;
}

/** What `<time-shift-timeline>` tells. All bubble, and leave the shadow trees that they are in. */
export interface TimeShiftTimelineEventMap {
  'seek-request': CustomEvent<SeekRequestDetail>;
  'step-request': CustomEvent<StepRequestDetail>;
  point: CustomEvent<PointDetail>;
  'viewport-change': CustomEvent<TimeRange>;
}
