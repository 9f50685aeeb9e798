import type { ErrorData } from 'hls.js';
import { decoderError, HEVC_EXAMPLE, undecodableCodec } from '../core/hls/codecs.ts';
import { TimeShiftError } from '../core/index.ts';
import { mediaSourcePlays } from './media-source.ts';

/**
 * Tells why hls.js cannot play what a playlist or a segment turned out to be; its own error names a codec. The error
 * controller loads this on demand.
 *
 * @returns an error without a reason where the full build of hls.js can play it
 */
export function mediaFailure({ details, mimeType = '', reason = '', error }: ErrorData): TimeShiftError {
  const [, added] = /codecs="?([^"]+)/.exec(mimeType) ?? [];
  if (added) return decoderError(added, error);
  // The codecs of all variants of a multivariant playlist, as JSON.
  const [, stated] = /\["(.+?)"/.exec(reason) ?? [];
  if (stated) return decoderError(undecodableCodec(stated, mediaSourcePlays) ?? stated, error);
  // The light build demuxes H.264 and AAC only.
  const [, found] = /(\S+) in M2TS/.exec(reason) ?? [];
  if (found === undefined) return /Codec|fragParsing/.test(details) ? notMedia(error) : damaged(error);
  const isHevc = found === 'HEVC';
  if (isHevc && undecodableCodec(HEVC_EXAMPLE, mediaSourcePlays) === null)
    return new TimeShiftError('unsupported', 'The stream needs the full build of hls.js, given as Hls.');
  return decoderError(isHevc ? 'H.265' : found, error);
}

const notMedia = (cause: Error): TimeShiftError =>
  new TimeShiftError('media', 'This browser cannot decode the stream; try another browser.', {
    cause,
    reason: 'codec',
  });

const damaged = (cause: Error): TimeShiftError =>
  new TimeShiftError('media', 'The stream is damaged here; choose another time, or try again.', { cause });
