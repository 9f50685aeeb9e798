import type { UnixMs } from '../../core/index.ts';
import type { TickStep } from './tick-step.ts';

const DAY_MS = 86_400_000;
const SAMPLE = Date.UTC(2026, 10, 22);
/** All weekdays, of which some are wider than others. */
const WEEK = Array.from({ length: 7 }, (_, day) => SAMPLE + day * DAY_MS);

/** How ticks are labelled in a language and a zone. */
export class TickFormat {
  readonly #day: Intl.DateTimeFormat;
  readonly #minute: Intl.DateTimeFormat;
  readonly #second: Intl.DateTimeFormat;

  constructor(language: string, zone: string) {
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
    this.#day = new Intl.DateTimeFormat(language, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: zone,
    });
    this.#minute = new Intl.DateTimeFormat(language, time);
    this.#second = new Intl.DateTimeFormat(language, { ...time, second: '2-digit' });
  }

  day(at: UnixMs): string {
    return this.#day.format(at);
  }

  time(at: UnixMs, step: TickStep): string {
    return (step.unit === 'second' ? this.#second : this.#minute).format(at);
  }

  /** Labels as wide as those of a step get, whichever are in view, lest another step be chosen while moving. */
  samples(step: TickStep): readonly string[] {
    return step.unit === 'day' ? WEEK.map((at) => this.day(at)) : [this.time(SAMPLE, step)];
  }
}
