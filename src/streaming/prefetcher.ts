import { endOf, segmentAt, TimeShiftError, windowAt, type TimedSegment, type UnixMs } from '../core/index.ts';
import { locateInstant, locateLive, type Landing } from './locate.ts';
import type { ThumbnailLoader } from './thumbnails/thumbnail-loader.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { SegmentCache } from '../network/segment-cache.ts';
import type { SegmentLoad } from '../network/segment-load.ts';
import { fetchResource } from '../network/fetcher.ts';
import type { Thumbnail } from './thumbnails/thumbnail.ts';
import { WindowLoader, type WindowLoaderOptions } from './window-loader.ts';

const CACHE_BYTES = 24_000_000;

/** Brings what playback is going to need, before hls.js asks for it. */
export class Prefetcher {
  readonly reader: WindowLoader;
  readonly cache = new SegmentCache(CACHE_BYTES);
  #ahead = new AbortController();
  #thumbnails: ThumbnailLoader | null = null;
  readonly #life = new AbortController();

  constructor(private readonly options: WindowLoaderOptions) {
    this.reader = new WindowLoader(options);
  }

  /** @param startAt null for live */
  async find(startAt: UnixMs | null, signal: AbortSignal): Promise<Landing> {
    const { serverInstant } = this.options;
    // What is found is instead of what was.
    this.#ahead.abort();
    const ahead = (this.#ahead = new AbortController());
    const landing = await (startAt === null
      ? locateLive(this.reader, signal)
      : locateInstant(this.reader, startAt, serverInstant, signal));
    // hls.js has still to read the playlist, and at first to be loaded itself.
    ignoreRejection(this.fetch(landing.segment, AbortSignal.any([signal, ahead.signal])));
    return landing;
  }

  /** What a seek to an instant will need. */
  async warm(at: UnixMs, loaded: readonly TimedSegment[], signal: AbortSignal): Promise<void> {
    const segment = await this.#segmentAt(at, loaded, signal);
    if (segment) await this.fetch(segment, signal);
  }

  /** The picture of an instant that is here; null where there is none, undefined where that is not known. */
  cachedThumbnail(at: UnixMs): Thumbnail | null | undefined {
    return this.#thumbnails?.at(at);
  }

  /** The first picture of the segment that an instant is in, which is loaded as for a seek to there. */
  async thumbnail(
    at: UnixMs,
    loaded: readonly TimedSegment[],
    signal: AbortSignal,
  ): Promise<Thumbnail | null> {
    if (!('VideoDecoder' in window)) return null;
    try {
      return await this.#makePicture(at, loaded, AbortSignal.any([signal, this.#life.signal]));
    } catch (error) {
      // Whoever seeks to there is told.
      if (error instanceof TimeShiftError) return null;
      throw error;
    }
  }

  async #makePicture(
    at: UnixMs,
    loaded: readonly TimedSegment[],
    signal: AbortSignal,
  ): Promise<Thumbnail | null> {
    const finding = ignoreRejection(this.#segmentAt(at, loaded, signal));
    const pictures = await this.#importPictures();
    const segment = await finding;
    signal.throwIfAborted();
    if (!segment || !hasOpenBeginning(segment)) return null;
    const load = this.#load(segment.url);
    // The whole of it is for the click.
    ignoreRejection(load.want(signal));
    return pictures.of(segment, load, signal);
  }

  async fetch({ url, byteRange }: TimedSegment, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // A part of a file is known by more than its URL.
    if (!byteRange) await this.#load(url).want(signal);
  }

  destroy(): void {
    this.#life.abort();
    this.#thumbnails?.destroy();
  }

  #load(url: string): SegmentLoad {
    const authorize = this.options.authorize();
    return this.cache.fill(url, (sink, signal) =>
      fetchResource(url, 'segment', { authorize, retries: 0, signal, sink }),
    );
  }

  async #segmentAt(
    at: UnixMs,
    loaded: readonly TimedSegment[],
    signal: AbortSignal,
  ): Promise<TimedSegment | undefined> {
    const known = segmentAt(loaded, at);
    if (known) return known;
    const { segments } = await this.reader.read(windowAt(at), [], signal);
    return segments.find((each) => endOf(each) > at);
  }

  async #importPictures(): Promise<ThumbnailLoader> {
    const { ThumbnailLoader } = await importOnDemand(import('./thumbnails/thumbnail-loader.ts'));
    this.#life.signal.throwIfAborted();
    return (this.#thumbnails ??= new ThumbnailLoader());
  }
}

/** Its beginning can be read by itself: it is not encrypted, nor in need of an `EXT-X-MAP`, nor a part of a file. */
const hasOpenBeginning = ({ keys, map, byteRange, isGap }: TimedSegment): boolean =>
  keys.length === 0 && map === null && byteRange === null && !isGap;
