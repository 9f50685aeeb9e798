/** Whether Intl knows it as an IANA zone. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** An IANA zone for sure: what the page says, else the viewer's. */
export const zoneOr = (viewers: string, zone: string): string => (isZone(zone) ? zone : viewers);

/** UTC where the browser does not tell, as some do for privacy. */
export const viewersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
