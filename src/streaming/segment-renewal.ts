import {
  TimeShiftError,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import { fileNameOf, READ_AGAIN_AFTER_MS, uriOf } from '../network/ended-urls.ts';
import { SharedRequests } from '../network/shared-request.ts';
import type { WindowLoader } from './window-loader.ts';

export interface SegmentRenewalOptions {
  readonly loader: Pick<WindowLoader, 'load' | 'loadLive' | 'settled' | 'cache'>;
  readonly clock: Pick<Clock, 'steady'>;
  readonly serverNow: () => UnixMs;
  /** The segments of the playlist in use. */
  readonly segments: () => readonly TimedSegment[];
  readonly variant: () => Variant | null;
  /** Handed in, as the code of the player that is loaded first would be split otherwise. */
  readonly windowAt: (at: UnixMs) => TimeRange;
}

/** What is younger may not be listed by its window yet. */
const YOUNG_MS = 60_000;
/** Many hours of segments. */
const MOST_URLS = 10_000;
/** Two dates of the same segment are at most this far apart, and two estimates of it. */
const SAME_DATE_MS = 500;
const SAME_ESTIMATE_MS = 30_000;

/**
 * Finds where segments, their keys and their maps are now, whose URLs have ended: it reads the window again that lists
 * them. hls.js keeps the URLs of the playlist that it has read once, so they stay the names of the segments. The
 * prefetcher owns it, from the first refusal on.
 */
export class SegmentRenewal {
  /** By the URL that the playlist in use has. */
  readonly #newest = new Map<string, string>();
  /** When each window was read again, by its start. */
  readonly #readMs = new Map<UnixMs, number>();
  readonly #reads = new SharedRequests<undefined>();

  constructor(private readonly options: SegmentRenewalOptions) {}

  newest(url: string): string {
    return this.#newest.get(url) ?? url;
  }

  /**
   * Reads the window again that lists a URL, unless it has just been read.
   *
   * @param refused the URL that was requested in place of `url`
   * @returns null where the window lists the same URL again, or does not list it
   * @throws TimeShiftError where the window cannot be read
   */
  async renew(url: string, refused: string, signal: AbortSignal): Promise<string | null> {
    if (this.newest(url) === refused) await this.#readAgain(url, signal);
    const newest = this.newest(url);
    return newest === refused ? null : newest;
  }

  async #readAgain(url: string, signal: AbortSignal): Promise<void> {
    const { clock, serverNow, segments, windowAt } = this.options;
    const segment = segments().find((each) => urlsOf(each).includes(url));
    const start = segment?.start ?? this.#keptWindowOf(url);
    if (start === undefined) return;
    const window = windowAt(start);
    await this.#reads.join(String(window.start), signal, async (joined) => {
      const nowMs = clock.steady();
      if (nowMs - (this.#readMs.get(window.start) ?? -Infinity) < READ_AGAIN_AFTER_MS) return undefined;
      try {
        const listed = segment ? segments() : await this.#load(window, joined);
        const before = this.newest(url);
        // A window lists what is young only later.
        if (start > serverNow() - YOUNG_MS) this.#note(listed, await this.#loadLive(joined));
        if (this.newest(url) === before) this.#note(listed, await this.#reload(window, joined));
      } finally {
        // A seek may have aborted it, and its own segment is still refused.
        if (!joined.aborted) this.#readMs.set(window.start, nowMs);
      }
      return undefined;
    });
  }

  async #load(window: TimeRange, signal: AbortSignal): Promise<readonly TimedSegment[]> {
    const { loader, variant } = this.options;
    return (await loader.load(window, [], variant(), signal)).segments;
  }

  async #reload(window: TimeRange, signal: AbortSignal): Promise<readonly TimedSegment[]> {
    const { loader, variant } = this.options;
    for (const key of loader.settled.keys()) {
      if (parseInt(key) === window.start) loader.settled.delete(key);
    }
    loader.cache = 'reload';
    return (await loader.load(window, [], variant(), signal)).segments;
  }

  /** When the kept window begins that lists the URL of a segment. */
  #keptWindowOf(url: string): UnixMs | undefined {
    const { settled } = this.options.loader;
    const kept = [...settled].find(([, { segments }]) => segments.some((each) => each.url === url));
    return kept && parseInt(kept[0]);
  }

  /** Nothing, where nothing is live any more. */
  async #loadLive(signal: AbortSignal): Promise<readonly TimedSegment[]> {
    const { loader, variant } = this.options;
    try {
      return (await loader.loadLive([], variant(), signal)).segments;
    } catch (error) {
      if (error instanceof TimeShiftError && error.code === 'not-recorded') return [];
      throw error;
    }
  }

  /** Notes where the listed segments are, as far as a newer playlist has them. */
  #note(listed: readonly TimedSegment[], newer: readonly TimedSegment[]): void {
    const first = (newer[0]?.start ?? Infinity) - SAME_ESTIMATE_MS;
    const last = (newer.at(-1)?.start ?? -Infinity) + SAME_ESTIMATE_MS;
    for (const segment of listed) {
      if (segment.start < first || segment.start > last) continue;
      const same = findSame(segment, newer);
      const urls = same ? urlsOf(same) : [];
      urlsOf(segment).forEach((url, index) => this.#set(url, urls[index]));
    }
  }

  #set(url: string, newest: string | undefined): void {
    if (url === '' || newest === undefined || newest === '') return;
    this.#newest.delete(url);
    this.#newest.set(url, newest);
    const [oldest] = this.#newest.keys();
    if (this.#newest.size > MOST_URLS && oldest !== undefined) this.#newest.delete(oldest);
  }
}

/** The URLs of the segment, its map and its keys. Two playlists list them in the same order. */
const urlsOf = ({ url, map, keys }: TimedSegment): readonly string[] => [
  url,
  uriOf(map?.tag ?? ''),
  ...keys.map(({ tag }) => uriOf(tag)),
];

/**
 * Finds a segment in another playlist: by its time, and by its name, where the playlist has the name again. A token may
 * be a part of the name; then the time is enough, where both playlists state it.
 */
function findSame(segment: TimedSegment, others: readonly TimedSegment[]): TimedSegment | undefined {
  const isDated = ({ isEstimated }: TimedSegment) => !isEstimated && !segment.isEstimated;
  const distanceMs = ({ start }: TimedSegment) => Math.abs(start - segment.start);
  const near = others.filter(
    (each) =>
      distanceMs(each) <= (isDated(each) ? SAME_DATE_MS : SAME_ESTIMATE_MS) && isSamePart(each, segment),
  );
  const named = near.filter(({ url }) => fileNameOf(url) === fileNameOf(segment.url));
  const candidates = named.length > 0 ? named : near.filter(isDated);
  return candidates.toSorted((one, other) => distanceMs(one) - distanceMs(other))[0];
}

const isSamePart = ({ byteRange: one }: TimedSegment, { byteRange: other }: TimedSegment): boolean =>
  one?.offsetBytes === other?.offsetBytes && one?.lengthBytes === other?.lengthBytes;
