import {
  contains,
  readPlaylist,
  TimeShiftError,
  type PlaybackRequest,
  type Playlist,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';

import { decodableVariants } from '../core/hls/codecs.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { ANCHOR_ACCURACY_MS, type DirectEngine, type EngineEvents, type PlaylistToPlay } from './engine.ts';
import { bufferedAheadS } from './media-element.ts';
import { INTO_FRAME_S } from './hls-config.ts';

/** Safari's addition to HTMLMediaElement: the wall-clock time of media time zero. */
interface WithStartDate {
  getStartDate?(): Date;
}

const PLAYLIST_RETRIES = 3;
/** Longer playlists are slow to parse, and servers may refuse to make them. */
const MAX_RECORDING_MS = 3 * 3_600_000;

/**
 * Plays by the browser's own HLS, where there is no MediaSource. It can do less than hls.js: its clock runs on through
 * holes, and segments cannot be signed. The direct playback owns it.
 */
export class NativeEngine implements DirectEngine {
  readonly #life = new AbortController();
  #playlist: PlaylistToPlay | null = null;
  #loading = new AbortController();
  #programDateTime: UnixMs | null = null;
  /** By how much a sliding playlist may have moved on until the browser has read it, too. */
  #slidMs = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly fetcher: Fetcher,
    private readonly events: EngineEvents,
  ) {
    const { signal } = this.#life;
    video.addEventListener('loadedmetadata', () => this.#seekToStart(), { signal });
    video.addEventListener('progress', () => events.onUpdate(), { signal });
    video.addEventListener('error', () => this.#fail(), { signal });
  }

  requestFor({ start, end, vodEnd, offsetMs }: PlaybackRequest, serverNow: UnixMs): PlaybackRequest {
    if (start === undefined) return { offsetMs };
    return { start, vodEnd: vodEnd ?? end ?? Math.min(serverNow, start + MAX_RECORDING_MS) };
  }

  holds(at: UnixMs): boolean {
    return this.loaded.some((range) => contains(range, at));
  }

  get loaded(): readonly TimeRange[] {
    const { seekable } = this.video;
    const wallAt = (mediaTimeS: number) => this.wallAt(mediaTimeS) ?? 0;
    return Array.from({ length: this.#playlist ? seekable.length : 0 }, (_, index) => ({
      start: wallAt(seekable.start(index)),
      end: wallAt(seekable.end(index)),
    }));
  }

  accuracyAt(): number {
    if (this.#startDate !== null) return 0;
    return this.#programDateTime === null ? ANCHOR_ACCURACY_MS : this.#slidMs;
  }

  get startTimeS(): number | null {
    const startAt = this.#playlist?.startAt ?? null;
    return startAt === null ? null : this.mediaTimeOf(startAt);
  }

  get timeS(): number {
    return this.video.currentTime;
  }

  load(playlist: PlaylistToPlay): void {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#playlist = playlist;
    this.#programDateTime = null;
    // Until the new playlist is there, the old one must not be taken for it.
    this.video.removeAttribute('src');
    this.video.load();
    void this.#open(playlist, this.#loading.signal);
  }

  moveTo(mediaTimeS: number): void {
    this.video.currentTime = mediaTimeS;
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    const zero = this.#mediaTimeZero();
    return zero === null ? null : zero + mediaTimeS * 1000;
  }

  mediaTimeOf(at: UnixMs): number | null {
    const zero = this.#mediaTimeZero();
    const isLoaded = this.holds(at);
    return zero !== null && isLoaded ? (at - zero) / 1000 + INTO_FRAME_S : null;
  }

  /** The browser does not tell when it has received something. */
  get mediaSinceMs(): number | null {
    return bufferedAheadS(this.video) > 0 ? -Infinity : null;
  }

  renew(): void {
    if (this.#playlist) this.load(this.#playlist);
  }

  /** The browser itself loads, and knows when it has to stop. */
  halt(): void {
    this.#loading.abort();
  }

  proceed(): void {
    if (this.#loading.signal.aborted && this.#playlist && !this.video.src) this.load(this.#playlist);
  }

  destroy(): void {
    this.#life.abort();
    this.#loading.abort();
    this.#playlist = null;
    this.video.removeAttribute('src');
    this.video.load();
  }

  /** Reads the playlist first: for its dates, and because a media element does not tell why a load has failed. */
  async #open({ url, anchor }: PlaylistToPlay, signal: AbortSignal): Promise<void> {
    try {
      const options = { retries: PLAYLIST_RETRIES, signal };
      const { body, url: signed } = await this.fetcher.fetch(url, 'playlist', options);
      const playlist = readPlaylist(new TextDecoder().decode(body), signed);
      this.#refuseUndecodable(playlist);
      this.#programDateTime = firstDateOf(playlist);
      const slides = anchor.edge === 'last' && playlist.kind === 'media' && !playlist.isEnded;
      this.#slidMs = slides ? playlist.targetDurationMs : 0;
      this.video.src = signed;
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) this.events.onError(error);
    }
  }

  /**
   * The browser itself leaves out the variants that it cannot decode. If it can decode none, it does not tell why.
   *
   * @throws TimeShiftError `unsupported` then
   */
  #refuseUndecodable(playlist: Playlist): void {
    const canPlay = (type: string) => this.video.canPlayType(type) !== '';
    if (playlist.kind === 'multivariant') decodableVariants(playlist.variants, canPlay);
  }

  #seekToStart(): void {
    this.events.onUpdate();
    const { startTimeS } = this;
    if (startTimeS !== null) this.video.currentTime = startTimeS;
  }

  get #startDate(): UnixMs | null {
    const startDate = (this.video as WithStartDate).getStartDate?.().getTime() ?? NaN;
    return Number.isNaN(startDate) ? null : startDate;
  }

  #mediaTimeZero(): UnixMs | null {
    if (!this.#playlist) return null;
    if (this.#startDate !== null) return this.#startDate;
    if (this.#programDateTime !== null) return this.#programDateTime;
    const { instant, edge } = this.#playlist.anchor;
    if (edge === 'first') return instant;
    const { seekable } = this.video;
    return seekable.length > 0 ? instant - seekable.end(seekable.length - 1) * 1000 : null;
  }

  #fail(): void {
    if (!this.#playlist || !this.video.error) return;
    const message = 'This browser cannot play the stream; try another browser.';
    this.events.onError(new TimeShiftError('media', message, { cause: this.video.error }));
  }
}

/** Clients start a live playlist this many segments before its end, RFC 8216 § 6.3.3. */
const SEGMENTS_FROM_LIVE = 3;

/** The date of the segment that playback starts with, where the media time is 0. */
function firstDateOf(playlist: Playlist): UnixMs | null {
  if (playlist.kind !== 'media') return null;
  const { segments, isEnded } = playlist;
  const first = isEnded ? segments[0] : (segments.at(-SEGMENTS_FROM_LIVE) ?? segments[0]);
  return first?.date ?? null;
}
