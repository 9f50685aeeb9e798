import { bufferedAheadS } from '../../../src/engine/buffered-ahead.ts';
import type { PlayerAdapter } from './adapter.ts';
import { firstFrame } from './first-frame.ts';
import { readScreenshot, videoInstant, type Screen } from './picture.ts';
import { sourceOfPage } from './source.ts';
import { Watcher } from './watcher.ts';

const TOLERANCE_MS = 1000;
/** A shorter seek might be taken for playing on; without a picture there is no telling how long one is. */
const LEAST_STEP_S = 2.5;
const DEADLINE_MS = 10_000;
const POLL_MS = 20;

export type SeekKind = 'far' | 'within';

export interface SeekTiming {
  /** From asking to the first frame of that instant; null: there was none. */
  readonly ms: number | null;
  readonly target: number;
  /** Wall-clock time of asking, to compare with screenshots. */
  readonly askedAt: number;
  /** Whether the instant was in the buffer when it was asked for. */
  readonly wasBuffered: boolean;
}

const NOT_TRIED: SeekTiming = { ms: null, target: NaN, askedAt: NaN, wasBuffered: false };

/** What the bench in Node drives, one in each page. */
export class Bench {
  /** By `performance.now()`, so since the navigation began. */
  firstFrameMs: Promise<number> = Promise.reject(new Error('There is no player.'));
  readonly watcher = new Watcher(() => this.#player?.video() ?? null);
  #player: PlayerAdapter | null = null;

  constructor() {
    this.firstFrameMs.catch(() => undefined);
  }

  use(player: PlayerAdapter): void {
    const container = document.querySelector<HTMLElement>('#player');
    if (!container) throw new Error('The page has no #player.');
    this.#player = player;
    player.mount(container, sourceOfPage());
    this.watcher.listen(container);
    this.firstFrameMs = firstFrame(
      () => player.video(),
      () => true,
      DEADLINE_MS,
    );
  }

  /** What time the picture shows. */
  pictureInstant(): number | null {
    const video = this.#player?.video();
    return video ? videoInstant(video) : null;
  }

  /** Whether the player's controls are there: some players load them after the first picture. */
  get hasControls(): boolean {
    return this.#playing.hasControls?.() ?? true;
  }

  /** Media time of the picture, in seconds. */
  get mediaTimeS(): number {
    return this.#player?.video()?.currentTime ?? NaN;
  }

  async seek(kind: SeekKind, at: number): Promise<SeekTiming> {
    const player = this.#playing;
    const shown = this.pictureInstant();
    const byS = (at - (shown ?? at)) / 1000;
    if (kind === 'within' && Math.abs(byS) < LEAST_STEP_S) return NOT_TRIED;
    const wasBuffered = shown !== null && this.bufferedAheadS(byS) > 0;
    const isThere = (video: HTMLVideoElement) => Math.abs((videoInstant(video) ?? 0) - at) <= TOLERANCE_MS;
    const askedMs = performance.now();
    const presented = firstFrame(() => player.video(), isThere, DEADLINE_MS);
    if (kind === 'far') player.seekTo(at);
    else player.moveTo(at, byS);
    const shownMs = await presented.catch(() => null);
    return {
      ms: shownMs === null ? null : shownMs - askedMs,
      target: at,
      askedAt: performance.timeOrigin + askedMs,
      wasBuffered,
    };
  }

  /** Points at an instant; false where the player makes nothing of that. */
  warm(at: number): boolean {
    const player = this.#playing;
    player.warm?.(at);
    return player.warm !== undefined;
  }

  /** How much is buffered from a media time on, relative to the playhead. */
  bufferedAheadS(fromS = 0): number {
    const video = this.#player?.video();
    if (!video) return 0;
    const { buffered, currentTime } = video;
    return bufferedAheadS({ buffered, currentTime: currentTime + fromS });
  }

  /** Resolves as soon as it plays with so much ahead, or when that takes too long. */
  async settle(aheadS: number, longestMs = 4000): Promise<boolean> {
    const untilMs = performance.now() + longestMs;
    const isSettled = () => {
      const video = this.#player?.video();
      return !!video && !video.paused && !video.seeking && this.bufferedAheadS() >= aheadS;
    };
    while (!isSettled() && performance.now() < untilMs) await sleep(POLL_MS);
    return isSettled();
  }

  /** What the player says less what the picture shows, standing still; null: it says nothing. */
  async clockErrorMs(): Promise<number | null> {
    const player = this.#playing;
    const video = player.video();
    if (!video) return null;
    video.pause();
    // A pause may leave the frame before on the screen; a seek shows the one of that very time.
    const shown = firstFrame(
      () => video,
      () => true,
      1000,
    );
    video.currentTime += 0;
    await shown.catch(() => undefined);
    while (video.seeking) await sleep(POLL_MS);
    const [said, seen] = [await player.instant(), videoInstant(video)];
    await video.play();
    return said === null || seen === null ? null : said - seen;
  }

  readScreenshots(screenshots: readonly string[]): Promise<Screen[]> {
    return Promise.all(screenshots.map(readScreenshot));
  }

  get #playing(): PlayerAdapter {
    if (!this.#player) throw new Error('There is no player.');
    return this.#player;
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

declare global {
  interface Window {
    bench: Bench;
    /** How many MediaSources have been opened: counted by a script that runs before all others. */
    sourceOpens: number;
  }
}

window.bench = new Bench();
