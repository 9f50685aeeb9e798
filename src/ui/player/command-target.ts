/**
 * What the commands need of the player that they act on. `TimeShiftPlayer` is the only implementation; commands, keys
 * and controls know it by this interface, so that none of them imports the element.
 */
export interface CommandTarget extends Element {
  /** The inner media element. */
  readonly video: HTMLVideoElement;
  readonly paused: boolean;
  /** The wall-clock time of the picture. It is null while there is no picture or its time is unknown. */
  readonly currentDate: Date | null;
  muted: boolean;
  /** From 0 to 1. */
  volume: number;
  playbackRate: number;

  play(): Promise<void>;
  pause(): void;
  /** Renders the element again; commands call it after a change that no event of the player announces. */
  requestUpdate(): void;
}
