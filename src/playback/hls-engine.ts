import type Hls from 'hls.js';
import type { Fragment, LevelDetails } from 'hls.js';
import { WallClock, type TimedFragment, type TimeRange, type UnixMs } from '../core/index.ts';
import type { Engine, EngineEvents, PlaylistAnchor, PlaylistToPlay } from './engine.ts';
import { HLS_CONFIG } from './hls-config.ts';
import { HlsFailures, type HlsClass } from './hls-failures.ts';
import { createLoaders } from './loaders.ts';
import type { Authorize } from './stream-fetch.ts';

/** Shows the frame that begins at the instant, not the one before it, when sums of durations are rounded. */
const INTO_FRAME_S = 0.001;

/** Plays through hls.js on MediaSource. The only place that knows hls.js. */
export class HlsEngine implements Engine {
  readonly needsEnd = false;
  loaded: readonly TimeRange[] = [];
  readonly #hls: Hls;
  readonly #failures: HlsFailures;
  #clock = new WallClock([]);
  #playlist: PlaylistToPlay | null = null;
  /** The media time at which an anchored playlist has a known instant. */
  #anchored: { mediaTimeS: number; at: UnixMs } | null = null;
  #hasLanded = false;

  constructor(
    HlsClass: HlsClass,
    private readonly video: HTMLVideoElement,
    authorize: () => Authorize | undefined,
    private readonly events: EngineEvents,
  ) {
    const { Events } = HlsClass;
    this.#hls = new HlsClass({ ...HLS_CONFIG, ...createLoaders(authorize) });
    this.#hls.on(Events.MANIFEST_PARSED, (_, { levels }) => this.#chooseStart(levels[0]?.details));
    this.#hls.on(Events.LEVEL_LOADED, (_, { details }) => this.#guardStart(details));
    this.#hls.on(Events.LEVEL_UPDATED, (_, { details }) => this.#update(details));
    this.#hls.on(Events.FRAG_BUFFERED, (_, { frag }) => this.#land(frag));
    const attach = () => this.#hls.attachMedia(video);
    this.#failures = new HlsFailures(this.#hls, HlsClass, video, attach, events.onError);
    attach();
  }

  /** Where the instant asked for is, or the next one that is there. */
  get startTimeS(): number | null {
    const startAt = this.#playlist?.startAt ?? null;
    if (startAt === null) return null;
    const next = this.loaded.find((range) => range.end > startAt);
    return next ? this.mediaTimeOf(Math.max(startAt, next.start)) : null;
  }

  load(playlist: PlaylistToPlay): void {
    this.#playlist = playlist;
    this.#clock = new WallClock([]);
    this.#anchored = null;
    this.#hasLanded = false;
    this.#failures.forget();
    this.loaded = [];
    this.#hls.config.startPosition = -1;
    this.#hls.loadSource(new URL(playlist.url, document.baseURI).href);
  }

  moveTo(mediaTimeS: number): void {
    // The first picture comes, and a seek may come, before the first segment is there as a whole.
    this.#hasLanded = true;
    this.video.currentTime = mediaTimeS;
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#clock.wallAt(mediaTimeS);
  }

  mediaTimeOf(at: UnixMs): number | null {
    const mediaTimeS = this.loaded.length > 0 ? this.#clock.mediaTimeOf(at) : null;
    return mediaTimeS === null ? null : mediaTimeS + INTO_FRAME_S;
  }

  destroy(): void {
    this.#hls.destroy();
  }

  /** A media playlist is parsed by now: hls.js begins where it is told, with no further round trip. */
  #chooseStart(details: LevelDetails | undefined): void {
    if (!details) return;
    this.#update(details);
    this.#guardStart(details);
    this.#hls.config.startPosition = this.startTimeS ?? -1;
  }

  /** When the first segment fails, hls.js goes to the live edge, without a word, unless the playlist says where to start. */
  #guardStart(details: LevelDetails): void {
    const [first, { startTimeS }] = [details.fragments[0], this];
    if (this.#hasLanded || !first || startTimeS === null) return;
    details.startTimeOffset = startTimeS - first.start;
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

  /** The start may not have been known yet when hls.js asked for the first segment. */
  #land({ start, end, sn }: Fragment): void {
    const startS = this.startTimeS;
    if (this.#hasLanded || startS === null || sn === 'initSegment') return;
    if (startS < start || startS >= end) this.moveTo(startS);
    this.#hasLanded = true;
  }
}
