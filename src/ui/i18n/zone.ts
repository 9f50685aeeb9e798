/** Whether a name is an IANA time zone that the browser knows. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Returns `zone` if it is a valid IANA zone, or else the viewer's zone. */
export const zoneOr = (viewers: string, zone: string): string => (isZone(zone) ? zone : viewers);

/** The viewer's IANA zone. It is UTC where the browser hides it for privacy. */
export const viewersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
