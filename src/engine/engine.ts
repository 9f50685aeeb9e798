import type { TimeRange, TimeShiftError, UnixMs } from '../core/index.ts';
import type { ShowingEngine } from './wait-for-picture.ts';

export interface PlayingEngine extends ShowingEngine {
  /** The media time in seconds of the picture, also while the element is set up anew. */
  readonly timeS: number;
  /** The media time in seconds of an instant that is loaded, else null. */
  mediaTimeOf(at: UnixMs): number | null;
  /** Plays on at a media time in seconds of what is loaded. */
  moveTo(mediaTimeS: number): void;
  destroy(): void;
}

/** What an engine tells its owner. */
export interface EngineEvents {
  /** What {@link Engine.loaded} and {@link Engine.wallAt} answer has changed. */
  readonly onUpdate: () => void;
  /** Playback of the URL cannot go on. */
  readonly onError: (error: TimeShiftError) => void;
}

/** What is known of the times in a playlist that says none (no `EXT-X-PROGRAM-DATE-TIME`). */
export interface PlaylistAnchor {
  /** When the first segment begins, or when the last one ends. */
  readonly instant: UnixMs;
  readonly edge: 'first' | 'last';
}

export interface PlaylistToPlay {
  readonly url: string;
  /** The instant to begin with; null for where the playlist itself begins, or its live edge. */
  readonly startAt: UnixMs | null;
  readonly anchor: PlaylistAnchor;
}

/**
 * Plays one playlist at a time on a `<video>`, and knows which wall-clock time each moment of its media has.
 * Two of them exist: hls.js on MediaSource, and the browser's own HLS where there is no MediaSource.
 */
export interface Engine extends PlayingEngine {
  /** What the playlist in use holds, in wall-clock time and in order. */
  readonly loaded: readonly TimeRange[];

  /** It begins where it is told to only in a playlist that has an end; any other it plays from its live edge. */
  readonly needsEnd: boolean;

  /** Plays another playlist, in place of the one before. */
  load(playlist: PlaylistToPlay): void;
}
