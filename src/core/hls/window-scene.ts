import type { UnixMs } from '../time/time-range.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { TimedSegment } from './segment.ts';

/** The time that was requested from the server. */
export type AskedWindow =
  /** From an instant on; `end` is null if the server chooses it. */
  | { readonly start: UnixMs; readonly end: UnixMs | null }
  /** The live playlist, which ends now, at server time. */
  | { readonly start: null; readonly end: UnixMs };

/** What is known about the time of a playlist's segments, apart from the playlist itself. */
export interface WindowScene {
  readonly asked: AskedWindow;
  readonly recorded: RecordedRanges;
  /** The server's time, where the server may have chosen the end: nothing is recorded later. */
  readonly now?: UnixMs;
  /** Segments whose time is known. The playlist may contain some of them again, or follow them. */
  readonly before: readonly TimedSegment[];
}
