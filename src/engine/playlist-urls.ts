import type Hls from 'hls.js';
import type { Fragment, Level } from 'hls.js';
import type { MediaPlaylist, MediaSegment, Playlist, Variant } from '../core/index.ts';
import { resolveUri } from '../core/hls/numbers-and-uris.ts';
import type { Clock } from '../core/time/clock.ts';
import { fileNameOf, READ_AGAIN_AFTER_MS, uriOf } from '../network/ended-urls.ts';
import type { Fetcher, SegmentUrls } from '../network/fetcher.ts';
import { importOnDemand } from '../network/import-on-demand.ts';

export interface PlaylistUrlsOptions {
  readonly fetcher: Fetcher;
  readonly clock: Pick<Clock, 'steady'>;
  readonly hls: () => Hls;
  /** The URL of the playlist that hls.js has been given; null before there is one. */
  readonly source: () => string | null;
}

/** A playlist for each variant, and the addresses that they were redirected to last. */
const MOST_PLAYLISTS = 20;

/**
 * Finds where media playlists, segments, keys and maps are now, whose URLs have ended: it reads the service's own
 * playlist again, which hls.js reads only once where it has an end. The URLs that hls.js has stay their names. The
 * engine for the service's own playlists owns one; separate sound and subtitles are not looked up.
 */
export class PlaylistUrls implements SegmentUrls {
  /** By the URL that hls.js has. */
  readonly #newest = new Map<string, string>();
  /** By the URL of a playlist and the number of a segment, how the playlist has written its URL first. */
  readonly #written = new Map<string, Map<number, string>>();
  /** In steady milliseconds. */
  #readMs = -Infinity;

  constructor(private readonly options: PlaylistUrlsOptions) {}

  newest(url: string): string {
    return this.#newest.get(url) ?? url;
  }

  async renew(url: string, refused: string, signal: AbortSignal): Promise<string | null> {
    const { clock, source } = this.options;
    const isDue = clock.steady() - this.#readMs >= READ_AGAIN_AFTER_MS;
    if (this.newest(url) === refused && isDue && url !== source()) {
      await this.#readAgain(signal).catch(() => signal.throwIfAborted());
      this.#readMs = clock.steady();
    }
    const newest = this.newest(url);
    return newest === refused ? null : newest;
  }

  /** The loader of playlists, by which segments keep the URLs that hls.js has. */
  readonly fetch: Fetcher['fetch'] = async (url, kind, options) => {
    const fetched = await this.options.fetcher.fetch(url, kind, options);
    if (kind !== 'playlist') return fetched;
    const text = this.#withOldUrls(new TextDecoder().decode(fetched.body), url, fetched.url);
    return { ...fetched, body: new TextEncoder().encode(text).buffer };
  };

  /** hls.js refuses a playlist that has grown where the path of a segment that it knows is another one. */
  #withOldUrls(text: string, requested: string, base: string): string {
    if (text.includes('#EXT-X-STREAM-INF')) return text;
    const first = Number(/#EXT-X-MEDIA-SEQUENCE:\s*(\d+)/.exec(text)?.[1] ?? 0);
    const written = this.#writtenBefore(requested, base, first);
    let number = first - 1;
    const withOldUrl = (line: string): string => {
      const url = line.trim();
      if (url === '' || url.startsWith('#')) return line;
      number += 1;
      const old = written.get(number) ?? url;
      // An encoder that has restarted may count from 0 again.
      const isSame = pathOf(old) !== pathOf(url) && fileNameOf(old) === fileNameOf(url);
      written.set(number, isSame ? old : url);
      if (!isSame) return line;
      this.#set(resolveUri(old, base) ?? '', resolveUri(url, base) ?? '');
      return old;
    };
    return text.split('\n').map(withOldUrl).join('\n');
  }

  /** How the URLs of a playlist were written before, from its first segment on. */
  #writtenBefore(requested: string, base: string, first: number): Map<number, string> {
    const written = this.#written.get(requested) ?? new Map<number, string>();
    for (const number of written.keys()) if (number < first) written.delete(number);
    // hls.js asks for it again where it was redirected to. The most recently used ones are the last.
    for (const each of [base, requested]) {
      this.#written.delete(each);
      this.#written.set(each, written);
    }
    const [oldest] = this.#written.keys();
    if (this.#written.size > MOST_PLAYLISTS && oldest !== undefined) this.#written.delete(oldest);
    return written;
  }

  async #readAgain(signal: AbortSignal): Promise<void> {
    const { hls, source } = this.options;
    const { levels, loadLevel, latestLevelDetails } = hls();
    const url = source();
    if (url === null) return;
    const main = await this.#load(url, signal);
    if (main.kind === 'multivariant') this.#noteVariants(levels, main.variants);
    // hls.js goes on with the URL that the playlist was redirected to.
    else if (levels[0]) this.#set(levels[0].uri, url);
    const level = levels[Math.max(loadLevel, 0)];
    const media =
      main.kind === 'multivariant' && level ? await this.#load(this.newest(level.uri), signal) : main;
    if (media.kind === 'media' && latestLevelDetails) this.#noteSegments(latestLevelDetails.fragments, media);
  }

  async #load(url: string, signal: AbortSignal): Promise<Playlist> {
    const options = { retries: 0, cache: 'reload', signal } as const;
    const { body, url: finalUrl } = await this.options.fetcher.fetch(url, 'playlist', options);
    const { readPlaylist } = await importOnDemand(import('../core/hls/read-playlist.ts'));
    return readPlaylist(new TextDecoder().decode(body), finalUrl);
  }

  #noteVariants(levels: readonly Level[], variants: readonly Variant[]): void {
    for (const level of levels) {
      const same = variants.find((variant) => isOf(level, variant));
      if (same) this.#set(level.uri, same.url);
    }
  }

  #noteSegments(fragments: readonly Fragment[], { mediaSequence, segments }: MediaPlaylist): void {
    for (const fragment of fragments) {
      const segment = segments[Number(fragment.sn) - mediaSequence];
      if (!segment) continue;
      this.#set(fragment.url, segment.url);
      if (segment.map) this.#set(fragment.initSegment?.url, uriOf(segment.map.tag));
      this.#noteKeys(fragment, segment);
    }
  }

  #noteKeys({ levelkeys = {} }: Fragment, { keys }: MediaSegment): void {
    for (const [index, key] of Object.values(levelkeys).entries()) {
      this.#set(key?.uri, uriOf(keys[index]?.tag ?? ''));
    }
  }

  #set(url: string | undefined, newest: string): void {
    if (url !== undefined && url !== '' && newest !== '') this.#newest.set(url, newest);
  }
}

const isOf = ({ attrs, width, height }: Level, { bandwidth, codecs, resolution }: Variant): boolean =>
  attrs.decimalInteger('BANDWIDTH') === (bandwidth ?? 0) &&
  (attrs.CODECS ?? null) === codecs &&
  width === (resolution?.width ?? 0) &&
  height === (resolution?.height ?? 0);

const pathOf = (url: string): string => url.replace(/[?#].*$/, '');
