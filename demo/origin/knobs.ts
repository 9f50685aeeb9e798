import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import type { EncoderChange, EncoderSettings } from './encoder-settings.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { Container } from './media/segment.ts';

/** How a simulated stream behaves. The name of a stream can set each knob: see `stream-name.ts`. */
export interface Knobs extends EncoderSettings {
  /** For how long the recording is kept, and for how long the stream has existed unless `ageMs` says otherwise. */
  readonly days: number;
  /** How long before the origin's creation the stream was published for the first time. */
  readonly ageMs: number | undefined;
  readonly segmentMs: number;
  readonly container: Container;
  /** When the encoder has other settings than otherwise. */
  readonly changes: readonly EncoderChange[];
  /**
   * The number of variants in the multivariant playlist; `undefined`: the stream has a media playlist instead, unless
   * another knob needs a multivariant playlist.
   */
  readonly variants: number | undefined;
  /**
   * Where the sound is: in the segments with the picture (`muxed`), or in a playlist of its own that the multivariant
   * playlist lists (`separate`). Such a stream leads to streams with the picture only (`none`) and the sound only (`only`).
   */
  readonly audio: 'muxed' | 'separate' | 'none' | 'only';
  /** `on`: the multivariant playlist lists subtitles that tell the time; `only`: the stream is these subtitles. */
  readonly subtitles: 'off' | 'on' | 'only';
  /**
   * `first`: the multivariant playlist lists each variant in H.265, too, before those in H.264. `only`: the stream and its
   * variants are in H.265. `unstated`: as `first`, without CODECS. No browser decodes these segments: they have parameter sets, but no pictures.
   */
  readonly hevc: 'off' | 'first' | 'unstated' | 'only';
  /** When the segments have no sound. */
  readonly withoutAudio: readonly TimeRange[];
  /** When the segments have no picture. */
  readonly withoutVideo: readonly TimeRange[];
  /** How long before the beginning of each segment its last key picture is. A segment is a multiple of two seconds then. */
  readonly keyLagMs: number;
  /** Segments are encrypted by AES-128, with a new key each time that so much has passed; `undefined`: they are not. */
  readonly aesMs: number | undefined;
  /** When nothing was recorded; `default`: a few holes a day, see `default-holes.ts`. */
  readonly holes: 'default' | readonly TimeRange[];
  /** `command`: the stream is recorded only while `RealTimeRecordCommand` says so. */
  readonly record: 'always' | 'command';
  /** When the encoder was restarted. Its time stamps and the numbers of the live playlist begin at 0 there. */
  readonly restarts: readonly UnixMs[];
  /** What the live playlist answers while the encoder is down: its last state, that with `EXT-X-ENDLIST`, or 404. */
  readonly down: 'frozen' | 'ended' | '404';
  /**
   * How far the encoder's clock is ahead of the server's. The encoder's clock is in the picture and in
   * `EXT-X-PROGRAM-DATE-TIME`; time keys, the timeline and the URLs of segments have the server's.
   */
  readonly encoderMs: number;
  /** Which segments carry `EXT-X-PROGRAM-DATE-TIME`. */
  readonly pdt: 'all' | 'first' | 'discontinuity' | 'none';
  /** Whether `EXT-X-DISCONTINUITY` marks holes, restarts and changes of the encoder's settings. */
  readonly discontinuityTags: boolean;
  /** The unit to which `EXTINF` is rounded. */
  readonly roundingMs: number;
  /** How segments are named, see `segment-names.ts`. */
  readonly names: SegmentNaming;
  /** Whether the URIs in playlists contain a variable of `EXT-X-DEFINE`. */
  readonly define: boolean;
  /** Whether attribute lists in playlists have spaces after colons and commas. */
  readonly spaces: boolean;
  /** Whether time shift is on. While it is off, every time-shift URL is answered with the live playlist. */
  readonly shift: boolean;
  /** Whether the server understands `vodend`. If not, it answers as if there were only the `start`. */
  readonly vodEnd: 'yes' | 'no';
  /** How a playlist that has only a `start` changes over time. */
  readonly start: PlaylistGrowth;
  /** How a playlist that has an `offset` changes over time. */
  readonly offset: PlaylistGrowth;
  /** The number of segments in a sliding playlist. */
  readonly edgeSegments: number;
  /** The time from the end of a segment until playlists list it. */
  readonly delayMs: number;
  /** What the timeline query answers in place of an answer: an HTTP status, or a `retCode`. */
  readonly timeline: 'ok' | '403' | '404' | '4001' | '4002' | '4003' | '5001';
  /** What every second timeline query answers: an HTTP status, or a `retCode`. */
  readonly flap: 'none' | '500' | '5001';
  /** The time until the timeline lists a segment, after playlists have listed it. */
  readonly lateMs: number;
  /** What the timeline lists as recorded although playlists have nothing there. */
  readonly claims: readonly TimeRange[];
  /** How far the clock that every second answer of the timeline tells is ahead of the server's clock. */
  readonly clusterMs: number;
  /** How old the first answer of the timeline about a settled range is. A cache has kept it. */
  readonly cacheMs: number;
  /** How far the server's clock is ahead of the host's clock. */
  readonly skewMs: number;
  /** A wait before each answer. */
  readonly latencyMs: number;
  /** The rate at which the body of each segment arrives. */
  readonly bytesPerSecond: number;
  readonly faults: readonly Fault[];
  /** The key of CDN authentication type A; `undefined`: the stream needs no signature. */
  readonly authKey: string | undefined;
  /** For how long the signatures are valid that the page's server makes. */
  readonly authTtlMs: number;
  /** The kinds of requests whose answers pages of other origins cannot read. */
  readonly withoutCors: readonly FaultKind[];
  /** The URLs of segments carry a token that ends; `undefined`: they carry none. */
  readonly token: SegmentToken | undefined;
  /** The status of the answer to a token that has ended. */
  readonly endedStatus: 401 | 403 | 404 | 410;
  /** Each request of a playlist is redirected to another path, or to another host too. */
  readonly redirect: 'off' | 'path' | 'host';
}

/** A token that each playlist makes anew for the URLs in it. */
export interface SegmentToken {
  readonly place: 'query' | 'path';
  /** For how long it is valid. */
  readonly lifetimeMs: number;
}

/** `growing`: the first segment stays, and the end follows the clock. `sliding`: a window of fixed length moves on. */
export type PlaylistGrowth = 'growing' | 'sliding';

/**
 * - `path`: the path has the time at which the segment begins
 * - `query`: names are numbers from 0, which begin again when the encoder restarts, and the time is in the query
 * - `script`: all segments have the path of one script, and the time is in the query
 * - `folder`: numbers from 0 in a folder of their own for each run of the encoder; the time is nowhere
 * - `restart`: only numbers from 0; after a restart, new segments take the place of old ones with the same name
 */
export type SegmentNaming = 'path' | 'query' | 'script' | 'folder' | 'restart';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** All sizes that a stream can have, from small to large. The test card is made for these. */
export const PICTURE_SIZES: readonly PictureSize[] = [
  { width: 320, height: 180 },
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

/** A size as the knob `size` and the attribute `RESOLUTION` of a playlist write it. */
export const sizeName = ({ width, height }: PictureSize): string => `${width}x${height}`;

export const DEFAULT_KNOBS: Knobs = {
  days: 15,
  ageMs: undefined,
  segmentMs: 4000,
  container: 'ts',
  size: { width: 640, height: 360 },
  profile: 'baseline',
  hasBPictures: false,
  audioChannels: 1,
  changes: [],
  variants: undefined,
  audio: 'muxed',
  subtitles: 'off',
  hevc: 'off',
  withoutAudio: [],
  withoutVideo: [],
  keyLagMs: 0,
  aesMs: undefined,
  holes: 'default',
  record: 'always',
  restarts: [],
  down: 'frozen',
  encoderMs: 0,
  pdt: 'all',
  discontinuityTags: true,
  roundingMs: 1,
  names: 'path',
  define: false,
  spaces: false,
  shift: true,
  vodEnd: 'yes',
  start: 'growing',
  offset: 'sliding',
  edgeSegments: 6,
  delayMs: 1000,
  timeline: 'ok',
  flap: 'none',
  lateMs: 0,
  claims: [],
  clusterMs: 0,
  cacheMs: 0,
  skewMs: 0,
  latencyMs: 0,
  bytesPerSecond: Infinity,
  faults: [],
  authKey: undefined,
  authTtlMs: 60_000,
  withoutCors: [],
  token: undefined,
  endedStatus: 403,
  redirect: 'off',
};
