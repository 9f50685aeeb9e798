import type Hls from 'hls.js';
import type {
  PlaybackRequest,
  RecordedRanges,
  TimeRange,
  TimeShiftError,
  UnixMs,
  Variant,
} from '../core/index.ts';
import type { SoughtPicture } from './media-element.ts';

/** The constructor of hls.js: the page's own, or the light build that is loaded on demand. */
export type HlsClass = typeof Hls;

/** What an engine reports to the playback that owns it. */
export interface EngineEvents {
  /** What the engine answers about loaded media and its times has changed. */
  readonly onUpdate: () => void;
  /** The same pictures are now known to be of other times. */
  readonly onCorrect: () => void;
  /** The pictures cannot go on in the same playlist: it is to be opened again at the last one. */
  readonly onStuck: () => void;
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
  /** Since when the bytes are here that the picture of the last seek needs, in steady milliseconds; null before. */
  readonly mediaSinceMs: number | null;
  /** Gives the media element new buffers; playback goes on at the same place. */
  renew(): void;
  /** Loads nothing any more, until {@link proceed} is called or something else is to be played. */
  halt(): void;
  /** Goes on after {@link halt}. */
  proceed(): void;
  destroy(): void;
}

/** The clocks of the server and of the encoder, see `session/stream-context.ts`. */
export interface StreamClocks {
  readonly serverNow: () => UnixMs;
  readonly isClockSet: () => boolean;
  readonly encoderOffset: () => number;
  readonly onEncoderOffset: (offsetMs: number) => void;
  /** What the server has told to be recorded. */
  readonly recorded: () => RecordedRanges;
}

/** What is known of the times in a playlist, apart from `EXT-X-PROGRAM-DATE-TIME`. All are the server's. */
export interface PlaylistAnchor {
  /** When the first segment begins, or when the last one ends. */
  readonly instant: UnixMs;
  readonly edge: 'first' | 'last';
  /** When the last segment ends: Infinity if the playlist goes on to live, null if that is not known. */
  readonly end: UnixMs | null;
}

/** A playlist without dates ends at most this long before what was recorded last, and a segment is not longer. */
export const ANCHOR_ACCURACY_MS = 20_000;

export interface PlaylistToPlay {
  readonly url: string;
  /** The instant to begin with; null for the start of the playlist, or its live edge. */
  readonly startAt: UnixMs | null;
  readonly anchor: PlaylistAnchor;
}

/** The variants of a stream, as the snapshot tells them. */
export interface VariantChoice {
  readonly variants: readonly Variant[];
  readonly variant: Variant | null;
  readonly selected: Variant | null;
}

export interface SelectableVariants extends VariantChoice {
  /** @param variant null to choose by the bandwidth of the network */
  select(variant: Variant | null): void;
}

/**
 * Plays one of the service's own playlists at a time. There are two: hls.js with MediaSource, and the browser's own
 * HLS where there is no MediaSource.
 */
export interface DirectEngine extends Engine, SoughtPicture {
  /** By how much the time of a picture may be wrong, in milliseconds: 0 where the playlist has dates. */
  accuracyAt(at: UnixMs): number;

  /** What the playlist in use holds, in wall-clock time and in order. */
  readonly loaded: readonly TimeRange[];

  /** Whether the playlist in use holds an instant by now: one that slides may have dropped it since it was loaded. */
  holds(at: UnixMs): boolean;

  /** What to request of the server: some engines begin at a given instant only in a playlist with `EXT-X-ENDLIST`. */
  requestFor(request: PlaybackRequest, serverNow: UnixMs): PlaybackRequest;

  /** Plays another playlist instead of the one before. */
  load(playlist: PlaylistToPlay): void;

  /** Judges the times in the playlist in use by what the server has just told of its time and of what is recorded. */
  judgeTimes?(): void;

  /** The variants of the stream, where the engine lets the viewer choose. */
  readonly choice?: SelectableVariants;
}
