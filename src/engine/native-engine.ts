import { readPlaylist, TimeShiftError, type Playlist, type TimeRange, type UnixMs } from '../core/index.ts';
import type { Engine, EngineEvents, PlaylistToPlay } from './engine.ts';
import { fetchResource, type Authorize } from '../network/fetcher.ts';

/** Safari's addition to HTMLMediaElement: the wall-clock time of media time zero. */
interface WithStartDate {
  getStartDate?(): Date;
}

const PLAYLIST_RETRIES = 3;
const INTO_FRAME_S = 0.001;

/**
 * Plays through the browser's own HLS, where there is no MediaSource. It tells less than hls.js does: the clock
 * runs on through holes, and segments cannot be signed.
 */
export class NativeEngine implements Engine {
  readonly needsEnd = true;
  readonly #life = new AbortController();
  #playlist: PlaylistToPlay | null = null;
  #loading = new AbortController();
  #programDateTime: UnixMs | null = null;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly authorize: () => Authorize | undefined,
    private readonly events: EngineEvents,
  ) {
    const { signal } = this.#life;
    video.addEventListener('loadedmetadata', () => this.#begin(), { signal });
    video.addEventListener('progress', () => events.onUpdate(), { signal });
    video.addEventListener('error', () => this.#fail(), { signal });
  }

  get loaded(): readonly TimeRange[] {
    const { seekable } = this.video;
    const wallAt = (mediaTimeS: number) => this.wallAt(mediaTimeS) ?? 0;
    return Array.from({ length: this.#playlist ? seekable.length : 0 }, (_, index) => ({
      start: wallAt(seekable.start(index)),
      end: wallAt(seekable.end(index)),
    }));
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
    // Until the new one is there, the old one must neither be taken for it nor be paused by it.
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
    const isLoaded = this.loaded.some(({ start, end }) => start <= at && at < end);
    return zero !== null && isLoaded ? (at - zero) / 1000 + INTO_FRAME_S : null;
  }

  destroy(): void {
    this.#life.abort();
    this.#loading.abort();
    this.#playlist = null;
    this.video.removeAttribute('src');
    this.video.load();
  }

  /** The playlist is read here first, for its time and because a media element does not say why it fails. */
  async #open({ url }: PlaylistToPlay, signal: AbortSignal): Promise<void> {
    const authorize = this.authorize();
    try {
      const { body, url: signed } = await fetchResource(url, 'playlist', {
        authorize,
        retries: PLAYLIST_RETRIES,
        signal,
      });
      this.#programDateTime = firstDateOf(readPlaylist(new TextDecoder().decode(body), signed));
      this.video.src = signed;
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) this.events.onError(error);
    }
  }

  #begin(): void {
    this.events.onUpdate();
    const { startTimeS } = this;
    if (startTimeS !== null) this.video.currentTime = startTimeS;
  }

  #mediaTimeZero(): UnixMs | null {
    if (!this.#playlist) return null;
    const startDate = (this.video as WithStartDate).getStartDate?.().getTime() ?? NaN;
    if (!Number.isNaN(startDate)) return startDate;
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

/** Clients begin a live playlist so many segments before its end, RFC 8216 § 6.3.3. */
const SEGMENTS_FROM_LIVE = 3;

/** The date of the segment that playback begins with, which is where media time begins. */
function firstDateOf(playlist: Playlist): UnixMs | null {
  if (playlist.kind !== 'media') return null;
  const { segments, isEnded } = playlist;
  const first = isEnded ? segments[0] : (segments.at(-SEGMENTS_FROM_LIVE) ?? segments[0]);
  return first?.date ?? null;
}
