import type { FragLoadingData, HlsConfig, LevelDetails } from 'hls.js';
import Hls from 'hls.js/light';
import type { UnixMs } from '../../src/core/index.ts';
import { systemClock } from '../../src/core/time/clock.ts';
import { HLS_CONFIG } from '../../src/engine/hls-config.ts';
import { createLoaders } from '../../src/engine/hls-loaders.ts';
import { PushedPlaylist } from '../../src/engine/pushed-playlist.ts';
import { Fetcher } from '../../src/network/fetcher.ts';
import { ownStream, segmentOf, windowMiddle } from '../session/own-stream.ts';
import { HOUR_MS } from '../time-units.ts';

export const SEGMENT_S = 4;
/** The duration that the media has from the beginning: longer than any playlist. */
export const ENDLESS_S = 1e8;

/** Consecutive segments of a stream, in a playlist without `EXT-X-ENDLIST`. */
export interface PlaylistToPush {
  readonly stream?: string;
  readonly start?: UnixMs;
  readonly count: number;
  /** The media sequence number of the first segment. */
  readonly number?: number;
  readonly discontinuity?: number;
}

const STREAM = ownStream();
const START = windowMiddle(HOUR_MS);

export function writePlaylist({
  stream = STREAM,
  start = START,
  count,
  number = 0,
  discontinuity = 0,
}: PlaylistToPush): string {
  const lines = Array.from({ length: count }, (_, index) => start + index * SEGMENT_S * 1000).map(
    (at) =>
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(at).toISOString()}\n#EXTINF:${SEGMENT_S},\n` +
      new URL(segmentOf(stream, at), document.baseURI).href,
  );
  const head = [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${SEGMENT_S}`,
    `#EXT-X-MEDIA-SEQUENCE:${number}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuity}`,
  ];
  return `${[...head, ...lines].join('\n')}\n`;
}

/** hls.js itself on a `<video>`, with playlists that a test pushes, and a record of what hls.js does. */
export class HlsStage {
  readonly video = document.createElement('video');
  readonly hls: Hls;
  readonly pushed = new PushedPlaylist(() => this.hls.latestLevelDetails);
  /** How often hls.js has requested the playlist. */
  requests = 0;
  /** The playlists that hls.js has parsed, the newest last. */
  readonly parsed: LevelDetails[] = [];
  /** The numbers of the segments that hls.js has requested. */
  readonly requestedSegments: FragLoadingData['frag']['sn'][] = [];
  /** The numbers of the segments that hls.js has put into the buffer. */
  readonly bufferedSegments: FragLoadingData['frag']['sn'][] = [];

  constructor(config: Partial<HlsConfig> = {}) {
    this.video.muted = true;
    document.body.append(this.video);
    this.hls = new Hls({
      ...HLS_CONFIG,
      ...createLoaders({ fetcher: new Fetcher(systemClock, () => undefined), clock: systemClock }),
      liveDurationInfinity: false,
      pLoader: this.pushed.createLoader(),
      ...config,
    });
    const { Events } = Hls;
    this.hls.on(Events.LEVEL_LOADING, () => (this.requests += 1));
    this.hls.on(Events.LEVEL_UPDATED, (_, { details }) => this.parsed.push(details));
    this.hls.on(Events.FRAG_LOADING, (_, { frag }) => this.requestedSegments.push(frag.sn));
    this.hls.on(Events.FRAG_BUFFERED, (_, { frag }) => this.bufferedSegments.push(frag.sn));
  }

  /** Attaches the media as our engine does: with its duration, which later may be impossible to set. */
  attach(): void {
    this.hls.attachMedia({ media: this.video, overrides: { duration: ENDLESS_S } });
  }

  /** Plays a first playlist. */
  load(playlist: PlaylistToPush): void {
    this.attach();
    this.loadDetached(playlist);
  }

  /** Loads a first playlist while no media is attached. */
  loadDetached(playlist: PlaylistToPush): void {
    this.push(playlist);
    this.hls.loadSource('https://endless.invalid/stream.m3u8');
  }

  push(playlist: PlaylistToPush): void {
    this.pushed.push(writePlaylist(playlist));
  }

  destroy(): void {
    this.hls.destroy();
    this.video.remove();
  }
}
