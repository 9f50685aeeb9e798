import {
  areDurationsWrong,
  datedRange,
  datedSegments,
  isOffLive,
  isOffWindow,
  longestMs,
  movedBy,
  PLAYLIST_DELAY_MS,
  readPlainPlaylist,
  redated,
  TimeShiftError,
  windowRequest,
  type MediaPlaylist,
  type MediaSegment,
  type MultivariantPlaylist,
  type PlaybackRequest,
  type Playlist,
  type RecordedRanges,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
  type Variant,
  type WindowScene,
} from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { SharedRequests } from '../network/shared-request.ts';
import { playlistUrl, type StreamSource } from '../network/stream-source.ts';
import type { EncoderClock } from './encoder-clock.ts';
import type { VariantRenewal } from './variant-renewal.ts';

export interface WindowLoaderOptions {
  readonly source: StreamSource;
  readonly fetcher: Fetcher;
  readonly clock: Clock;
  readonly serverNow: () => UnixMs;
  /** Whether the server has told its time; until then, `serverNow` is the viewer's clock. */
  readonly isClockSet: () => boolean;
  readonly recorded: () => RecordedRanges;
  /** The source is a multivariant playlist; returns the variant to load. */
  readonly onVariants: (variants: readonly Variant[]) => Promise<Variant | undefined> | Variant | undefined;
  /** The server has shown that time shift is on for the stream, or that it is not. */
  readonly onTimeShift: (isOn: boolean) => void;
  /** How far the encoder's clock is ahead of the server's, in milliseconds, as far as it is known. */
  readonly encoderOffset: () => number;
  readonly onEncoderOffset: (offsetMs: number) => void;
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
/** How long it is believed that time shift is not on. */
const BELIEVED_OFF_MS = 60_000;

/**
 * Loads what is recorded, in DVR windows that all viewers share, and the live playlist; gives every segment its
 * wall-clock time. The prefetcher and the playlist updater call it. It keeps the windows that cannot change any more.
 */
export class WindowLoader {
  /** The windows that are kept: by their start and the URL of their variant, the most recently used last. */
  readonly settled = new Map<string, MediaPlaylist>();
  /** `EXT-X-MEDIA-SEQUENCE` of the live playlist that was loaded last. */
  #liveSequence = 0;
  /** What the multivariant playlist has defined for its media playlists. */
  #variables: MultivariantPlaylist['variables'] | undefined;
  /** By URL: pointing at an instant and then seeking to it sends one request. */
  readonly #requests = new SharedRequests<Loaded>();
  /** `reload` where URLs of segments have ended: a playlist in the browser's cache is of no use then. */
  cache: RequestCache = 'default';

  /** When the server has answered with the live playlist instead of a window. */
  #offSince: UnixMs = -Infinity;
  /** Null until a variant is refused. */
  #renewal: VariantRenewal | null = null;
  /** Null until dates do not fit the server's time. */
  #encoderClock: EncoderClock | null = null;

  constructor(private readonly options: WindowLoaderOptions) {}

  /** Whether the server has answered a request for a window with the live playlist. */
  get isTimeShiftOff(): boolean {
    return Number.isFinite(this.#offSince);
  }

  /**
   * Loads a window; it is empty where the server says that nothing is recorded, and where time shift is not on.
   *
   * @param before the segments that the window may continue or overlap
   * @param variant null to load the source itself
   * @param recordedUntil the server has recorded up to here, although `serverNow` may be before
   * @throws TimeShiftError `forbidden` or `network`
   */
  async load(
    window: TimeRange,
    before: readonly TimedSegment[],
    variant: Variant | null,
    signal: AbortSignal,
    recordedUntil: UnixMs = -Infinity,
  ): Promise<LoadedWindow> {
    const { source, serverNow, isClockSet, recorded } = this.options;
    const now = serverNow();
    const keptSince = now - source.retentionMs;
    // A page that asks for something older than the retention knows better.
    const isOlder = (source.request.start ?? now) < keptSince;
    const available = isClockSet() ? { start: isOlder ? -Infinity : keptSince, end: now } : ALL_TIME;
    const asking = windowRequest(window, available, recordedUntil);
    const isBelievedOff = now < this.#offSince + BELIEVED_OFF_MS;
    if (!asking || isBelievedOff) return { segments: [], completeUntil: window.end };
    const { asked } = asking;
    const isSettled = asking.isSettled && isClockSet();
    const playlist = await this.#loadPlaylist(window, asked, isSettled, variant, signal);
    const inServerTime = await this.#inServerTime(playlist, asked, variant, signal);
    // A server that does not know `vodend` chooses the end itself.
    const askedWindow = { start: asked.start, end: playlist.isEnded ? asked.end : null };
    const segments = await dateSegments(inServerTime, {
      asked: askedWindow,
      recorded: recorded(),
      before,
    });
    return { segments, completeUntil: isSettled ? window.end : Math.min(asked.end, now) - PLAYLIST_DELAY_MS };
  }

  /** @throws TimeShiftError `not-recorded` where nothing is live, `forbidden`, `network` */
  async loadLive(
    before: readonly TimedSegment[],
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<LivePlaylist> {
    const { playlist } = await this.#request({}, variant, signal);
    if (!playlist) throw notLive('Nothing is live there; check the address.');
    const asked = { start: null, end: this.options.serverNow() };
    const scene = { asked, recorded: this.options.recorded(), before };
    const restarted = { ...playlist, segments: this.#markRestart(playlist) };
    const segments = await dateSegments(await this.#inServerTime(restarted, null, variant, signal), scene);
    return { segments, targetDurationMs: playlist.targetDurationMs };
  }

  /**
   * The segments with their dates by the server's clock. What is dated far from what was asked for is left out.
   *
   * @param asked null for the live playlist
   */
  async #inServerTime(
    { segments, isEnded }: MediaPlaylist,
    asked: TimeRange | null,
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<readonly MediaSegment[]> {
    const { serverNow, isClockSet, encoderOffset } = this.options;
    const dated = datedRange(segments);
    if (!dated) return segments;
    const range = movedBy(dated, -encoderOffset());
    const longest = longestMs(segments);
    if (asked && isEnded && isOffWindow(range, asked, longest)) {
      const encoderClock = await this.#getEncoderClock(variant);
      await encoderClock.checkWindow(dated, asked, longest, signal);
    } else if (!asked && isClockSet() && isOffLive(range.end, serverNow())) {
      const encoderClock = await this.#getEncoderClock(variant);
      await encoderClock.checkLive(dated.end, signal);
    }
    const inTime = redated(segments, encoderOffset());
    return asked && isEnded && this.#encoderClock ? this.#encoderClock.around(asked, inTime) : inTime;
  }

  async #getEncoderClock(variant: Variant | null): Promise<EncoderClock> {
    const { EncoderClock } = await importOnDemand(import('./encoder-clock.ts'));
    return (this.#encoderClock ??= new EncoderClock({
      ...this.options,
      loadWindow: (window, signal) => this.load(window, [], variant, signal),
      loadLive: (signal) => this.#request({}, variant, signal),
    }));
  }

  async #loadPlaylist(
    window: TimeRange,
    asked: TimeRange,
    isSettled: boolean,
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<MediaPlaylist> {
    const kept = this.settled.get(keyOf(window, variant));
    // An answer that nothing is there may have been temporary.
    const known = kept === NOTHING && this.options.recorded().hasAny(asked) ? undefined : kept;
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
    const url = playlistUrl({ ...source, src: variant ? this.#urlOf(variant) : source.src }, request);
    return this.#requests.join(url, signal, (joined) => this.#fetchWhole(url, request, variant, joined));
  }

  async #fetchWhole(
    url: string,
    request: PlaybackRequest,
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<Loaded> {
    const { start, vodEnd } = request;
    const asked = start === undefined || vodEnd === undefined ? null : { start, end: vodEnd };
    const mustExist = asked !== null && this.options.recorded().hasAny(asked);
    const requested = variant && this.#urlOf(variant);
    let playlist: MediaPlaylist | MultivariantPlaylist | null;
    try {
      playlist = await this.#fetch(url, signal, mustExist);
    } catch (error) {
      if (!requested || (error as TimeShiftError).code !== 'forbidden') throw error;
      const isRenewed = await this.#renew(variant, requested, signal);
      if (!isRenewed) throw error;
      return this.#request(request, variant, signal);
    }
    if (playlist?.kind === 'multivariant') {
      return this.#request(request, await this.#chooseVariant(playlist, variant), signal);
    }
    if (!asked || !playlist) return { playlist, variant };
    const answer = playlist.isEnded ? playlist : await this.#believed(playlist, asked, url, variant, signal);
    if (answer) this.#offSince = -Infinity;
    else this.#offSince = this.options.serverNow();
    this.options.onTimeShift(answer !== null);
    return { playlist: answer, variant };
  }

  /** @returns null where the server answers with the live playlist */
  async #believed(
    first: MediaPlaylist,
    asked: TimeRange,
    url: string,
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<MediaPlaylist | null> {
    const byEncoder = movedBy(asked, this.options.encoderOffset());
    const { believedAnswer } = await importOnDemand(import('./unended-window.ts'));
    const loadLive = async () => (await this.#request({}, variant, signal)).playlist;
    return believedAnswer(first, byEncoder, () => this.#fetch(url, signal), loadLive);
  }

  #urlOf(variant: Variant): string {
    return this.#renewal?.newest(variant) ?? variant.url;
  }

  /** A variant is refused: its URL may have ended since the multivariant playlist was read. */
  async #renew(variant: Variant, refused: string, signal: AbortSignal): Promise<boolean> {
    const { VariantRenewal } = await importOnDemand(import('./variant-renewal.ts'));
    const { source, clock } = this.options;
    this.#renewal ??= new VariantRenewal(clock, (joined) => this.#fetch(playlistUrl(source, {}), joined));
    return this.#renewal.renew(variant, refused, signal);
  }

  /**
   * @param mustExist whether the timeline says that something is recorded there: then the answer that nothing is found
   * is asked for again
   * @returns null where nothing is recorded
   */
  async #fetch(
    url: string,
    signal: AbortSignal,
    mustExist = false,
    isAgain = false,
  ): Promise<MediaPlaylist | MultivariantPlaylist | null> {
    try {
      const options = { retries: RETRIES, signal, cache: this.cache, mustExist };
      const fetched = await this.options.fetcher.fetch(url, 'playlist', options);
      const text = new TextDecoder().decode(fetched.body);
      const playlist = readPlainPlaylist(text, fetched.url) ?? (await this.#readOther(text, fetched.url));
      // Without the end of its last line, it may be cut off within the address of a variant.
      const isCut = playlist.kind === 'multivariant' && !text.endsWith('\n');
      if (isCut && !isAgain) return await this.#fetch(url, signal, mustExist, true);
      if (playlist.kind !== 'not-a-playlist') return playlist;
      throw new TimeShiftError('network', 'The server answers with half a playlist; try again.', {
        reason: 'answer',
      });
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return null;
      throw error;
    }
  }

  /** Loaded on demand, because most playlists are plain ones. */
  async #readOther(text: string, url: string): Promise<Playlist> {
    const { readPlaylist, protectionError } = await importOnDemand(import('../core/hls/read-playlist.ts'));
    const error = protectionError(text);
    if (error) throw error;
    const playlist = readPlaylist(text, url, this.#variables);
    if (playlist.kind === 'multivariant') this.#variables = playlist.variables;
    return playlist;
  }

  async #chooseVariant(
    { variants, hasRenditions }: MultivariantPlaylist,
    before: Variant | null,
  ): Promise<Variant> {
    // A variant that is a multivariant playlist itself could lead to an endless loop.
    const variant = hasRenditions || before ? undefined : await this.options.onVariants(variants);
    // Nobody reads this: the stream is played by the direct strategy then.
    if (!variant) throw new TimeShiftError('unsupported', 'The stream is not one playlist.');
    return variant;
  }

  #keep(key: string, playlist: MediaPlaylist): void {
    this.settled.delete(key);
    this.settled.set(key, playlist);
    const [oldest] = this.settled.keys();
    if (this.settled.size > MAX_KEPT && oldest !== undefined) this.settled.delete(oldest);
  }
}

interface Loaded {
  /** Null where nothing is recorded. */
  readonly playlist: MediaPlaylist | null;
  /** The variant that it is of; null where the source has only one. */
  readonly variant: Variant | null;
}

const keyOf = ({ start }: TimeRange, variant: Variant | null): string => `${start} ${variant?.url ?? ''}`;

/** Most servers date each segment. The code that estimates dates is loaded only where they do not, or are sloppy. */
async function dateSegments(segments: readonly MediaSegment[], scene: WindowScene): Promise<TimedSegment[]> {
  const dated = datedSegments(segments);
  if (dated && !areDurationsWrong(dated)) return dated;
  const { timeSegments } = await importOnDemand(import('../core/hls/estimate-dates.ts'));
  return timeSegments(segments, scene);
}

export const notLive = (message: string, cause?: unknown): TimeShiftError =>
  new TimeShiftError('not-recorded', message, { cause, reason: 'not-live' });

const ALL_TIME: TimeRange = { start: -Infinity, end: Infinity };

const NOTHING: MediaPlaylist = {
  kind: 'media',
  targetDurationMs: 0,
  mediaSequence: 0,
  isEnded: true,
  segments: [],
};
