/** The stream as a page author addresses it. Instants are epoch milliseconds. */
export interface BenchSource {
  readonly liveUrl: string;
  /** A list that begins at an instant and goes on towards live: the usual way to time shift. */
  listFrom(at: number): string;
  /** The same list with an end, `EXT-X-ENDLIST`: for players that would begin at the end of any other. */
  recordingFrom(at: number, lengthMs?: number): string;
  /** Where to begin; null: live. */
  readonly startAt: number | null;
}

/** One player, in the form its documentation recommends for live streams with DVR. One in a page, as long as that. */
export interface PlayerAdapter {
  /** Fills the container and plays, muted. */
  mount(container: HTMLElement, source: BenchSource): void;
  /** To an instant that is not in what is loaded: what the player's own author or a page's author would do today. */
  seekTo(at: number): void;
  /** To an instant in the list that is loaded, which is so many seconds of media time away from the picture's. */
  moveTo(at: number, bySeconds: number): void;
  /** Fetches ahead what a seek to the instant needs. */
  warm?(at: number): void;
  /** Whether the controls have been loaded; players without this method have them from the start. */
  hasControls?(): boolean;
  /** Null until there is one. It may be another one after a seek. */
  video(): HTMLVideoElement | null;
  /** What the player says about the wall-clock time of the picture; null where it says nothing. */
  instant(): number | null | Promise<number | null>;
}
