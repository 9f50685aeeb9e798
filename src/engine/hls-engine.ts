import type Hls from 'hls.js';
import type { LevelDetails } from 'hls.js';
import { WallClock, type TimedFragment, type TimeRange, type UnixMs } from '../core/index.ts';
import type { DirectEngine, EngineEvents, HlsClass, PlaylistAnchor, PlaylistToPlay } from './engine.ts';
import { HlsErrorController } from './error-controller.ts';
import { HLS_CONFIG, INTO_FRAME_S } from './hls-config.ts';
import { createLoaders, type LoaderOptions } from './hls-loaders.ts';
import { StartPosition } from './start-position.ts';

/** Plays the service's own playlists by hls.js with MediaSource. The direct playback owns it. */
export class HlsEngine implements DirectEngine {
  readonly needsEnd = false;
  loaded: readonly TimeRange[] = [];
  readonly #hls: Hls;
  readonly #position: StartPosition;
  readonly #errors: HlsErrorController;
  #wallClock = new WallClock([]);
  #playlist: PlaylistToPlay | null = null;
  /** A media time with a known instant, in a playlist without dates. */
  #anchored: { mediaTimeS: number; at: UnixMs } | null = null;

  constructor(
    HlsClass: HlsClass,
    video: HTMLVideoElement,
    loaders: LoaderOptions,
    private readonly events: EngineEvents,
  ) {
    const { Events } = HlsClass;
    this.#hls = new HlsClass({ ...HLS_CONFIG, ...createLoaders(loaders) });
    this.#position = new StartPosition(this.#hls, HlsClass, video);
    this.#hls.on(Events.MANIFEST_PARSED, (_, { levels }) => this.#chooseStart(levels[0]?.details));
    this.#hls.on(Events.LEVEL_LOADED, (_, { details }) => this.#start(details));
    this.#hls.on(Events.LEVEL_UPDATED, (_, { details }) => this.#handleUpdate(details));
    const attach = () => this.#hls.attachMedia(video);
    this.#errors = new HlsErrorController({
      hls: this.#hls,
      HlsClass,
      video,
      position: this.#position,
      attach,
      onError: events.onError,
    });
    attach();
  }

  /** Where the instant asked for is, or the next one that is recorded. */
  get startTimeS(): number | null {
    const startAt = this.#playlist?.startAt ?? null;
    if (startAt === null) return null;
    const next = this.loaded.find((range) => range.end > startAt);
    return next ? this.mediaTimeOf(Math.max(startAt, next.start)) : null;
  }

  get timeS(): number {
    return this.#position.timeS;
  }

  load(playlist: PlaylistToPlay): void {
    this.#playlist = playlist;
    this.#wallClock = new WallClock([]);
    this.#anchored = null;
    this.#errors.reset();
    this.loaded = [];
    this.#position.startTimeS = null;
    this.#hls.loadSource(new URL(playlist.url, document.baseURI).href);
  }

  moveTo(mediaTimeS: number): void {
    this.#position.moveTo(mediaTimeS);
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#wallClock.wallAt(mediaTimeS);
  }

  mediaTimeOf(at: UnixMs): number | null {
    const mediaTimeS = this.loaded.length > 0 ? this.#wallClock.mediaTimeOf(at) : null;
    return mediaTimeS === null ? null : mediaTimeS + INTO_FRAME_S;
  }

  destroy(): void {
    this.#position.destroy();
    this.#hls.destroy();
  }

  /** A media playlist has been parsed by now: hls.js starts at the right place without another round trip. */
  #chooseStart(details: LevelDetails | undefined): void {
    if (!details) return;
    this.#handleUpdate(details);
    this.#position.startTimeS = this.startTimeS;
  }

  /** With a multivariant playlist, the first media playlist is parsed only now. */
  #start(details: LevelDetails): void {
    const [position, { startTimeS }] = [this.#position, this];
    if (!position.hasStarted && position.timeS < 0 && startTimeS !== null) position.moveTo(startTimeS);
    else position.pin(details);
  }

  #handleUpdate(details: LevelDetails): void {
    if (!this.#playlist) return;
    const fragments = this.#dated(details, this.#playlist.anchor);
    this.loaded = new WallClock(fragments).ranges();
    // A live playlist may have dropped the fragment that a viewer who has paused still sees.
    const firstS = fragments[0]?.mediaTimeS ?? Infinity;
    const dropped = this.#wallClock.fragments.filter((each) => each.mediaTimeS < firstS - INTO_FRAME_S);
    this.#wallClock = new WallClock([...dropped, ...fragments]);
    this.events.onUpdate();
  }

  #dated({ fragments }: LevelDetails, anchor: PlaylistAnchor): TimedFragment[] {
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
