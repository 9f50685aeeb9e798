import type Hls from 'hls.js';
import type { LevelDetails } from 'hls.js';
import { WallClock, type TimedFragment, type TimeRange, type UnixMs } from '../core/index.ts';
import type { Engine, EngineEvents, PlaylistAnchor, PlaylistToPlay } from './engine.ts';
import { HLS_CONFIG } from './hls-config.ts';
import { HlsErrorController, type HlsClass } from './error-controller.ts';
import { StartPosition } from './start-position.ts';
import { createLoaders } from './hls-loaders.ts';
import type { Authorize } from '../network/fetcher.ts';

/** Shows the frame that begins at the instant, not the one before it, when sums of durations are rounded. */
const INTO_FRAME_S = 0.001;

/** Plays through hls.js on MediaSource. The only place that knows hls.js. */
export class HlsEngine implements Engine {
  readonly needsEnd = false;
  loaded: readonly TimeRange[] = [];
  readonly #hls: Hls;
  readonly #place: StartPosition;
  readonly #failures: HlsErrorController;
  #clock = new WallClock([]);
  #playlist: PlaylistToPlay | null = null;
  /** The media time at which an anchored playlist has a known instant. */
  #anchored: { mediaTimeS: number; at: UnixMs } | null = null;

  constructor(
    HlsClass: HlsClass,
    video: HTMLVideoElement,
    authorize: () => Authorize | undefined,
    private readonly events: EngineEvents,
  ) {
    const { Events } = HlsClass;
    this.#hls = new HlsClass({ ...HLS_CONFIG, ...createLoaders(authorize) });
    this.#place = new StartPosition(this.#hls, HlsClass, video);
    this.#hls.on(Events.MANIFEST_PARSED, (_, { levels }) => this.#chooseStart(levels[0]?.details));
    this.#hls.on(Events.LEVEL_LOADED, (_, { details }) => this.#begin(details));
    this.#hls.on(Events.LEVEL_UPDATED, (_, { details }) => this.#update(details));
    const attach = () => this.#hls.attachMedia(video);
    this.#failures = new HlsErrorController(this.#hls, HlsClass, video, this.#place, attach, events.onError);
    attach();
  }

  /** Where the instant asked for is, or the next one that is there. */
  get startTimeS(): number | null {
    const startAt = this.#playlist?.startAt ?? null;
    if (startAt === null) return null;
    const next = this.loaded.find((range) => range.end > startAt);
    return next ? this.mediaTimeOf(Math.max(startAt, next.start)) : null;
  }

  get timeS(): number {
    return this.#place.timeS;
  }

  load(playlist: PlaylistToPlay): void {
    this.#playlist = playlist;
    this.#clock = new WallClock([]);
    this.#anchored = null;
    this.#failures.forget();
    this.loaded = [];
    this.#place.startTimeS = null;
    this.#hls.loadSource(new URL(playlist.url, document.baseURI).href);
  }

  moveTo(mediaTimeS: number): void {
    this.#place.goTo(mediaTimeS);
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#clock.wallAt(mediaTimeS);
  }

  mediaTimeOf(at: UnixMs): number | null {
    const mediaTimeS = this.loaded.length > 0 ? this.#clock.mediaTimeOf(at) : null;
    return mediaTimeS === null ? null : mediaTimeS + INTO_FRAME_S;
  }

  destroy(): void {
    this.#place.destroy();
    this.#hls.destroy();
  }

  /** A media playlist is parsed by now: hls.js begins where it is told, with no further round trip. */
  #chooseStart(details: LevelDetails | undefined): void {
    if (!details) return;
    this.#update(details);
    this.#place.startTimeS = this.startTimeS;
  }

  /** Of several qualities, a media playlist is there only now. */
  #begin(details: LevelDetails): void {
    const [place, { startTimeS }] = [this.#place, this];
    if (!place.hasBegun && place.timeS < 0 && startTimeS !== null) place.goTo(startTimeS);
    else place.guard(details);
  }

  #update(details: LevelDetails): void {
    if (!this.#playlist) return;
    const fragments = this.#timed(details, this.#playlist.anchor);
    this.loaded = new WallClock(fragments).ranges();
    // A live playlist forgets what a viewer who paused still looks at.
    const firstS = fragments[0]?.mediaTimeS ?? Infinity;
    const forgotten = this.#clock.fragments.filter((each) => each.mediaTimeS < firstS - INTO_FRAME_S);
    this.#clock = new WallClock([...forgotten, ...fragments]);
    this.events.onUpdate();
  }

  #timed({ fragments }: LevelDetails, anchor: PlaylistAnchor): TimedFragment[] {
    const [first, last] = [fragments[0], fragments.at(-1)];
    if (first && last) {
      const mediaTimeS = anchor.edge === 'first' ? first.start : last.end;
      this.#anchored ??= { mediaTimeS, at: anchor.instant };
    }
    const anchored = this.#anchored ?? { mediaTimeS: 0, at: anchor.instant };
    return fragments.map(({ start, duration, programDateTime }) => ({
      mediaTimeS: start,
      durationS: duration,
      at: programDateTime ?? anchored.at + (start - anchored.mediaTimeS) * 1000,
    }));
  }
}
