import type Hls from 'hls.js';
import type {
  Fragment,
  FragmentLoaderConstructor,
  FragmentLoaderContext,
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderContext,
  LoaderStats,
  PlaylistLoaderConstructor,
} from 'hls.js';
import { TimeShiftError, type TimeShiftErrorCode } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { ByteRange, Fetched, Fetcher, LoadKind, SegmentUrls } from '../network/fetcher.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import type { SegmentCache } from '../network/segment-cache.ts';
import { ByteSink } from '../network/segment-pipe.ts';
import { beginsWithin } from './first-picture.ts';

const RETRIES: Record<LoadKind, number> = { playlist: 3, segment: 6, timeline: 0 };

/** By these hls.js decides whether to retry. The fetcher has retried by then; any other failure is a 503. */
const STATUS: Partial<Record<TimeShiftErrorCode, number>> = { forbidden: 403, 'not-recorded': 404 };

/** Variables, maps that may change, and dates that are not in the form that each browser reads. */
const MISREAD_BY_HLS =
  /#EXT-X-(DEFINE|MAP|PROGRAM-DATE-TIME:(?!\d{4}(-\d\d){2}T(\d\d:){2}\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\s))/;

/** The failure of a load, which hls.js passes on as `networkDetails` of its error event. */
export const loadErrorOf = (networkDetails: unknown): TimeShiftError | null =>
  networkDetails instanceof TimeShiftError ? networkDetails : null;

/** Waits until hls.js has taken a fragment, or has requested another one instead. */
export type UntilTaken = (delay: (ms: number) => Promise<void>) => Promise<void>;

export interface LoaderOptions {
  readonly fetcher: Pick<Fetcher, 'fetch'>;
  readonly clock: Pick<Clock, 'steady' | 'delay'>;
  /** Where prefetched segments are. */
  readonly cache?: SegmentCache;
  /** Where segments are now, whose URLs may have ended. */
  readonly urls?: SegmentUrls;
  /** What hls.js would leave out, one segment after the other, keeps all of them from being played. */
  readonly onError?: (error: TimeShiftError) => void;
  /** The first pictures of a fragment need the fragment before. hls.js gets it when this resolves. */
  readonly onDependent?: (fragment: Fragment) => Promise<UntilTaken | undefined>;
}

/**
 * The loaders of hls.js for playlists and segments. They use the {@link Fetcher}, so that hls.js sees neither a
 * temporary failure nor a body that is not what it should be.
 */
export function createLoaders(options: LoaderOptions): Pick<HlsConfig, 'pLoader' | 'fLoader'> {
  return {
    pLoader: loaderOf('playlist', options) as unknown as PlaylistLoaderConstructor,
    fLoader: loaderOf('segment', options) as unknown as FragmentLoaderConstructor,
  };
}

/**
 * Has hls.js load keys by our loader. hls.js uses it for all that has no loader of its own, which is nothing else. It
 * is set afterwards, since hls.js takes no segment in chunks when it is created with another loader.
 */
export function setKeyLoader({ config }: Hls, options: LoaderOptions): void {
  config.loader = loaderOf('segment', options, true);
}

const loaderOf = (kind: LoadKind, options: LoaderOptions, isKey = false) =>
  class extends FetcherLoader {
    constructor() {
      super(kind, options, isKey);
    }
  };

class FetcherLoader implements Loader<LoaderContext> {
  context: LoaderContext | null = null;
  readonly stats = emptyStats();
  readonly #abort = new AbortController();
  #handleAbort: () => void = () => undefined;
  /** What has arrived of a segment that hls.js gets in one piece. */
  readonly #withheld: ArrayBuffer[] = [];
  /** Settles when what a segment needs is loaded that does not begin with a key picture. */
  #preparing: Promise<UntilTaken | undefined> | undefined;

  constructor(
    private readonly kind: LoadKind,
    private readonly options: LoaderOptions,
    private readonly isKey: boolean,
  ) {}

  load(context: LoaderContext, _config: unknown, callbacks: LoaderCallbacks<LoaderContext>): void {
    this.context = context;
    this.stats.loading.start = this.#steady();
    // hls.js would wait for ever for a key whose load was aborted.
    if (this.isKey) this.#handleAbort = () => callbacks.onAbort?.(this.stats, context, null);
    this.#fetch(context, this.#createSink(context, callbacks)).then(
      (fetched) => this.#succeed(fetched, context, callbacks),
      (error: unknown) => this.#fail(error, context, callbacks),
    );
  }

  /** hls.js calls this after the end, too. It measures the network only by loads that were not aborted. */
  abort(): void {
    const isLoading = this.stats.loading.end === 0;
    if (isLoading) this.stats.aborted = true;
    this.#abort.abort();
    if (isLoading) this.#handleAbort();
  }

  destroy(): void {
    this.abort();
  }

  #steady(): number {
    return this.options.clock.steady();
  }

  /**
   * A sink, where hls.js takes the segment in chunks. An encrypted one is withheld until it is complete: hls.js 1.7.4
   * decrypts each chunk as if it were a whole segment, which no chunk of AES-128 is but the last. So is one that does
   * not begin with a key picture: hls.js leaves out all pictures of its first chunk, if that has no key picture.
   */
  #createSink(context: LoaderContext, { onProgress }: LoaderCallbacks<LoaderContext>): ByteSink | undefined {
    if (this.kind !== 'segment' || !onProgress || byteRangeOf(context) !== null) return undefined;
    const { stats } = this;
    const sink = new ByteSink((chunk) => {
      if (stats.aborted) return;
      stats.loading.first ||= sink.startedMs || this.#steady();
      stats.loaded = stats.total += chunk.byteLength;
      const isFirst = sink.count === chunk.byteLength;
      if (isFirst && !isEncrypted(context) && beginsWithin(new Uint8Array(chunk))) {
        this.#preparing = this.options.onDependent?.((context as FragmentLoaderContext).frag);
      }
      if (isEncrypted(context) || this.#preparing) this.#withheld.push(chunk);
      else onProgress(stats, context, chunk, null);
    });
    return sink;
  }

  async #fetch(context: LoaderContext, sink: ByteSink | undefined): Promise<Fetched> {
    const { url } = context;
    const { fetcher, urls } = this.options;
    const fetched =
      (sink && (await this.#takePrefetched(url, sink))) ??
      (await fetcher.fetch(url, this.kind, {
        retries: RETRIES[this.kind],
        signal: this.#abort.signal,
        byteRange: byteRangeOf(context),
        sink,
        urls,
        isKey: this.isKey,
      }));
    if (this.#withheld.length === 0) return fetched;
    return { ...fetched, body: await new Blob(this.#withheld).arrayBuffer() };
  }

  /**
   * The segment from the cache, or null where it does not come from there. A prefetch is not retried, so a failure here
   * is not one for hls.js.
   */
  async #takePrefetched(url: string, sink: ByteSink): Promise<Fetched | null> {
    const { cache } = this.options;
    const prefetched = cache?.get(url);
    if (!prefetched) return null;
    try {
      await prefetched.pipeTo(sink, this.#abort.signal);
    } catch {
      return null;
    }
    cache?.drop(url);
    // hls.js has to measure the speed of the network, not of the cache.
    const { loading } = this.stats;
    loading.start = Math.min(loading.start, this.#steady() - prefetched.tookMs);
    return { url, body: new ArrayBuffer() };
  }

  async #succeed(
    { url, body }: Fetched,
    context: LoaderContext,
    callbacks: LoaderCallbacks<LoaderContext>,
  ): Promise<void> {
    const { signal } = this.#abort;
    const delay = (ms: number) => this.options.clock.delay(ms, signal);
    const taken = await this.#preparing;
    if (this.stats.aborted) return;
    const { stats } = this;
    stats.loading.end = this.#steady();
    stats.loading.first ||= stats.loading.end;
    stats.loaded ||= stats.total = body.byteLength;
    if (this.kind === 'segment' && body.byteLength > 0) callbacks.onProgress?.(stats, context, body, null);
    // hls.js must not flush its demuxer in the middle of what it does once it has decrypted the segment.
    await (isEncrypted(context) ? delay(0) : taken?.(delay))?.catch(() => undefined);
    if (signal.aborted) return;
    const data = context.responseType === 'arraybuffer' ? body : await this.#textOf(url, body);
    callbacks.onSuccess({ url, data, code: 200 }, stats, context, null);
  }

  async #textOf(url: string, body: ArrayBuffer): Promise<string> {
    const text = new TextDecoder().decode(body);
    if (this.kind !== 'playlist' || !MISREAD_BY_HLS.test(text)) return text;
    const { standardPlaylist } = await importOnDemand(import('./standard-playlist.ts'));
    return standardPlaylist(text, url, this.options);
  }

  #fail(error: unknown, context: LoaderContext, callbacks: LoaderCallbacks<LoaderContext>): void {
    if (this.stats.aborted) return;
    const { onError } = this.options;
    if (onError && isLasting(error)) {
      // This load hangs then, so that hls.js requests nothing more; a seek aborts it.
      onError(error);
      return;
    }
    const text = error instanceof Error ? error.message : String(error);
    const code = error instanceof TimeShiftError ? (STATUS[error.code] ?? 503) : 503;
    callbacks.onError({ code, text }, context, error as never, this.stats);
  }
}

/** What is forbidden for another reason than a single refusal is so for the next segment, too. */
const isLasting = (error: unknown): error is TimeShiftError =>
  error instanceof TimeShiftError && error.code === 'forbidden' && error.cause !== undefined;

const isEncrypted = (context: LoaderContext): boolean =>
  (context as Partial<FragmentLoaderContext>).frag?.encrypted === true;

const byteRangeOf = ({ rangeStart, rangeEnd }: LoaderContext): ByteRange | null =>
  rangeEnd ? { start: rangeStart ?? 0, end: rangeEnd } : null;

export const emptyStats = (): LoaderStats => ({
  aborted: false,
  loaded: 0,
  retry: 0,
  total: 0,
  chunkCount: 0,
  bwEstimate: 0,
  loading: { start: 0, first: 0, end: 0 },
  parsing: { start: 0, end: 0 },
  buffering: { start: 0, first: 0, end: 0 },
});
