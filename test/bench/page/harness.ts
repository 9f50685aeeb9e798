import type { PlayerAdapter } from './adapter.ts';
import { firstFrame } from './first-frame.ts';
import { readScreenshot, videoInstant, type Screen } from './picture.ts';
import { PlaybackObserver } from './playback-observer.ts';
import { sourceOfPage } from './source.ts';

/** A frame this near to the instant asked for counts as a frame of it. */
const TOLERANCE_MS = 1000;
/** A shorter seek could not be told from ordinary playback. */
const SHORTEST_SEEK_S = 2.5;
const DEADLINE_MS = 10_000;
const POLL_MS = 20;

/** `far`: to an instant outside the loaded playlist. `within`: to one inside it. */
export type SeekKind = 'far' | 'within';

export interface SeekTiming {
  /** From the call to the first frame of the instant; null: no such frame came. */
  readonly ms: number | null;
  readonly target: number;
  /** Wall-clock time of the call, to compare with that of screenshots. */
  readonly askedAt: number;
  /** Whether the instant was buffered at the time of the call. */
  readonly wasBuffered: boolean;
}

const NOT_TRIED: SeekTiming = { ms: null, target: NaN, askedAt: NaN, wasBuffered: false };

/** Controls the player of a page. There is one in each page, as `window.bench`; the bench in Node calls it. */
export class Bench {
  /** By `performance.now()`, so it counts from the beginning of the navigation. */
  firstFrameMs: Promise<number> = Promise.reject(new Error('No player has been mounted.'));
  readonly playback = new PlaybackObserver(() => this.#player?.video() ?? null);
  #player: PlayerAdapter | null = null;

  constructor() {
    this.firstFrameMs.catch(() => undefined);
  }

  mount(player: PlayerAdapter): void {
    const container = document.querySelector<HTMLElement>('#player');
    if (!container) throw new Error('The page has no #player.');
    this.#player = player;
    player.mount(container, sourceOfPage());
    if (container.firstElementChild) this.playback.listenTo(container.firstElementChild);
    this.firstFrameMs = firstFrame(
      () => player.video(),
      () => true,
      DEADLINE_MS,
    );
  }

  /** The instant that the clock in the picture shows. */
  pictureInstant(): number | null {
    const video = this.#player?.video();
    return video ? videoInstant(video) : null;
  }

  /** Whether the player's controls are there: some players load them after the first frame. */
  get hasControls(): boolean {
    return this.#mounted.hasControls?.() ?? true;
  }

  async seek(kind: SeekKind, at: number): Promise<SeekTiming> {
    const player = this.#mounted;
    const shown = this.pictureInstant();
    const byS = (at - (shown ?? at)) / 1000;
    if (kind === 'within' && Math.abs(byS) < SHORTEST_SEEK_S) return NOT_TRIED;
    const wasBuffered = shown !== null && this.bufferedAheadS(byS) > 0;
    const isThere = (video: HTMLVideoElement) => Math.abs((videoInstant(video) ?? 0) - at) <= TOLERANCE_MS;
    const askedMs = performance.now();
    const presented = firstFrame(() => player.video(), isThere, DEADLINE_MS);
    if (kind === 'far') player.seekTo(at);
    else player.seekWithin(at, byS);
    const shownMs = await presented.catch(() => null);
    return {
      ms: shownMs === null ? null : shownMs - askedMs,
      target: at,
      askedAt: performance.timeOrigin + askedMs,
      wasBuffered,
    };
  }

  /** Points at an instant. Returns false where the player prepares nothing for that. */
  warm(at: number): boolean {
    const player = this.#mounted;
    player.warm?.(at);
    return player.warm !== undefined;
  }

  /** Seconds buffered without a gap from a media time on, which is given relative to the playhead. */
  bufferedAheadS(fromS = 0): number {
    const { buffered, currentTime = 0 } = this.#player?.video() ?? {};
    const atS = currentTime + fromS;
    for (let i = 0; buffered && i < buffered.length; i += 1) {
      if (buffered.start(i) <= atS && atS < buffered.end(i)) return buffered.end(i) - atS;
    }
    return 0;
  }

  /** Waits until the player plays and has this much buffered ahead. Returns false where that takes too long. */
  async settle(aheadS: number, longestMs = 4000): Promise<boolean> {
    const untilMs = performance.now() + longestMs;
    const isSettled = () => {
      const video = this.#player?.video();
      return !!video && !video.paused && !video.seeking && this.bufferedAheadS() >= aheadS;
    };
    while (!isSettled() && performance.now() < untilMs) await sleep(POLL_MS);
    return isSettled();
  }

  /** The instant that the player reports minus the one in the paused picture; null: it reports none. */
  async clockErrorMs(): Promise<number | null> {
    const player = this.#mounted;
    const video = player.video();
    if (!video) return null;
    video.pause();
    // After a pause, the frame before the current one may still be shown; a seek presents the frame of that very time.
    const shown = firstFrame(
      () => video,
      () => true,
      1000,
    );
    video.currentTime += 0;
    await shown.catch(() => undefined);
    while (video.seeking) await sleep(POLL_MS);
    const [reported, seen] = [player.reportedInstant(), videoInstant(video)];
    await video.play();
    return reported === null || seen === null ? null : reported - seen;
  }

  readScreenshots(screenshots: readonly string[]): Promise<Screen[]> {
    return Promise.all(screenshots.map(readScreenshot));
  }

  get #mounted(): PlayerAdapter {
    if (!this.#player) throw new Error('No player has been mounted.');
    return this.#player;
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

declare global {
  interface Window {
    bench: Bench;
    /** How many MediaSources have been opened. A script that runs before all others counts them. */
    sourceOpens: number;
  }
}

window.bench = new Bench();
