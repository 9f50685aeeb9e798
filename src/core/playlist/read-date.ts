import { parseInstant } from '../parse-instant.ts';
import type { UnixMs } from '../time-range.ts';

/**
 * The instant that `EXT-X-PROGRAM-DATE-TIME` says; null where it says none. Without a zone it says none either: it
 * would be another instant for each viewer.
 */
export function readDate(text: string): UnixMs | null {
  // Not all browsers know a zone without its colon.
  const at = parseInstant(text.trim().replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at) ? null : at;
}
