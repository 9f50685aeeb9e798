import {
  readPlaylist,
  timeSegments,
  TimeShiftError,
  windowRequest,
  type MediaPlaylist,
  type PlaybackRequest,
  type RecordedRanges,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import { streamFetch, type Authorize } from './stream-fetch.ts';
import { playlistUrl, type StreamSource } from './stream-source.ts';

export interface WindowReaderOptions {
  readonly source: StreamSource;
  readonly authorize: () => Authorize | undefined;
  readonly serverInstant: () => UnixMs;
  readonly recorded: () => RecordedRanges;
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

/** Settled windows that are kept: as many as somebody scrubs over in a while. */
const MOST_KEPT = 48;
const RETRIES = 3;
/** A segment is listed some time after it was recorded. */
const UNSETTLED_MS = 20_000;

/** Reads what was recorded in windows, and what is live, with a wall-clock time for each segment. */
export class WindowReader {
  /** By their starts; the one used last is last. */
  readonly #settled = new Map<UnixMs, MediaPlaylist>();
  /** What is being asked for, by URL: who points at an instant and then seeks to it asks once. */
  readonly #underWay = new Map<string, Promise<MediaPlaylist | null>>();

  constructor(private readonly options: WindowReaderOptions) {}

  /**
   * What is recorded in a window: nothing, if so the server says.
   *
   * @param before the segments that these may follow or have in common
   * @throws TimeShiftError `forbidden` or `network`
   */
  async read(window: TimeRange, before: readonly TimedSegment[], signal: AbortSignal): Promise<WindowAnswer> {
    const { source, serverInstant, recorded } = this.options;
    const now = serverInstant();
    const asking = windowRequest(window, { start: now - source.retentionMs, end: now });
    if (!asking) return { segments: [], completeUntil: window.end };
    const { asked, isSettled } = asking;
    const known = this.#settled.get(window.start);
    const request = { start: asked.start, vodEnd: asked.end };
    const playlist = known ?? (await this.#fetch(request, signal)) ?? NOTHING;
    if (isSettled) this.#keep(window.start, playlist);
    const segments = timeSegments(playlist.segments, { asked, recorded: recorded(), before });
    return { segments, completeUntil: isSettled ? window.end : asked.end - UNSETTLED_MS };
  }

  /** @throws TimeShiftError `not-recorded` where there is no such stream, `forbidden`, `network` */
  async readLive(before: readonly TimedSegment[], signal: AbortSignal): Promise<LivePlaylist> {
    const playlist = await this.#fetch({}, signal);
    if (!playlist) throw new TimeShiftError('not-recorded', 'Nothing is live there; check the address.');
    const asked = { start: null, end: this.options.serverInstant() };
    const segments = timeSegments(playlist.segments, { asked, recorded: this.options.recorded(), before });
    return { segments, targetDurationMs: playlist.targetDurationMs };
  }

  async #fetch(request: PlaybackRequest, signal: AbortSignal): Promise<MediaPlaylist | null> {
    const url = playlistUrl(this.options.source, request);
    const shared = await this.#underWay.get(url)?.catch(() => undefined);
    signal.throwIfAborted();
    // Whoever asked first may have given up.
    if (shared !== undefined) return shared;
    const answer = this.#askWhole(url, request.vodEnd !== undefined, signal);
    this.#underWay.set(url, answer);
    try {
      return await answer;
    } finally {
      if (this.#underWay.get(url) === answer) this.#underWay.delete(url);
    }
  }

  /** A recording says where it ends; one that does not may have been cut off on its way. */
  async #askWhole(url: string, mustEnd: boolean, signal: AbortSignal): Promise<MediaPlaylist | null> {
    const playlist = await this.#ask(url, signal);
    if (!mustEnd || !playlist || playlist.isEnded) return playlist;
    const again = await this.#ask(url, signal);
    return again && again.segments.length >= playlist.segments.length ? again : playlist;
  }

  /** @returns null where nothing is recorded */
  async #ask(url: string, signal: AbortSignal): Promise<MediaPlaylist | null> {
    try {
      const options = { authorize: this.options.authorize(), retries: RETRIES, signal };
      const fetched = await streamFetch(url, 'playlist', options);
      const playlist = readPlaylist(new TextDecoder().decode(fetched.body), fetched.url);
      if (playlist.kind === 'media') return playlist;
      throw new TimeShiftError('unsupported', SEVERAL_QUALITIES);
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return null;
      throw error;
    }
  }

  #keep(start: UnixMs, playlist: MediaPlaylist): void {
    this.#settled.delete(start);
    this.#settled.set(start, playlist);
    const [oldest] = this.#settled.keys();
    if (this.#settled.size > MOST_KEPT && oldest !== undefined) this.#settled.delete(oldest);
  }
}

const SEVERAL_QUALITIES = 'The address names several qualities; set strategy="direct" to play them.';

const NOTHING: MediaPlaylist = {
  kind: 'media',
  targetDurationMs: 0,
  mediaSequence: 0,
  isEnded: true,
  segments: [],
};
