import type { Translation } from '@shoelace-style/localize';
import type { TimeShiftErrorCode, TimeShiftErrorReason } from '../../core/index.ts';
import type { KeyAction } from '../panels/keys/key-rows.ts';

/** The values of `KeyboardEvent.key` that are shown by a name, since they write no visible sign. */
export type NamedKey =
  | ' '
  | `Arrow${'Left' | 'Right'}`
  | `Page${'Up' | 'Down'}`
  | 'Home'
  | 'End'
  | 'Escape'
  | 'Shift'
  | 'Alt';

/** The texts of the player and its controls. Dates and times are formatted by `Intl` and passed in. */
export interface PlayerTexts extends Translation {
  // Playback
  readonly play: string;
  readonly pause: string;
  readonly mute: string;
  readonly unmute: string;
  readonly volume: string;
  readonly back: (seconds: number) => string;
  readonly forward: (seconds: number) => string;
  readonly fullscreen: string;
  readonly leaveFullscreen: string;
  readonly pictureInPicture: string;
  readonly more: string;
  readonly live: string;
  readonly goLive: string;
  readonly behindLive: (text: string) => string;
  /** Before a time that is an estimate, for screen readers; others see "≈". */
  readonly about: string;
  readonly copyTime: string;
  readonly copied: string;
  readonly notCopied: string;
  // Waiting and errors
  readonly loading: string;
  readonly stillWaiting: string;
  readonly retry: string;
  /** Playback has skipped a gap from `from` to `to`, and continues at `at`. */
  readonly skippedHole: (from: string, to: string, at: string) => string;
  /** The stream has sent nothing since `time`. */
  readonly silentSince: (time: string) => string;
  /**
   * The sentences for errors by their reason or code. Without one, the error's own message is shown, in English.
   * `{}` stands for the detail of the error.
   */
  readonly errors: Readonly<Partial<Record<TimeShiftErrorCode | TimeShiftErrorReason, string>>>;
  // The timeline
  readonly seek: string;
  readonly isLive: string;
  readonly isRecorded: string;
  readonly isHole: string;
  readonly isUnknown: string;
  readonly nothingRecorded: string;
  readonly nothingContinues: string;
  readonly nothingPlays: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly timeShown: string;
  readonly all: string;
  readonly overview: string;
  readonly followPlayhead: string;
  readonly goToDate: string;
}

/** The texts of the panels that are loaded on demand. */
export interface PanelTexts {
  // Settings
  readonly speed: string;
  readonly quality: string;
  readonly automatic: string;
  readonly subtitles: string;
  readonly sound: string;
  readonly off: string;
  readonly airplay: string;
  readonly snapshot: string;
  readonly close: string;
  readonly displayZone: string;
  // Going to a date
  readonly date: string;
  readonly time: string;
  readonly go: string;
  readonly previousMonth: string;
  readonly nextMonth: string;
  readonly hasRecordings: string;
  readonly hasGaps: string;
  readonly noSuchTime: string;
  /** The time is outside the DVR window, which is from `from` to `to`. */
  readonly notKept: (from: string, to: string) => string;
  // Keys
  readonly keys: string;
  readonly keyNames: Readonly<Record<NamedKey, string>>;
  readonly keyActions: Readonly<Record<KeyAction, string>>;
}

/** All texts of the elements in one language. */
export interface PlayerTranslation extends PlayerTexts, PanelTexts {}
