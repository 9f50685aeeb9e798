import {
  RecordedRanges,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import type { PlaybackMode } from '../core/policy/playback-mode.ts';
import { NO_QUALITIES } from '../streaming/abr-controller.ts';

/** All that changes in a session but the clocks, which run on by themselves. Immutable. */
export interface SessionSnapshot {
  readonly mode: PlaybackMode;
  /** The playlist in use; empty while there is none. It may hold a signature. */
  readonly playbackUrl: string;
  readonly recorded: RecordedRanges;
  /** Where a seek that is under way will land; null when none is. */
  readonly seekingTo: UnixMs | null;
  /** Playback wants to go on and cannot yet. */
  readonly isWaiting: boolean;
  /** Nothing has been recorded since, up to now: playback has come to its end and goes on when the stream does. */
  readonly silentSince: UnixMs | null;
  /** What the stream comes in, from the least bandwidth to the most; none where that is one, or not known. */
  readonly qualities: readonly Variant[];
  /** Which of them plays. */
  readonly quality: Variant | null;
  /** That is the viewer's choice, or the page's; else it goes by what the network brings. */
  readonly isQualityChosen: boolean;
  /** The end that was asked for is reached. */
  readonly hasEnded: boolean;
  readonly error: TimeShiftError | null;
}

export const IDLE: SessionSnapshot = {
  mode: 'idle',
  playbackUrl: '',
  recorded: RecordedRanges.empty,
  seekingTo: null,
  isWaiting: false,
  silentSince: null,
  qualities: NO_QUALITIES,
  quality: null,
  isQualityChosen: false,
  hasEnded: false,
  error: null,
};

/** What a session tells. */
export interface SessionEventMap {
  change: CustomEvent<{ readonly snapshot: SessionSnapshot; readonly before: SessionSnapshot }>;
  /** Playback goes on after a hole, or a seek into one landed beside it. */
  gapskip: CustomEvent<{ readonly hole: TimeRange; readonly landedAt: UnixMs }>;
  /** Something does not work, and playback goes on. */
  warning: CustomEvent<{ readonly error: TimeShiftError }>;
  /** The element is about to lose its picture, until that of another playlist is there. */
  switch: CustomEvent<null>;
}
