import {
  buildPlaybackUrl,
  encodingError,
  requestError,
  streamNameOf,
  TimeShiftError,
  type PlaybackRequest,
  type TimeEncoding,
} from '../core/index.ts';

/** What to play, as the page describes it. */
export interface StreamSource {
  /** The stream's conventional URL, `…/app/stream.m3u8`. */
  readonly src: string;
  /** Where playback begins, and its bounds. */
  readonly request: PlaybackRequest;
  readonly encoding: TimeEncoding;
  /** How far back the server keeps the stream. */
  readonly retentionMs: number;
  /** The address of the timeline query; by default on the stream's own domain. */
  readonly timelineSrc?: string | undefined;
  /** The stream's name in timeline queries; by default read from `src`. */
  readonly app?: string | undefined;
  readonly stream?: string | undefined;
  /** `windowed` (default) plays one endless playlist, `direct` the playlists as the service makes them. */
  readonly strategy?: 'windowed' | 'direct' | undefined;
  /** What playback does at a hole; the default is `skip`. */
  readonly gaps?: 'skip' | 'stop' | undefined;
  /** Whether live playback is a little faster after a stall, until its latency is as before; the default is `on`. */
  readonly catchUp?: 'on' | 'off' | undefined;
}

/** What is wrong with a source, or null. */
export function sourceError({
  src,
  app,
  stream,
  request,
  encoding,
  retentionMs,
}: StreamSource): TimeShiftError | null {
  const name = streamNameOf(src);
  if (!name.ok && (app === undefined || stream === undefined)) return name.error;
  if (!URL.canParse(src, document.baseURI)) {
    return new TimeShiftError('invalid-request', `src is not an address: "${src}".`);
  }
  if (!(retentionMs > 0)) {
    return new TimeShiftError('invalid-request', 'retention must be a number of days above 0.');
  }
  return encodingError(encoding) ?? requestError(request);
}

export const playlistUrl = ({ src, encoding }: StreamSource, request: PlaybackRequest): string =>
  buildPlaybackUrl(src, request, encoding);
