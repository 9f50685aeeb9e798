import {
  datedSegments,
  PLAYLIST_DELAY_MS,
  readPlaylist,
  TimeShiftError,
  windowRequest,
  type MediaPlaylist,
  type MediaSegment,
  type MultivariantPlaylist,
  type PlaybackRequest,
  type RecordedRanges,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
  type Variant,
  type WindowScene,
} from '../core/index.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { SharedRequests } from '../network/shared-request.ts';
import { playlistUrl, type StreamSource } from '../network/stream-source.ts';

export interface WindowLoaderOptions {
  readonly source: StreamSource;
  readonly fetcher: Fetcher;
  readonly serverNow: () => UnixMs;
  /** Whether the server has told its time; until then, `serverNow` is the viewer's clock. */
  readonly isClockSet: () => boolean;
  readonly recorded: () => RecordedRanges;
  /** The source is a multivariant playlist; returns the variant to load. */
  readonly onVariants: (variants: readonly Variant[]) => Variant | undefined;
}

/** What is recorded in a window. */
export interface LoadedWindow {
  readonly segments: readonly TimedSegment[];
  /** The server will add no segment that begins before this. */
  readonly completeUntil: UnixMs;
}

export interface LivePlaylist {
  readonly segments: TimedSegment[];
  readonly targetDurationMs: number;
}

/** How many settled windows are kept: two hours of playback, or as many places to scrub between. */
const MAX_KEPT = 12;
const RETRIES = 3;

/**
 * Loads what is recorded, in DVR windows that all viewers share, and the live playlist; gives every segment its
 * wall-clock time. The prefetcher and the playlist updater call it. It keeps the windows that cannot change any more.
 */
export class WindowLoader {
  /** By {@link keyOf}, the most recently used last. */
  readonly #settled = new Map<string, MediaPlaylist>();
  /** `EXT-X-MEDIA-SEQUENCE` of the live playlist that was loaded last. */
  #liveSequence = 0;
  /** By URL: pointing at an instant and then seeking to it sends one request. */
  readonly #requests = new SharedRequests<Loaded>();

  constructor(private readonly options: WindowLoaderOptions) {}

  /**
   * Loads a window; it is empty where the server says that nothing is recorded.
   *
   * @param before the segments that the window may continue or overlap
   * @param variant null to load the source itself
   * @throws TimeShiftError `forbidden` or `network`
   */
  async load(
    window: TimeRange,
    before: readonly TimedSegment[],
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<LoadedWindow> {
    const { source, serverNow, isClockSet, recorded } = this.options;
    const now = serverNow();
    const keptSince = now - source.retentionMs;
    // A page that asks for something older than the retention knows better.
    const isOlder = (source.request.start ?? now) < keptSince;
    const available = isClockSet() ? { start: isOlder ? -Infinity : keptSince, end: now } : ALL_TIME;
    const asking = windowRequest(window, available);
    if (!asking) return { segments: [], completeUntil: window.end };
    const { asked } = asking;
    const isSettled = asking.isSettled && isClockSet();
    const playlist = await this.#loadPlaylist(window, asked, isSettled, variant, signal);
    const segments = await dateSegments(playlist.segments, { asked, recorded: recorded(), before });
    return { segments, completeUntil: isSettled ? window.end : Math.min(asked.end, now) - PLAYLIST_DELAY_MS };
  }

  /** @throws TimeShiftError `not-recorded` where nothing is live, `forbidden`, `network` */
  async loadLive(
    before: readonly TimedSegment[],
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<LivePlaylist> {
    const { playlist } = await this.#request({}, variant, signal);
    if (!playlist) throw new TimeShiftError('not-recorded', 'Nothing is live there; check the address.');
    const asked = { start: null, end: this.options.serverNow() };
    const scene = { asked, recorded: this.options.recorded(), before };
    const segments = await dateSegments(this.#markRestart(playlist), scene);
    return { segments, targetDurationMs: playlist.targetDurationMs };
  }

  async #loadPlaylist(
    window: TimeRange,
    asked: TimeRange,
    isSettled: boolean,
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<MediaPlaylist> {
    const known = this.#settled.get(keyOf(window, variant));
    const request = { start: asked.start, vodEnd: asked.end };
    const loaded = known ? { playlist: known, variant } : await this.#request(request, variant, signal);
    const playlist = loaded.playlist ?? NOTHING;
    if (isSettled) this.#keep(keyOf(window, loaded.variant), playlist);
    return playlist;
  }

  /** An encoder that restarts begins with 0 again, also with its timestamps, and may not mark the discontinuity. */
  #markRestart({ segments, mediaSequence }: MediaPlaylist): readonly MediaSegment[] {
    const hasRestarted = mediaSequence < this.#liveSequence;
    this.#liveSequence = mediaSequence;
    const [first, ...others] = segments;
    return hasRestarted && first ? [{ ...first, isDiscontinuity: true }, ...others] : segments;
  }

  #request(request: PlaybackRequest, variant: Variant | null, signal: AbortSignal): Promise<Loaded> {
    const { source } = this.options;
    const url = playlistUrl({ ...source, src: variant?.url ?? source.src }, request);
    return this.#requests.join(url, signal, (joined) => this.#fetchWhole(url, request, variant, joined));
  }

  /** A playlist with a `vodEnd` has an `EXT-X-ENDLIST`; one without it may be cut off, so it is fetched once more. */
  async #fetchWhole(
    url: string,
    request: PlaybackRequest,
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<Loaded> {
    const playlist = await this.#fetch(url, signal);
    if (playlist?.kind === 'multivariant') {
      // A variant that is a multivariant playlist itself could lead to an endless loop.
      if (variant) throw new TimeShiftError('unsupported', NOT_ONE_PLAYLIST);
      return this.#request(request, this.#chooseVariant(playlist), signal);
    }
    if (request.vodEnd === undefined || !playlist || playlist.isEnded) return { playlist, variant };
    const again = await this.#fetch(url, signal);
    const isBetter = again?.kind === 'media' && again.segments.length >= playlist.segments.length;
    return { playlist: isBetter ? again : playlist, variant };
  }

  /** @returns null where nothing is recorded */
  async #fetch(
    url: string,
    signal: AbortSignal,
    isAgain = false,
  ): Promise<MediaPlaylist | MultivariantPlaylist | null> {
    try {
      const fetched = await this.options.fetcher.fetch(url, 'playlist', { retries: RETRIES, signal });
      const text = new TextDecoder().decode(fetched.body);
      const playlist = readPlaylist(text, fetched.url);
      // Without the end of its last line, it may be cut off within the address of a variant.
      const isCut = playlist.kind === 'multivariant' && !text.endsWith('\n');
      if (isCut && !isAgain) return await this.#fetch(url, signal, true);
      if (playlist.kind !== 'not-a-playlist') return playlist;
      throw new TimeShiftError('network', 'The server answers with half a playlist; try again.');
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return null;
      throw error;
    }
  }

  #chooseVariant({ variants, hasSeparateAudio }: MultivariantPlaylist): Variant {
    const variant = hasSeparateAudio ? undefined : this.options.onVariants(variants);
    if (!variant) throw new TimeShiftError('unsupported', NOT_ONE_PLAYLIST);
    return variant;
  }

  #keep(key: string, playlist: MediaPlaylist): void {
    this.#settled.delete(key);
    this.#settled.set(key, playlist);
    const [oldest] = this.#settled.keys();
    if (this.#settled.size > MAX_KEPT && oldest !== undefined) this.#settled.delete(oldest);
  }
}

interface Loaded {
  /** Null where nothing is recorded. */
  readonly playlist: MediaPlaylist | null;
  /** The variant that it is of; null where the source has only one. */
  readonly variant: Variant | null;
}

const keyOf = ({ start }: TimeRange, variant: Variant | null): string => `${start} ${variant?.url ?? ''}`;

/** Most servers date each segment. The code that estimates dates is loaded only where they do not. */
async function dateSegments(segments: readonly MediaSegment[], scene: WindowScene): Promise<TimedSegment[]> {
  const dated = datedSegments(segments);
  if (dated) return dated;
  const { timeSegments } = await importOnDemand(import('../core/hls/estimate-dates.ts'));
  return timeSegments(segments, scene);
}

const NOT_ONE_PLAYLIST = 'The audio is in separate playlists; set strategy="direct" to play it.';

const ALL_TIME: TimeRange = { start: -Infinity, end: Infinity };

const NOTHING: MediaPlaylist = {
  kind: 'media',
  targetDurationMs: 0,
  mediaSequence: 0,
  isEnded: true,
  segments: [],
};
