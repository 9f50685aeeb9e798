import type { FragLoadingData, HlsConfig, LevelDetails } from 'hls.js';
import Hls from 'hls.js/light';
import { systemClock, type UnixMs } from '../../src/core/index.ts';
import { Fetcher } from '../../src/network/fetcher.ts';
import { HLS_CONFIG } from '../../src/engine/hls-config.ts';
import { createLoaders } from '../../src/engine/hls-loaders.ts';
import { PushedPlaylist } from '../../src/engine/pushed-playlist.ts';
import { windowMiddle, ownStream, segmentOf } from '../session/own-stream.ts';

export const SEGMENT_S = 4;
/** The duration that the media has from the beginning: longer than any playlist. */
export const ENDLESS_S = 1e8;

/** Some of a stream's segments, as one playlist that says no end. */
export interface Listed {
  readonly stream?: string;
  readonly start?: UnixMs;
  readonly count: number;
  /** The number of the first one. */
  readonly number?: number;
  readonly discontinuity?: number;
}

const STREAM = ownStream();
const START = windowMiddle(3_600_000);

export function listOf({
  stream = STREAM,
  start = START,
  count,
  number = 0,
  discontinuity = 0,
}: Listed): string {
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

/** hls.js itself, on a `<video>`, with playlists that a test pushes; and what it does. */
export class HlsStage {
  readonly video = document.createElement('video');
  readonly hls: Hls;
  readonly pushed = new PushedPlaylist(() => this.hls.latestLevelDetails, systemClock);
  /** How often it has asked for the playlist again. */
  asks = 0;
  /** What it has read, the newest last. */
  readonly read: LevelDetails[] = [];
  /** The numbers of the fragments that it has asked for. */
  readonly asked: FragLoadingData['frag']['sn'][] = [];

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
    this.hls.on(Events.LEVEL_LOADING, () => (this.asks += 1));
    this.hls.on(Events.LEVEL_UPDATED, (_, { details }) => this.read.push(details));
    this.hls.on(Events.FRAG_LOADING, (_, { frag }) => this.asked.push(frag.sn));
  }

  /** As our engine does it: when the media is attached, some of it may be there, and then it is too late. */
  attach(): void {
    this.hls.attachMedia({ media: this.video, overrides: { duration: ENDLESS_S } });
  }

  /** Begins with a first playlist. */
  load(list: Listed): void {
    this.attach();
    this.begin(list);
  }

  /** Begins to load, with nowhere to play it yet. */
  begin(list: Listed): void {
    this.pushed.push(listOf(list));
    this.hls.loadSource('https://endless.invalid/stream.m3u8');
  }

  push(list: Listed): void {
    this.pushed.push(listOf(list));
  }

  destroy(): void {
    this.hls.destroy();
    this.video.remove();
  }
}
