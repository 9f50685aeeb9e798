import type { Translation } from '@shoelace-style/localize';
import type { TimeShiftErrorCode } from '../../core/index.ts';
import type { KeyAction } from '../panels/keys/key-rows.ts';

/** Keys that write nothing that could be shown, as `KeyboardEvent.key` has them. */
export type NamedKey =
  ' ' | `Arrow${'Left' | 'Right'}` | `Page${'Up' | 'Down'}` | 'Home' | 'End' | 'Escape' | 'Shift' | 'Alt';

/** All that the elements say, in one language. Dates and times are written by `Intl`. */
export interface PlayerTranslation extends Translation {
  // Playback
  readonly play: string;
  readonly pause: string;
  readonly mute: string;
  readonly unmute: string;
  readonly volume: string;
  readonly back: (seconds: number) => string;
  readonly forward: (seconds: number) => string;
  readonly speed: string;
  readonly quality: string;
  readonly automatic: string;
  readonly subtitles: string;
  readonly sound: string;
  readonly off: string;
  readonly fullscreen: string;
  readonly leaveFullscreen: string;
  readonly pictureInPicture: string;
  readonly airplay: string;
  readonly snapshot: string;
  readonly more: string;
  readonly close: string;
  readonly live: string;
  readonly goLive: string;
  readonly behindLive: (text: string) => string;
  readonly copyTime: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly partMissing: string;
  readonly displayZone: string;
  // Waiting and failing
  readonly loading: string;
  readonly stillWaiting: string;
  readonly retry: string;
  readonly skippedHole: (from: string, to: string, at: string) => string;
  readonly silentSince: (time: string) => string;
  // By the code of the error
  readonly errors: Readonly<Partial<Record<TimeShiftErrorCode, string>>>;
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
  readonly markIn: string;
  readonly markOut: string;
  // Going to a date
  readonly goToDate: string;
  readonly date: string;
  readonly time: string;
  readonly go: string;
  readonly previousMonth: string;
  readonly nextMonth: string;
  readonly hasRecordings: string;
  readonly hasGaps: string;
  readonly noSuchTime: string;
  readonly notKept: (from: string, to: string) => string;
  // Keys
  readonly keys: string;
  readonly keyNames: Readonly<Record<NamedKey, string>>;
  readonly keyActions: Readonly<Record<KeyAction, string>>;
}
