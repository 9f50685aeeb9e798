import { DateFormat } from '../i18n/date-format.ts';
import { TickFormat } from './tick-format.ts';

/** How times are written in a language and a zone. Slow to make, so they are kept until one of the two changes. */
export class Formats {
  readonly ticks: TickFormat;
  readonly dates: DateFormat;

  constructor(
    readonly language: string,
    /** IANA. */
    readonly zone: string,
  ) {
    this.ticks = new TickFormat(language, zone);
    this.dates = new DateFormat(language, zone);
  }
}
