import type {
  FragmentLoaderConstructor,
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderContext,
  LoaderStats,
  PlaylistLoaderConstructor,
} from 'hls.js';
import { TimeShiftError, type TimeShiftErrorCode } from '../core/index.ts';
import { ByteSink } from '../network/byte-sink.ts';
import type { SegmentCache } from '../network/segment-cache.ts';
import {
  fetchResource,
  type Authorize,
  type ByteRange,
  type Fetched,
  type LoadKind,
} from '../network/fetcher.ts';

const RETRIES: Record<LoadKind, number> = { playlist: 3, segment: 6, timeline: 0 };

/** What hls.js decides by whether a load may work later; it has been tried again by then. */
const STATUS: Partial<Record<TimeShiftErrorCode, number>> = { forbidden: 403, 'not-recorded': 404 };

/** The failure of a load, which hls.js hands on as the `networkDetails` of its error event. */
export const loadErrorOf = (networkDetails: unknown): TimeShiftError | null =>
  networkDetails instanceof TimeShiftError ? networkDetails : null;

/**
 * How hls.js loads playlists and segments: through {@link fetchResource}, so that it never sees a failure that
 * passed, nor a body that is not what it should be.
 */
export function createLoaders(
  authorize: () => Authorize | undefined,
  cache?: SegmentCache,
): Pick<HlsConfig, 'pLoader' | 'fLoader'> {
  const loaderOf = (kind: LoadKind) =>
    class extends StreamLoader {
      constructor() {
        super(kind, authorize, cache);
      }
    };
  return {
    pLoader: loaderOf('playlist') as unknown as PlaylistLoaderConstructor,
    fLoader: loaderOf('segment') as unknown as FragmentLoaderConstructor,
  };
}

class StreamLoader implements Loader<LoaderContext> {
  context: LoaderContext | null = null;
  readonly stats = emptyStats();
  readonly #abort = new AbortController();

  constructor(
    private readonly kind: LoadKind,
    private readonly authorize: () => Authorize | undefined,
    private readonly cache: SegmentCache | undefined,
  ) {}

  load(context: LoaderContext, _config: unknown, callbacks: LoaderCallbacks<LoaderContext>): void {
    this.context = context;
    this.stats.loading.start = performance.now();
    this.#fetch(context, this.#createSink(context, callbacks)).then(
      (fetched) => this.#succeed(fetched, context, callbacks),
      (error: unknown) => this.#fail(error, context, callbacks),
    );
  }

  /** Where hls.js wants a segment as it comes in. */
  #createSink(context: LoaderContext, { onProgress }: LoaderCallbacks<LoaderContext>): ByteSink | undefined {
    if (this.kind !== 'segment' || !onProgress || byteRangeOf(context) !== null) return undefined;
    const { stats } = this;
    const sink = new ByteSink((chunk) => {
      if (stats.aborted) return;
      stats.loading.first ||= sink.startedMs || performance.now();
      stats.loaded = stats.total += chunk.byteLength;
      onProgress(stats, context, chunk, null);
    });
    return sink;
  }

  async #fetch(context: LoaderContext, sink: ByteSink | undefined): Promise<Fetched> {
    const { url } = context;
    const ahead = sink ? this.cache?.get(url) : undefined;
    try {
      if (ahead && sink) {
        await ahead.pipeTo(sink, this.#abort.signal);
        this.cache?.drop(url);
        // How fast the network is says the load itself, not the memory that it now comes from.
        const { loading } = this.stats;
        loading.start = Math.min(loading.start, performance.now() - ahead.tookMs);
        return { url, body: new ArrayBuffer() };
      }
    } catch {
      // Ahead, it is tried but once.
    }
    return fetchResource(url, this.kind, {
      authorize: this.authorize(),
      retries: RETRIES[this.kind],
      signal: this.#abort.signal,
      byteRange: byteRangeOf(context),
      sink,
    });
  }

  /** Also called after the end; hls.js measures the network only by what was not aborted. */
  abort(): void {
    if (this.stats.loading.end > 0) return;
    this.stats.aborted = true;
    this.#abort.abort();
  }

  destroy(): void {
    this.abort();
  }

  #succeed({ url, body }: Fetched, context: LoaderContext, callbacks: LoaderCallbacks<LoaderContext>): void {
    if (this.stats.aborted) return;
    const { stats } = this;
    stats.loading.end = performance.now();
    stats.loading.first ||= stats.loading.end;
    stats.loaded ||= stats.total = body.byteLength;
    if (this.kind === 'segment' && body.byteLength > 0) callbacks.onProgress?.(stats, context, body, null);
    const data = context.responseType === 'arraybuffer' ? body : new TextDecoder().decode(body);
    callbacks.onSuccess({ url, data, code: 200 }, stats, context, null);
  }

  #fail(error: unknown, context: LoaderContext, callbacks: LoaderCallbacks<LoaderContext>): void {
    if (this.stats.aborted) return;
    const text = error instanceof Error ? error.message : String(error);
    const code = error instanceof TimeShiftError ? (STATUS[error.code] ?? 503) : 503;
    callbacks.onError({ code, text }, context, error as never, this.stats);
  }
}

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
