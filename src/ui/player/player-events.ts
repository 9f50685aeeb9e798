import type { TimeShiftError } from '../../core/index.ts';

/** Playback continued after a gap in the recording, or a seek into a gap landed next to it. */
export interface GapSkipDetail {
  /** The start of the gap. */
  readonly from: Date;
  /** The end of the gap. */
  readonly to: Date;
}

/** The range that the viewer has marked. An end that is not marked is null. */
export interface MarkChangeDetail {
  readonly from: Date | null;
  readonly to: Date | null;
}

/**
 * The events of `<time-shift-player>` besides those of its media element. None of them fires for a property that the
 * page has set itself.
 */
export interface TimeShiftPlayerEventMap {
  datechange: Event;
  modechange: Event;
  qualitychange: Event;
  recordedchange: Event;
  timeshiftchange: Event;
  gapskip: CustomEvent<GapSkipDetail>;
  markchange: CustomEvent<MarkChangeDetail>;
  warning: CustomEvent<{ readonly error: TimeShiftError }>;
  /** This is not an `ErrorEvent`. The same error is the player's `error`. */
  error: CustomEvent<{ readonly error: TimeShiftError }>;
}

/** The types of all events of the player: those of HTML elements, where the player's own take precedence. */
export type PlayerEventMap = Omit<HTMLElementEventMap, keyof TimeShiftPlayerEventMap> &
  TimeShiftPlayerEventMap;

/** The events of the inner `<video>` that the player dispatches as its own. */
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
