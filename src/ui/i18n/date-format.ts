import type { UnixMs } from '../../core/index.ts';
import { viewersZone, zoneOr } from './zone.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are slow to make and quick to use. */
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language || undefined, options);
  formats.set(key, made);
  return made;
}

/** How the viewer's language writes instants in the zone that the player shows; the viewer's own where that is none. */
export class DateFormat {
  readonly #zone: { readonly timeZone: string };

  constructor(
    private readonly language: string,
    zone: string,
  ) {
    this.#zone = { timeZone: zoneOr(viewersZone(), zone) };
  }

  /** `14:05:30` */
  time(at: UnixMs): string {
    return this.#format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  }

  /** `Sat 21 Nov` */
  day(at: UnixMs): string {
    return this.#format(at, { weekday: 'short', day: 'numeric', month: 'short' });
  }

  /** `UTC`, `GMT+1`, `CET`: what the viewer's language calls the zone at that time. */
  zone(at: UnixMs): string {
    const parts = formatOf(this.language, { ...this.#zone, timeZoneName: 'short' }).formatToParts(at);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  }

  #format(at: UnixMs, options: Intl.DateTimeFormatOptions): string {
    return formatOf(this.language, { ...options, ...this.#zone }).format(at);
  }
}
