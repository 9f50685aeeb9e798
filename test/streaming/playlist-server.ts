import { parsePlaybackUrl, TimeShiftError, type PlaybackRequest, type UnixMs } from '../../src/core/index.ts';
import { Fetcher, type Fetched, type FetchOptions } from '../../src/network/fetcher.ts';
import type { LoadKind } from '../../src/network/fetcher.ts';
import { ManualClock } from '../manual-clock.ts';

export const ORIGIN = 'https://live.example';
export const SRC = `${ORIGIN}/app/stream.m3u8`;
export const SEGMENT_MS = 4000;

/** A request as the server sees it. */
export interface PlaylistRequest extends PlaybackRequest {
  /** The path of the playlist. */
  readonly path: string;
  readonly url: string;
}

/** The text of a playlist, or the failure of the request. */
export type PlaylistAnswer = string | TimeShiftError;

/** A fetcher whose playlists a test makes. It notes the requests. */
export class PlaylistServer extends Fetcher {
  readonly requests: PlaylistRequest[] = [];
  readonly segmentUrls: string[] = [];
  readonly options: FetchOptions[] = [];
  /** Whether segments never arrive. */
  isSlow = false;

  /** @param answer called for each request of a playlist */
  constructor(
    private readonly answer: (request: PlaylistRequest) => PlaylistAnswer | Promise<PlaylistAnswer>,
  ) {
    super(new ManualClock(), () => undefined);
  }

  override async fetch(url: string, kind: LoadKind, options: FetchOptions): Promise<Fetched> {
    options.signal.throwIfAborted();
    this.options.push(options);
    if (kind === 'segment') {
      this.segmentUrls.push(url);
      if (this.isSlow) await aborted(options.signal);
      options.sink?.write(0, Uint8Array.of(1));
      return { url, body: new ArrayBuffer() };
    }
    const parsed = parsePlaybackUrl(url);
    if (!parsed.ok) throw parsed.error;
    const request = { path: new URL(url).pathname, url, ...parsed.value.request };
    this.requests.push(request);
    const answer = await this.answer(request);
    options.signal.throwIfAborted();
    if (answer instanceof TimeShiftError) throw answer;
    return { url, body: new TextEncoder().encode(answer).buffer };
  }
}

/** Rejects when the signal is aborted. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

export interface PlaylistToMake {
  /** When the segments begin. */
  readonly starts: readonly UnixMs[];
  readonly isEnded?: boolean;
  readonly isDated?: boolean;
  readonly mediaSequence?: number;
}

/** A media playlist of segments of 4 s, which are named by when they begin. */
export function mediaPlaylist({
  starts,
  isEnded = true,
  isDated = true,
  mediaSequence = 0,
}: PlaylistToMake): string {
  const lines = starts.flatMap((start) => [
    ...(isDated ? [`#EXT-X-PROGRAM-DATE-TIME:${new Date(start).toISOString()}`] : []),
    `#EXTINF:${SEGMENT_MS / 1000},`,
    `${start}.ts`,
  ]);
  const head = [
    '#EXTM3U',
    `#EXT-X-TARGETDURATION:${SEGMENT_MS / 1000}`,
    `#EXT-X-MEDIA-SEQUENCE:${mediaSequence}`,
  ];
  return [...head, ...lines, ...(isEnded ? ['#EXT-X-ENDLIST'] : []), ''].join('\n');
}

/** The starts of consecutive segments. */
export const startsBetween = (start: UnixMs, end: UnixMs): UnixMs[] =>
  Array.from({ length: Math.ceil((end - start) / SEGMENT_MS) }, (_, index) => start + index * SEGMENT_MS);

/** A multivariant playlist, with a bandwidth in Mbit/s for each variant. */
export const multivariantPlaylist = (variants: Record<string, number>, hasRenditions = false): string =>
  [
    '#EXTM3U',
    ...(hasRenditions ? ['#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="audio.m3u8"'] : []),
    ...Object.entries(variants).flatMap(([name, mbits]) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${mbits * 1e6}`,
      `/app/${name}.m3u8`,
    ]),
    '',
  ].join('\n');
