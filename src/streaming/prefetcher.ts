import {
  endOf,
  isHoleBetween,
  segmentAt,
  TimeShiftError,
  windowAt,
  type TimedSegment,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { SegmentUrls } from '../network/fetcher.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { SegmentCache, type SegmentLoad } from '../network/segment-cache.ts';
import type { SegmentRenewal } from './segment-renewal.ts';
import type { Thumbnail } from './thumbnails/thumbnail-cache.ts';
import type { ThumbnailLoader } from './thumbnails/thumbnail-loader.ts';
import { notLive, WindowLoader, type WindowLoaderOptions } from './window-loader.ts';

const CACHE_BYTES = 24_000_000;

/** How many empty windows a seek looks through where the timeline is not known. */
const MAX_EMPTY_WINDOWS = 3;

/** Where a seek lands, and what is played from there on. */
export interface Location {
  readonly segments: readonly TimedSegment[];
  readonly at: UnixMs;
  /** The one of the segments that holds the instant. */
  readonly segment: TimedSegment;
}

export interface PrefetcherOptions extends WindowLoaderOptions {
  readonly clock: Clock;
  /** The segments of the playlist in use. */
  readonly segments: () => readonly TimedSegment[];
  /** The variant in use. */
  readonly variant: () => Variant | null;
}

/**
 * Fetches windows, segments and thumbnails before hls.js asks for them: for a seek while hls.js is still busy, and for
 * the instant that the viewer points at. The endless playback owns it.
 */
export class Prefetcher implements SegmentUrls {
  readonly loader: WindowLoader;
  readonly cache: SegmentCache;
  /** Aborted when another seek makes the prefetched segment useless. */
  #seek = new AbortController();
  #thumbnails: ThumbnailLoader | null = null;
  /** Null until the server refuses a segment. */
  #renewal: SegmentRenewal | null = null;
  readonly #life = new AbortController();

  constructor(private readonly options: PrefetcherOptions) {
    this.loader = new WindowLoader(options);
    this.cache = new SegmentCache(CACHE_BYTES, options.clock);
  }

  /**
   * Finds where a seek lands, and begins to fetch the first segment.
   *
   * @param target null for the live edge
   * @throws TimeShiftError `not-recorded` where nothing is found, `forbidden`, `network`
   */
  async locate(
    target: UnixMs | null,
    signal: AbortSignal,
    variant: Variant | null = this.options.variant(),
  ): Promise<Location> {
    this.#seek.abort();
    const seek = (this.#seek = new AbortController());
    const location = await (target === null
      ? this.#locateLive(variant, signal)
      : this.#locateInstant(target, variant, signal));
    // Meanwhile hls.js parses the playlist, and at first is being loaded itself.
    ignoreRejection(this.fetch(location.segment, AbortSignal.any([signal, seek.signal])));
    return location;
  }

  /** Fetches the window and the segment of an instant. */
  async warm(at: UnixMs, signal: AbortSignal): Promise<void> {
    const segment = await this.#segmentAt(at, signal);
    if (segment) await this.fetch(segment, signal);
  }

  /** The thumbnail of an instant: null where its segment has none, undefined where it has not been made yet. */
  cachedThumbnail(at: UnixMs): Thumbnail | null | undefined {
    return this.#thumbnails?.at(at);
  }

  /**
   * Makes the thumbnail of an instant: the first picture of its segment, which is fetched as for a seek.
   *
   * @returns null where there is none; a seek to the instant reports why
   */
  async thumbnail(at: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    if (!('VideoDecoder' in window)) return null;
    const finding = ignoreRejection(this.#segmentAt(at, signal));
    const thumbnails = await this.#importThumbnails();
    return thumbnails.of(finding, ({ url }) => this.#load(url), signal);
  }

  /** Fetches a segment into the cache, where hls.js finds it. */
  async fetch({ url, byteRange }: TimedSegment, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // The cache knows segments by their URL, which is not enough for parts of a file.
    if (!byteRange) await this.#load(url).want(signal);
  }

  newest(url: string): string {
    return this.#renewal?.newest(url) ?? url;
  }

  async renew(url: string, refused: string, signal: AbortSignal): Promise<string | null> {
    try {
      const { SegmentRenewal } = await importOnDemand(import('./segment-renewal.ts'));
      this.#renewal ??= new SegmentRenewal({ ...this.options, loader: this.loader, windowAt });
      return await this.#renewal.renew(url, refused, signal);
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  destroy(): void {
    this.#life.abort();
    this.#thumbnails?.destroy();
  }

  async #locateLive(variant: Variant | null, signal: AbortSignal): Promise<Location> {
    const { segments } = await this.loader.loadLive([], variant, signal);
    const segment = liveSegmentOf(segments);
    if (!segment) throw notLive('Nothing is live now; choose a time before.');
    return { segments, at: segment.start, segment };
  }

  /** Finds an instant in its window, or the first segment after it. */
  async #locateInstant(target: UnixMs, variant: Variant | null, signal: AbortSignal): Promise<Location> {
    const { serverNow, source } = this.options;
    let window = windowAt(target);
    for (let tries = 0; tries <= MAX_EMPTY_WINDOWS; tries += 1) {
      const { segments } = await this.loader.load(window, [], variant, signal);
      const segment = segments.find((each) => endOf(each) > target);
      if (segment) return { segments, at: Math.max(segment.start, target), segment };
      if (this.loader.isTimeShiftOff) throw timeShiftOff();
      if (window.end > serverNow()) {
        const live = await this.#locateLive(variant, signal);
        if (live.at < (source.request.vodEnd ?? Infinity)) return live;
        // By the clock of a viewer whose time is wrong, the recording is still to come.
        break;
      }
      window = windowAt(window.end);
    }
    throw new TimeShiftError('not-recorded', 'Nothing is recorded there; choose another time.');
  }

  #load(url: string): SegmentLoad {
    const { fetcher } = this.options;
    return this.cache.getOrLoad(url, (sink, signal) =>
      fetcher.fetch(url, 'segment', { retries: 0, signal, sink, urls: this }),
    );
  }

  async #segmentAt(at: UnixMs, signal: AbortSignal): Promise<TimedSegment | undefined> {
    const { segments, variant } = this.options;
    const listed = segmentAt(segments(), at);
    if (listed) return listed;
    const window = await this.loader.load(windowAt(at), [], variant(), signal);
    return window.segments.find((each) => endOf(each) > at);
  }

  async #importThumbnails(): Promise<ThumbnailLoader> {
    const { ThumbnailLoader } = await importOnDemand(import('./thumbnails/thumbnail-loader.ts'));
    this.#life.signal.throwIfAborted();
    return (this.#thumbnails ??= new ThumbnailLoader());
  }
}

/**
 * The segment that live playback begins with: the last but one, so that the next one is there in time. Just after the
 * encoder has come back, that one is from before.
 */
function liveSegmentOf(segments: readonly TimedSegment[]): TimedSegment | undefined {
  const [before, last] = segments.slice(-2);
  return before && last && isHoleBetween(before, last) ? last : before;
}

export const timeShiftOff = (): TimeShiftError =>
  new TimeShiftError('not-recorded', 'Time shift is not on for this stream; only live can be played.', {
    reason: 'no-time-shift',
  });
