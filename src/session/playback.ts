import type {
  PlaybackRequest,
  RecordedRanges,
  TimeRange,
  TimeShiftError,
  UnixMs,
  Variant,
} from '../core/index.ts';
import type { HlsClass } from '../engine/error-controller.ts';
import type { Authorize } from '../network/fetcher.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail.ts';
import type { StreamSource } from '../network/stream-source.ts';

export interface PlaybackOptions {
  readonly source: StreamSource;
  readonly autoplay: boolean;
  readonly Hls: HlsClass | null | undefined;
  readonly authorize: () => Authorize | undefined;
  readonly serverInstant: () => UnixMs;
  /** Whether the server has told its time; else it is the viewer's. */
  readonly isClockSet: () => boolean;
  readonly recorded: () => RecordedRanges;
  /** A seek begins; where it lands may still change a little. */
  readonly onSeek: (at: UnixMs) => void;
  /** Another playlist is asked for. */
  readonly onPlaylist: (playbackUrl: string) => void;
  /** The element is about to lose its picture. */
  readonly onSwitch: () => void;
  /** The picture that was last asked for is there. */
  readonly onLanded: () => void;
  /** What is loaded has changed. */
  readonly onUpdate: () => void;
  /** Playback is live, and nothing has come since an instant; null when it goes on. */
  readonly onSilence: (since: UnixMs | null) => void;
  readonly onWarning: (error: TimeShiftError) => void;
  readonly onError: (error: TimeShiftError) => void;
}

/**
 * How a source is played on a `<video>`. Two ways exist: each playlist as the service makes it, or one endless
 * playlist that we write. The newest seek wins: it aborts the one before.
 */
export interface Playback {
  /** What can be shown without another playlist, in order. */
  readonly loaded: readonly TimeRange[];

  /** The wall-clock instant of the picture; null while there is none. */
  readonly currentInstant: UnixMs | null;

  /** What the stream comes in, from the least bandwidth to the most; none where that is one, or not ours to say. */
  readonly qualities?: readonly Variant[];

  /** Which of them plays. */
  readonly quality?: Variant | null;

  /** Whether it was chosen; else it goes by what the network brings. */
  readonly isQualityChosen?: boolean;

  /** The wall-clock instant at a media time in seconds. */
  wallAt(mediaTimeS: number): UnixMs | null;

  /** The media time in seconds of an instant that is loaded, else null. */
  mediaTimeOf(at: UnixMs): number | null;

  /** Starts playback, now or as soon as there is something to play. */
  play(): Promise<void>;

  /** Resolves with the instant of the picture once that is shown, which is loaded already. */
  moveTo(at: UnixMs): Promise<UnixMs>;

  /**
   * Plays what a request asks for.
   *
   * @param startAt the instant to begin with; null for live
   * @returns the instant of the first picture
   */
  open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs>;

  /** Fetches ahead what a seek to an instant will need, where that helps. */
  warm?(at: UnixMs, signal: AbortSignal): Promise<void>;

  /** The picture of an instant that is here; null where there is none, undefined where that is not known. */
  cachedThumbnail?(at: UnixMs): Thumbnail | null | undefined;

  /** The picture of an instant, or null where there is none; what it needs is what `warm` fetches. */
  thumbnail?(at: UnixMs, signal: AbortSignal): Promise<Thumbnail | null>;

  /** @param quality null to go by what the network brings */
  choose?(quality: Variant | null): void;

  destroy(): void;
}
