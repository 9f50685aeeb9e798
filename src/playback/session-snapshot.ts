import { RecordedRanges, type TimeRange, type TimeShiftError, type UnixMs } from '../core/index.ts';

/**
 * `live` is what the clocks say, not what was asked for: paused for a while, it is `shifted`. `vod` is a recording
 * with an end.
 */
export type PlaybackMode = 'idle' | 'live' | 'shifted' | 'vod';

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
  hasEnded: false,
  error: null,
};

/** A change, or something that happened once. */
export type SessionEvent =
  | { readonly type: 'change'; readonly snapshot: SessionSnapshot; readonly before: SessionSnapshot }
  /** Playback goes on after a hole, or a seek into one landed beside it. */
  | { readonly type: 'gapskip'; readonly hole: TimeRange; readonly landedAt: UnixMs }
  /** Something does not work, and playback goes on. */
  | { readonly type: 'warning'; readonly error: TimeShiftError }
  /** The element is about to lose its picture, until that of another playlist is there. */
  | { readonly type: 'switch' };
