import type { UnixMs } from '../../core/index.ts';
import { cachedFormat } from './cached-format.ts';
import { shownZone } from './zone.ts';

/**
 * Writes instants as text in a language and a time zone. Controls, timeline, panels and messages create one for the
 * language of the page and the `display-zone` of the player; a zone that is not a valid one stands for the viewer's.
 */
export class DateFormat {
  readonly #zone: { readonly timeZone: string };

  constructor(
    private readonly language: string,
    zone: string,
  ) {
    this.#zone = { timeZone: shownZone(zone) };
  }

  /** `14:05:30` */
  time(at: UnixMs): string {
    return this.#format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  }

  /** `Sat 21 Nov` */
  day(at: UnixMs): string {
    return this.#format(at, { weekday: 'short', day: 'numeric', month: 'short' });
  }

  /** `Saturday 21 November 2026` */
  longDay(at: UnixMs): string {
    return this.#format(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  }

  /** The short name of the zone at that time: `UTC`, `GMT+1`, `CET`. */
  zone(at: UnixMs): string {
    const parts = cachedFormat(this.language, { ...this.#zone, timeZoneName: 'short' }).formatToParts(at);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  }

  #format(at: UnixMs, options: Intl.DateTimeFormatOptions): string {
    return cachedFormat(this.language, { ...options, ...this.#zone }).format(at);
  }
}
