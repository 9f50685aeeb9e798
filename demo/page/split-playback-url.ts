import { parsePlaybackUrl, type TimeShiftError } from '../../src/core/index.ts';
import type { Draft } from './draft.ts';
import { isoText } from './write-text.ts';

/**
 * Splits a `src` that is a complete playback URL into the fields of the form.
 *
 * @returns null if `src` is not a playback URL, and an error if it is one that cannot be read
 */
export function splitPlaybackUrl(draft: Draft): Draft | TimeShiftError | null {
  if (!/[?&]lhs_/.test(draft.src)) return null;
  const parsed = parsePlaybackUrl(draft.src);
  if (!parsed.ok) return parsed.error;
  const { src, request, encoding } = parsed.value;
  const text = (at: number | undefined): string => (at === undefined ? '' : isoText(at));
  return {
    ...draft,
    src,
    start: text(request.start),
    end: text(request.end),
    'vod-end': text(request.vodEnd),
    offset: request.offsetMs === undefined ? '' : String(request.offsetMs / 1000),
    'time-format': encoding.format,
    'time-unit': encoding.unit,
    'time-zone': String(encoding.zone),
  };
}
