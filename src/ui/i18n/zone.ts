import { cachedFormat } from './cached-format.ts';

let viewers: string;
let viewersOffset: number;

/** Whether a name is an IANA time zone that the browser knows. */
export function isZone(timeZone: string): boolean {
  try {
    return Boolean(cachedFormat('en', { timeZone }));
  } catch {
    return false;
  }
}

/** The zone in which times are shown: the display zone if it is a valid IANA zone, or else the viewer's. */
export const shownZone = (displayZone: string): string =>
  displayZone !== '' && isZone(displayZone) ? displayZone : viewersZone();

/** The viewer's IANA zone. It is UTC where the browser hides it for privacy. */
export function viewersZone(): string {
  const offset = new Date().getTimezoneOffset();
  // The browser is slow to tell, and the viewer may set the computer to another zone.
  if (offset !== viewersOffset) viewers = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  viewersOffset = offset;
  return viewers;
}
