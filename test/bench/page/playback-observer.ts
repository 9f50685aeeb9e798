import type { TimeShiftPlayerEventMap } from '../../../src/index.ts';
import { videoInstant } from './picture.ts';
import { PlaybackMeter, type PlaybackStats } from './playback-meter.ts';

/** The events of our player, in the order in which they came. The other players have none of them. */
export interface PlayerEvents {
  readonly gapSkips: readonly { readonly from: number; readonly to: number }[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** Reading a frame takes time in which the next one may be presented, so the median of some readings counts. */
const CLOCK_READINGS = 5;

/** Observes playback in a page of the bench: `window.bench.playback`. */
export class PlaybackObserver {
  #meter: PlaybackMeter | null = null;
  readonly #events = { gapSkips: [], warnings: [], errors: [] } as {
    gapSkips: { from: number; to: number }[];
    warnings: string[];
    errors: string[];
  };

  constructor(private readonly video: () => HTMLVideoElement | null) {}

  /** Collects the events of a player from now on. */
  listenTo(player: Element): void {
    const on = <Type extends keyof TimeShiftPlayerEventMap>(
      type: Type,
      collect: (event: TimeShiftPlayerEventMap[Type]) => unknown,
    ) => player.addEventListener(type, (event) => collect(event as TimeShiftPlayerEventMap[Type]));
    const { gapSkips, warnings, errors } = this.#events;
    on('gapskip', ({ detail: { from, to } }) => gapSkips.push({ from: Number(from), to: Number(to) }));
    on('warning', ({ detail: { error } }) => warnings.push(error.message));
    on('error', ({ detail: { error } }) => errors.push(error.message));
  }

  get events(): PlayerEvents {
    return this.#events;
  }

  /** Begins a stretch of playback to measure. It replaces the stretch before. */
  startMeter(): void {
    this.#meter?.stop();
    this.#meter = new PlaybackMeter(this.#current);
  }

  /** The measurements since `startMeter`. */
  get stats(): PlaybackStats {
    if (!this.#meter) throw new Error('startMeter has not been called.');
    return this.#meter.stats;
  }

  get mediaTimeS(): number {
    return this.#current.currentTime;
  }

  setPlaybackRate(rate: number): void {
    this.#current.playbackRate = rate;
  }

  /**
   * The clock in the picture minus media time, in milliseconds, measured while the player plays. Where it grows over a
   * stretch, that much of the stream was left out; where it shrinks, that much was shown twice. Null where no picture
   * can be read.
   */
  async pictureClockOffsetMs(): Promise<number | null> {
    const offsetsMs: number[] = [];
    for (let i = 0; i < CLOCK_READINGS; i += 1) {
      const { instant, mediaTime } = await nextFrame(this.#current);
      if (instant !== null) offsetsMs.push(instant - mediaTime * 1000);
    }
    return offsetsMs.sort((a, b) => a - b)[Math.floor(offsetsMs.length / 2)] ?? null;
  }

  get #current(): HTMLVideoElement {
    const video = this.video();
    if (!video) throw new Error('The player has no video.');
    return video;
  }
}

const nextFrame = (video: HTMLVideoElement): Promise<{ instant: number | null; mediaTime: number }> =>
  new Promise((resolve) =>
    video.requestVideoFrameCallback((_, { mediaTime }) =>
      resolve({ instant: videoInstant(video), mediaTime }),
    ),
  );
