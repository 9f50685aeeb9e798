import type { TimeShiftError } from '../../core/index.ts';

/** Playback went on after a hole, or a seek into one landed beside it. */
export interface GapSkipDetail {
  /** Where the hole begins. */
  readonly from: Date;
  /** Where it ends. */
  readonly to: Date;
}

/** What the viewer has marked; null where an end is not marked. */
export interface MarkChangeDetail {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** What `<time-shift-player>` tells, beside the events of its media element. None fires for what the page set. */
export interface TimeShiftPlayerEventMap {
  datechange: Event;
  modechange: Event;
  qualitychange: Event;
  recordedchange: Event;
  gapskip: CustomEvent<GapSkipDetail>;
  markchange: CustomEvent<MarkChangeDetail>;
  warning: CustomEvent<{ readonly error: TimeShiftError }>;
  /** Not an `ErrorEvent`: what went wrong is the player's `error`, too. */
  error: CustomEvent<{ readonly error: TimeShiftError }>;
}

/** Typed as `HTMLMediaElement`'s are, with the player's own on top. */
export type PlayerEventMap = Omit<HTMLElementEventMap, keyof TimeShiftPlayerEventMap> &
  TimeShiftPlayerEventMap;

/** The events of the inner `<video>` that the player fires as its own. */
export const MEDIA_EVENTS = [
  'abort',
  'canplay',
  'canplaythrough',
  'durationchange',
  'emptied',
  'ended',
  'enterpictureinpicture',
  'leavepictureinpicture',
  'loadeddata',
  'loadedmetadata',
  'loadstart',
  'pause',
  'play',
  'playing',
  'progress',
  'ratechange',
  'seeked',
  'seeking',
  'stalled',
  'suspend',
  'timeupdate',
  'volumechange',
  'waiting',
] as const;
