import type Hls from 'hls.js';
import type { TimeRange, TimeShiftError, UnixMs } from '../core/index.ts';
import type { SoughtPicture } from './media-element.ts';

/** The constructor of hls.js: the page's own, or the light build that is loaded on demand. */
export type HlsClass = typeof Hls;

/** What an engine reports to the playback that owns it. */
export interface EngineEvents {
  /** What the engine answers about loaded media and its times has changed. */
  readonly onUpdate: () => void;
  /** Playback cannot go on. */
  readonly onError: (error: TimeShiftError) => void;
}

/** Plays on one `<video>`, and knows the wall-clock time of each moment of its media. */
export interface Engine extends Pick<SoughtPicture, 'wallAt'> {
  /** The media time in seconds of the picture, also while the media element is being attached again. */
  readonly timeS: number;
  /** The media time in seconds of an instant that is loaded, else null. */
  mediaTimeOf(at: UnixMs): number | null;
  /** Seeks to a media time in seconds of what is loaded. */
  moveTo(mediaTimeS: number): void;
  destroy(): void;
}

/** What is known of the times in a playlist without `EXT-X-PROGRAM-DATE-TIME`. */
export interface PlaylistAnchor {
  /** When the first segment begins, or when the last one ends. */
  readonly instant: UnixMs;
  readonly edge: 'first' | 'last';
}

export interface PlaylistToPlay {
  readonly url: string;
  /** The instant to begin with; null for the start of the playlist, or its live edge. */
  readonly startAt: UnixMs | null;
  readonly anchor: PlaylistAnchor;
}

/**
 * Plays one of the service's own playlists at a time. There are two: hls.js with MediaSource, and the browser's own
 * HLS where there is no MediaSource.
 */
export interface DirectEngine extends Engine, SoughtPicture {
  /** What the playlist in use holds, in wall-clock time and in order. */
  readonly loaded: readonly TimeRange[];

  /** The engine begins at a given instant only in a playlist with `EXT-X-ENDLIST`. */
  readonly needsEnd: boolean;

  /** Plays another playlist instead of the one before. */
  load(playlist: PlaylistToPlay): void;
}
