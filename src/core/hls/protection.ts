import { TimeShiftError } from '../service/time-shift-error.ts';

/** `SAMPLE-AES` and its variants: what DRM systems use. */
const PROTECTED = /^#EXT-X-(?:SESSION-)?KEY:.*METHOD=\s*SAMPLE-AES/m;

/**
 * Tells that a playlist cannot be played because its segments are protected by DRM; null if they are not. Segments that
 * are encrypted as a whole, by `METHOD=AES-128`, can be played.
 */
export const protectionError = (playlist: string): TimeShiftError | null =>
  PROTECTED.test(playlist)
    ? new TimeShiftError(
        'unsupported',
        'The stream is protected by DRM (SAMPLE-AES), which this player cannot play.',
        {
          reason: 'protected',
        },
      )
    : null;
