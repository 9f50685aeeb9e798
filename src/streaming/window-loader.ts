import {
  datedSegments,
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
import { importOnDemand } from '../network/import-on-demand.ts';
import { SharedRequests } from '../network/shared-requests.ts';
import { fetchResource, type Authorize } from '../network/fetcher.ts';
import { playlistUrl, type StreamSource } from '../network/stream-source.ts';

export interface WindowLoaderOptions {
  readonly source: StreamSource;
  readonly authorize: () => Authorize | undefined;
  readonly serverInstant: () => UnixMs;
  /** Before the server has told its time, it may be any. */
  readonly isClockSet: () => boolean;
  readonly recorded: () => RecordedRanges;
  /** The source comes in several qualities: which one to begin with. */
  readonly onVariants: (variants: readonly Variant[]) => Variant | undefined;
}

export interface WindowAnswer {
  readonly segments: readonly TimedSegment[];
  /** Up to when nothing will be added to it. */
  readonly completeUntil: UnixMs;
}

export interface LivePlaylist {
  readonly segments: TimedSegment[];
  readonly targetDurationMs: number;
}

/** Settled windows that are kept: two hours, or as many places as somebody scrubs to and fro between. */
const MOST_KEPT = 12;
const RETRIES = 3;
/** A segment is listed some time after it was recorded. */
const UNSETTLED_MS = 20_000;

/** Reads what was recorded in windows, and what is live, with a wall-clock time for each segment. */
export class WindowLoader {
  /** The quality that is read; null where there is but one, or none is known yet. */
  variant: Variant | null = null;
  /** By {@link #keyOf}; the one used last is last. */
  readonly #settled = new Map<string, MediaPlaylist>();
  /** The number of the live playlist's first segment, when it was last read. */
  #liveSequence = 0;
  /** What is being asked for, by URL: who points at an instant and then seeks to it asks once. */
  readonly #underWay = new SharedRequests<MediaPlaylist | null>();

  constructor(private readonly options: WindowLoaderOptions) {}

  /**
   * What is recorded in a window: nothing, if so the server says.
   *
   * @param before the segments that these may follow or have in common
   * @throws TimeShiftError `forbidden` or `network`
   */
  async read(window: TimeRange, before: readonly TimedSegment[], signal: AbortSignal): Promise<WindowAnswer> {
    const { source, serverInstant, isClockSet, recorded } = this.options;
    const now = serverInstant();
    const available = isClockSet() ? { start: now - source.retentionMs, end: now } : ALL_TIME;
    const asking = windowRequest(window, available);
    if (!asking) return { segments: [], completeUntil: window.end };
    const { asked } = asking;
    const isSettled = asking.isSettled && isClockSet();
    const known = this.#settled.get(this.#keyOf(window));
    const request = { start: asked.start, vodEnd: asked.end };
    const playlist = known ?? (await this.#fetch(request, signal)) ?? NOTHING;
    if (isSettled) this.#keep(this.#keyOf(window), playlist);
    const segments = await inTime(playlist.segments, { asked, recorded: recorded(), before });
    return { segments, completeUntil: isSettled ? window.end : Math.min(asked.end, now) - UNSETTLED_MS };
  }

  /** @throws TimeShiftError `not-recorded` where there is no such stream, `forbidden`, `network` */
  async readLive(before: readonly TimedSegment[], signal: AbortSignal): Promise<LivePlaylist> {
    const playlist = await this.#fetch({}, signal);
    if (!playlist) throw new TimeShiftError('not-recorded', 'Nothing is live there; check the address.');
    const asked = { start: null, end: this.options.serverInstant() };
    const scene = { asked, recorded: this.options.recorded(), before };
    const segments = await inTime(this.#markRestart(playlist), scene);
    return { segments, targetDurationMs: playlist.targetDurationMs };
  }

  /** An encoder that restarts counts from the beginning again, with time stamps that do, too, and may not say so. */
  #markRestart({ segments, mediaSequence }: MediaPlaylist): readonly MediaSegment[] {
    const hasRestarted = mediaSequence < this.#liveSequence;
    this.#liveSequence = mediaSequence;
    const [first, ...others] = segments;
    return hasRestarted && first ? [{ ...first, isDiscontinuity: true }, ...others] : segments;
  }

  #fetch(request: PlaybackRequest, signal: AbortSignal): Promise<MediaPlaylist | null> {
    const { variant } = this;
    const { source } = this.options;
    const url = playlistUrl({ ...source, src: variant?.url ?? source.src }, request);
    return this.#underWay.want(url, signal, (wanted) => this.#askWhole(url, request, variant, wanted));
  }

  /** A recording says where it ends; one that does not may have been cut off on its way. */
  async #askWhole(
    url: string,
    request: PlaybackRequest,
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<MediaPlaylist | null> {
    const playlist = await this.#ask(url, signal);
    if (playlist?.kind === 'multivariant') {
      // A quality that is itself a list of qualities would never come to an end.
      if (variant) throw new TimeShiftError('unsupported', NOT_ONE_PLAYLIST);
      this.variant ??= this.#firstOf(playlist);
      return this.#fetch(request, signal);
    }
    if (request.vodEnd === undefined || !playlist || playlist.isEnded) return playlist;
    const again = await this.#ask(url, signal);
    const isBetter = again?.kind === 'media' && again.segments.length >= playlist.segments.length;
    return isBetter ? again : playlist;
  }

  /** @returns null where nothing is recorded */
  async #ask(url: string, signal: AbortSignal): Promise<MediaPlaylist | MultivariantPlaylist | null> {
    try {
      const options = { authorize: this.options.authorize(), retries: RETRIES, signal };
      const fetched = await fetchResource(url, 'playlist', options);
      const playlist = readPlaylist(new TextDecoder().decode(fetched.body), fetched.url);
      if (playlist.kind !== 'not-a-playlist') return playlist;
      throw new TimeShiftError('network', 'The server answers with half a playlist; try again.');
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return null;
      throw error;
    }
  }

  #firstOf({ variants, hasSeparateAudio }: MultivariantPlaylist): Variant {
    const variant = hasSeparateAudio ? undefined : this.options.onVariants(variants);
    if (!variant) throw new TimeShiftError('unsupported', NOT_ONE_PLAYLIST);
    return variant;
  }

  #keyOf({ start }: TimeRange): string {
    return `${start} ${this.variant?.url ?? ''}`;
  }

  #keep(key: string, playlist: MediaPlaylist): void {
    this.#settled.delete(key);
    this.#settled.set(key, playlist);
    const [oldest] = this.#settled.keys();
    if (this.#settled.size > MOST_KEPT && oldest !== undefined) this.#settled.delete(oldest);
  }
}

/** Most servers say when each segment begins; what it takes to do without that is loaded on demand. */
async function inTime(segments: readonly MediaSegment[], scene: WindowScene): Promise<TimedSegment[]> {
  const dated = datedSegments(segments);
  if (dated) return dated;
  const { timeSegments } = await importOnDemand(import('../core/hls/estimate-dates.ts'));
  return timeSegments(segments, scene);
}

const NOT_ONE_PLAYLIST = 'The stream has its sound apart; set strategy="direct" to play it.';

const ALL_TIME: TimeRange = { start: -Infinity, end: Infinity };

const NOTHING: MediaPlaylist = {
  kind: 'media',
  targetDurationMs: 0,
  mediaSequence: 0,
  isEnded: true,
  segments: [],
};
