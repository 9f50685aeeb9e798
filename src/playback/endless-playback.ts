import {
  endOf,
  EndlessPlaylist,
  TimeShiftError,
  windowAt,
  type PlaybackRequest,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import { importHls } from './create-engine.ts';
import { delay } from './delay.ts';
import { EndlessEngine } from './endless-engine.ts';
import { PlaylistGrower } from './playlist-grower.ts';
import { playlistUrl } from './stream-source.ts';
import type { Playback, PlaybackOptions } from './playback.ts';
import { quietly } from './quietly.ts';
import { SegmentCache } from './segment-cache.ts';
import { streamFetch } from './stream-fetch.ts';
import { untilShown } from './until-shown.ts';
import { WindowReader } from './window-reader.ts';

/** How many segments a live playlist's end is kept away from, so that the next one is there in time. */
const LIVE_SYNC_SEGMENTS = 2;
const CACHE_BYTES = 24_000_000;
const LANDING_CHECK_MS = 10;
/** How many windows without a recording a seek looks through, where the timeline is not known yet. */
const MOST_EMPTY_WINDOWS = 3;

interface Landing {
  readonly segments: readonly TimedSegment[];
  readonly at: UnixMs;
}

/** Plays one endless playlist that we write: a seek appends to it, and the picture never goes away. */
export class EndlessPlayback implements Playback {
  #list = EndlessPlaylist.empty;
  #engine: Promise<EndlessEngine> | null = null;
  #playing: EndlessEngine | null = null;
  #wantsPlay: boolean;
  /** There is one from the first on, for as long as this plays. */
  #hasPicture = false;
  #seek = new AbortController();
  readonly #life = new AbortController();
  readonly #cache = new SegmentCache(CACHE_BYTES);
  readonly #reader: WindowReader;
  readonly #grower: PlaylistGrower;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly options: PlaybackOptions,
  ) {
    this.#wantsPlay = options.autoplay;
    this.#reader = new WindowReader(options);
    this.#grower = new PlaylistGrower(this.#reader, {
      serverInstant: options.serverInstant,
      currentInstant: () => this.currentInstant,
      onGrown: (list) => this.#grow(list),
      onWarning: options.onWarning,
    });
  }

  get loaded(): readonly TimeRange[] {
    return this.#playing?.isLanding === false ? this.#list.ranges() : [];
  }

  get currentInstant(): UnixMs | null {
    return this.#hasPicture ? this.wallAt(this.video.currentTime) : null;
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#playing?.wallAt(mediaTimeS) ?? null;
  }

  mediaTimeOf(at: UnixMs): number | null {
    return this.#playing?.mediaTimeOf(at) ?? null;
  }

  async play(): Promise<void> {
    this.#wantsPlay = true;
    if (this.#playing) await this.video.play();
  }

  async moveTo(at: UnixMs): Promise<UnixMs> {
    const mediaTimeS = this.mediaTimeOf(at);
    if (!this.#playing || mediaTimeS === null) throw new RangeError('moveTo goes only to what is loaded.');
    this.#seek.abort();
    this.#seek = new AbortController();
    this.options.onSeek(at);
    this.#playing.moveTo(mediaTimeS);
    return this.#untilShown(this.#playing, this.#seek.signal);
  }

  async open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs> {
    const { onSeek, onPlaylist, onError, serverInstant, source } = this.options;
    this.#seek.abort();
    this.#seek = new AbortController();
    const { signal } = this.#seek;
    this.#grower.stop();
    onSeek(startAt ?? serverInstant());
    try {
      const creating = (this.#engine ??= this.#createEngine());
      creating.catch(() => (this.#engine = null));
      // Side by side: at first, hls.js itself has still to be loaded.
      const finding = quietly(startAt === null ? this.#landLive(signal) : this.#landAt(startAt, signal));
      const engine = await creating;
      const landing = await finding;
      // Numbers have to go on from what hls.js has read last.
      while (engine.isLanding) await delay(LANDING_CHECK_MS, signal);
      signal.throwIfAborted();
      const wantsPlay = this.#playing ? !this.video.paused : this.#wantsPlay;
      this.#playing = engine;
      this.#list = this.#list.replaceWith(landing.segments);
      engine.show(this.#list, landing.at);
      onPlaylist(playlistUrl(source, request));
      if (wantsPlay) quietly(this.play());
      this.#grower.start(this.#list, request);
      return await this.#untilShown(engine, signal);
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) onError(error);
      throw error;
    }
  }

  async warm(at: UnixMs, signal: AbortSignal): Promise<void> {
    const loaded = this.#list.segments.find((each) => each.start <= at && at < endOf(each));
    const segment = loaded ?? (await this.#segmentAt(at, signal));
    if (!segment) return;
    await this.#cache.fill(segment.url, async () => {
      const options = { authorize: this.options.authorize(), retries: 0, signal };
      return (await streamFetch(segment.url, 'segment', options)).body;
    });
  }

  destroy(): void {
    this.#seek.abort();
    this.#grower.stop();
    this.#life.abort();
    // It may have been made and not been given anything to play yet.
    if (!this.#playing) quietly(Promise.resolve(this.#engine).then((engine) => engine?.destroy()));
    this.#playing?.destroy();
    this.#playing = null;
  }

  async #landLive(signal: AbortSignal): Promise<Landing> {
    const { segments } = await this.#reader.readLive([], signal);
    const first = segments.at(-1 - LIVE_SYNC_SEGMENTS) ?? segments[0];
    if (!first) throw new TimeShiftError('not-recorded', 'Nothing is live now; choose a time before.');
    return { segments, at: first.start };
  }

  /** The window of an instant, or the first one after it that has anything. */
  async #landAt(startAt: UnixMs, signal: AbortSignal): Promise<Landing> {
    let window = windowAt(startAt);
    for (let tries = 0; tries <= MOST_EMPTY_WINDOWS; tries += 1) {
      const { segments } = await this.#reader.read(window, [], signal);
      const segment = segments.find((each) => endOf(each) > startAt);
      if (segment) return { segments, at: Math.max(segment.start, startAt) };
      if (window.end > this.options.serverInstant()) return this.#landLive(signal);
      window = windowAt(window.end);
    }
    throw new TimeShiftError('not-recorded', 'Nothing is recorded there; choose another time.');
  }

  async #segmentAt(at: UnixMs, signal: AbortSignal): Promise<TimedSegment | undefined> {
    const { segments } = await this.#reader.read(windowAt(at), [], signal);
    return segments.find((each) => endOf(each) > at);
  }

  #grow(list: EndlessPlaylist): void {
    this.#list = list;
    // While a seek is under way it comes with the next change.
    if (this.#playing?.isLanding === false) this.#playing.show(list, null);
  }

  async #untilShown(engine: EndlessEngine, signal: AbortSignal): Promise<UnixMs> {
    const at = await untilShown(this.video, engine, signal);
    this.#hasPicture = true;
    this.options.onLanded();
    return at;
  }

  async #createEngine(): Promise<EndlessEngine> {
    const { Hls, authorize, onUpdate, onError } = this.options;
    const HlsClass = Hls === undefined ? await importHls() : Hls;
    this.#life.signal.throwIfAborted();
    if (!HlsClass?.isSupported()) throw new TimeShiftError('unsupported', 'This browser has no MediaSource.');
    const fail = (error: TimeShiftError) => {
      this.#seek.abort(error);
      onError(error);
    };
    return new EndlessEngine(HlsClass, this.video, authorize, this.#cache, { onUpdate, onError: fail });
  }
}
