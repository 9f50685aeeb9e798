import type { UnixMs } from '../time/time-range.ts';

const ISO_8601 = /^(\S+T\S+?)(?:Z|([+-]\d\d):?(\d\d)?)$/i;

/**
 * The instant that `EXT-X-PROGRAM-DATE-TIME` says; null where it says none. Without a zone it says none either: it
 * would be another instant for each viewer.
 */
export function readDate(text: string): UnixMs | null {
  const [, local, hours, minutes = '00'] = ISO_8601.exec(text.trim()) ?? [];
  if (local === undefined) return null;
  // Not all browsers know a zone without its colon.
  const at = Date.parse(local + (hours === undefined ? 'Z' : `${hours}:${minutes}`));
  return Number.isNaN(at) ? null : at;
}
