import { TimeShiftError } from '../service/time-shift-error.ts';
import type { Variant } from './multivariant-playlist.ts';

/**
 * Every browser decodes some H.264 and some AAC, and encoders state their profiles wrongly or not at all; what is text needs
 * no decoder.
 */
const SUPPOSED_DECODABLE = /^(?:avc\d|mp4a|stpp|wvtt|tx3g)/;

/**
 * The first codec of an attribute `CODECS` that the browser cannot decode.
 *
 * @param canPlay whether the browser plays a MIME type
 * @returns null if there is none, or none is stated
 */
export const undecodableCodec = (codecs: string | null, canPlay: (type: string) => boolean): string | null =>
  (codecs ?? '')
    .split(',')
    .map((codec) => codec.trim())
    .find((codec) => codec && !SUPPOSED_DECODABLE.test(codec) && !canPlay(typeOf(codec))) ?? null;

/** Browsers accept a codec of sound in this type, too. */
const typeOf = (codec: string): string => `video/mp4;codecs="${codec}"`;

/**
 * The variants that the browser can decode, as far as they state their codecs.
 *
 * @throws TimeShiftError `unsupported` if it can decode none of them
 */
export function decodableVariants(
  variants: readonly Variant[],
  canPlay: (type: string) => boolean,
): readonly Variant[] {
  const undecodable = variants.map(({ codecs }) => undecodableCodec(codecs, canPlay));
  const [first] = undecodable;
  if (first && undecodable.every((codec) => codec !== null)) throw decoderError(first);
  return variants.filter((_, index) => undecodable[index] === null);
}

/** H.265 as `CODECS` names it. */
const HEVC = /^h(?:vc|ev)1/;

/** H.265 in 8 bits, at 720p: what a browser has to decode that decodes H.265 at all. */
export const HEVC_EXAMPLE = 'hvc1.1.6.L93.B0';

/** Tells that the browser has no decoder for a codec, named as in `CODECS`, or as people call it. */
export function decoderError(codec: string, cause?: unknown): TimeShiftError {
  const name = HEVC.test(codec) ? `H.265, ${codec}` : codec;
  const message = `This browser cannot decode the stream (${name}); try another browser, or have the stream encoded in H.264 and AAC.`;
  return new TimeShiftError('unsupported', message, { cause, reason: 'no-decoder', detail: name });
}
