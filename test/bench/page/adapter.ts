/** The stream as a page author addresses it. Instants are epoch milliseconds. */
export interface BenchSource {
  readonly liveUrl: string;
  /** A playlist that begins at an instant and goes on towards live: the usual way to time shift. */
  playlistFrom(at: number): string;
  /** The same playlist with `EXT-X-ENDLIST`, for players that would begin at the end of one without. */
  vodPlaylistFrom(at: number, lengthMs?: number): string;
  /** Where playback begins; null: live. */
  readonly startAt: number | null;
}

/** Drives one player in the form that its documentation recommends for live streams with DVR. */
export interface PlayerAdapter {
  /** Fills the container with the player and plays, muted. It is called once in a page. */
  mount(container: HTMLElement, source: BenchSource): void;
  /** Seeks to an instant outside the loaded playlist, as the author of the player or of a page would do it today. */
  seekTo(at: number): void;
  /** Seeks to an instant in the loaded playlist, this many seconds of media time from the current picture. */
  seekWithin(at: number, bySeconds: number): void;
  /** Fetches ahead what a seek to the instant needs. */
  warm?(at: number): void;
  /** Whether the controls have been loaded. Players without this method have them from the start. */
  hasControls?(): boolean;
  /** Null until there is one. A seek may replace it. */
  video(): HTMLVideoElement | null;
  /** The wall-clock time of the picture as the player reports it; null where it reports none. */
  reportedInstant(): number | null;
}
