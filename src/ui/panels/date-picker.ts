import { TZDateMini } from '@date-fns/tz';
import { isSameMonth } from 'date-fns';
import { html, LitElement } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { clampTo, RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { DateFormat } from '../i18n/date-format.ts';
import { CalendarFormat } from './date-picker/calendar-format.ts';
import { type CalendarDay, type CalendarPlace, calendarWeeks } from './date-picker/calendar-weeks.ts';
import type { TimeShiftDatePickerEventMap } from './date-picker/date-picker-events.ts';
import { datePickerStyles } from './date-picker/date-picker-styles.ts';
import { type DayRecordings, dayRecordings } from './date-picker/day-recordings.ts';
import { firstDayOfWeek } from './date-picker/first-day-of-week.ts';
import { gridMove } from './date-picker/grid-move.ts';
import { nearestDay } from './date-picker/nearest-day.ts';
import { readMoment } from './date-picker/read-moment.ts';
import { tabRing } from './date-picker/tab-ring.ts';
import { languageOf } from '../i18n/language.ts';
import { Localization } from '../i18n/localization.ts';
import { viewersZone, zoneOr } from '../i18n/zone.ts';

const SAID = {
  full: 'hasRecordings',
  partial: 'hasGaps',
  none: 'nothingRecorded',
  unknown: 'isUnknown',
} as const;

/**
 * A calendar of what is recorded, and a field for a time, to be on the page while it is open: whoever opens it calls
 * `focus()`, and takes the focus back when it asks to be closed. One day is chosen at any time; it is the one that has
 * the focus in the calendar, and what is typed moves it.
 *
 * @fires {CustomEvent<SeekRequestDetail>} seek-request - An instant was chosen: `{ at }`. It wants to be closed, too.
 * @fires close-request - It is to be closed: by Escape, or since an instant was chosen.
 * @csspart dialog - The whole.
 * @csspart month - The name of the month.
 * @csspart calendar - The days.
 * @csspart day - A day.
 * @csspart field - Where a time, or a date and a time, is typed.
 * @csspart zone - The zone of the time.
 * @csspart go - The button that chooses what is shown.
 * @csspart complaint - Why what was typed leads nowhere.
 * @cssproperty [--time-shift-accent=#4cc2ff] - What is chosen, and what is recorded.
 * @cssproperty [--time-shift-panel=rgb(16 20 24 / 94%)] - The background.
 */
@customElement('time-shift-date-picker')
export class TimeShiftDatePicker extends LitElement {
  static override styles = [controlStyles, datePickerStyles];

  @property({ attribute: false }) recorded = RecordedRanges.empty;
  /** How far seeks may go. */
  @property({ attribute: false }) bounds: TimeRange = { start: 0, end: 0 };
  /** What is shown first; null shows the end of the bounds. */
  @property({ attribute: false }) at: UnixMs | null = null;
  /** The IANA zone of days and times; '' is the viewer's. */
  @property({ attribute: 'display-zone' }) displayZone = '';

  @state() private chosen: UnixMs = 0;
  /** What the viewer has written over the time of the chosen instant. */
  @state() private typed: string | null = null;
  @state() private complaint = '';

  @query('td[tabindex="0"]') private readonly chosenCell!: HTMLElement | null;
  @query('input') private readonly field!: HTMLInputElement | null;
  @queryAll('button, td[tabindex="0"], input') private readonly stops!: NodeListOf<HTMLElement>;

  readonly #words = new Localization(this);
  #format = new CalendarFormat('en', 'UTC');

  override focus(options?: FocusOptions) {
    void this.updateComplete.then(() => this.chosenCell?.focus(options));
  }

  protected override willUpdate() {
    if (!this.hasUpdated) this.chosen = clampTo(this.bounds, this.at ?? this.bounds.end);
    const [language, zone] = [languageOf(this), zoneOr(viewersZone(), this.displayZone)];
    const isSame = language === this.#format.language && zone === this.#format.zone;
    if (!isSame) this.#format = new CalendarFormat(language, zone);
  }

  override render() {
    return html`
      <div
        part="dialog"
        role="dialog"
        aria-modal="true"
        aria-label=${this.#words.term('goToDate')}
        @keydown=${this.#heedKey}
        @paste=${this.#heedPaste}
      >
        ${this.#renderHeader()} ${this.#renderCalendar()} ${this.#renderForm()}
        <p id="complaint" part="complaint" role="alert">${this.complaint}</p>
      </div>
    `;
  }

  #renderHeader() {
    const button = (label: string, text: string, key: 'PageUp' | 'PageDown') => html`
      <button
        aria-label=${label}
        aria-disabled=${this.#isAtEnd(key)}
        @click=${() => this.#isAtEnd(key) || this.#move(key)}
      >
        ${text}
      </button>
    `;
    // Both signs are mirrored where text runs from right to left.
    return html`
      <header>
        ${button(this.#words.term('previousMonth'), '‹', 'PageUp')}
        <h2 id="month" part="month" aria-live="polite">${this.#format.month(this.chosen)}</h2>
        ${button(this.#words.term('nextMonth'), '›', 'PageDown')}
      </header>
    `;
  }

  #renderCalendar() {
    const format = this.#format;
    const weeks = calendarWeeks(this.chosen, this.bounds, this.#place);
    const weekdays = weeks[0]?.map(
      (day) =>
        html`<th scope="col" abbr=${format.weekday(day, 'long')}>${format.weekday(day, 'narrow')}</th>`,
    );
    return html`
      <table part="calendar" role="grid" aria-labelledby="month" @keydown=${this.#heedGridKey}>
        <thead>
          <tr>
            ${weekdays}
          </tr>
        </thead>
        <tbody>
          ${weeks.map(
            (days) =>
              html`<tr>
                ${days.map((day) => this.#renderDay(day))}
              </tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  #renderDay(day: CalendarDay) {
    const format = this.#format;
    const { range, isReachable } = day;
    const isChosen = range.start <= this.chosen && this.chosen < range.end;
    const recordings = isReachable ? dayRecordings(this.recorded, range, this.bounds) : 'unknown';
    return html`
      <td
        part="day"
        tabindex=${isChosen ? 0 : -1}
        aria-selected=${isChosen}
        aria-disabled=${!isReachable}
        aria-label=${[format.day(day), ...(isReachable ? [this.#said(recordings)] : [])].join(', ')}
        data-recordings=${recordings}
        @click=${() => isReachable && this.#choose(nearestDay(this.chosen, range, this.#zone))}
      >
        ${format.number(day)}
      </td>
    `;
  }

  #renderForm() {
    const words = this.#words;
    const format = new DateFormat(this.#format.language, this.#zone);
    return html`
      <form novalidate @submit=${this.#submit}>
        <input
          part="field"
          dir="ltr"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="go"
          aria-label=${words.term('time')}
          aria-describedby="zone complaint"
          aria-invalid=${this.complaint !== ''}
          .value=${this.typed ?? format.time(this.chosen)}
          @input=${({ target }: Event) => this.#type((target as HTMLInputElement).value)}
        />
        <span id="zone" class="zone" part="zone" title=${this.#zone}>
          <span class="said">${words.term('displayZone')}:</span> ${format.zone(this.chosen)}
        </span>
        <button part="go">${words.term('go')}</button>
      </form>
    `;
  }

  get #zone(): string {
    return this.#format.zone;
  }

  get #place(): CalendarPlace {
    return { zone: this.#zone, weekStartsOn: firstDayOfWeek(this.#format.language) };
  }

  #said(recordings: DayRecordings): string {
    return this.#words.term(SAID[recordings]);
  }

  #isAtEnd(key: 'PageUp' | 'PageDown'): boolean {
    const end = key === 'PageUp' ? this.bounds.start : this.bounds.end - 1;
    return isSameMonth(new TZDateMini(this.chosen, this.#zone), end);
  }

  #heedKey(event: KeyboardEvent) {
    if (event.isComposing) return;
    tabRing(event, [...this.stops], this.shadowRoot?.activeElement ?? null);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#tell('close-request', null);
  }

  #heedGridKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What is typed here is meant for the field, which has the focus by the time that it is written.
    if (/^\p{Nd}$/u.test(event.key)) this.field?.select();
    if (event.key === 'Enter' || event.key === ' ') this.#submit(event);
    if (!this.#move(event.key)) return;
    event.preventDefault();
    this.focus();
  }

  #heedPaste(event: ClipboardEvent) {
    if (event.composedPath()[0] === this.field) return;
    event.preventDefault();
    this.#type(event.clipboardData?.getData('text/plain') ?? '');
    this.field?.focus();
  }

  #type(text: string) {
    this.typed = text;
    this.complaint = '';
    if (this.#isReachable(this.#typedInstant)) this.chosen = this.#typedInstant;
  }

  #move(key: string): boolean {
    const at = gridMove(key, this.chosen, this.#place, getComputedStyle(this).direction === 'rtl');
    if (at !== null) this.#choose(at);
    return at !== null;
  }

  #choose(at: UnixMs) {
    // What cannot be read is still to be mended.
    if (this.typed?.trim() === '' || !Number.isNaN(this.#typedInstant)) this.typed = null;
    this.complaint = '';
    this.chosen = nearestDay(at, this.bounds, this.#zone);
  }

  #submit(event: Event) {
    event.preventDefault();
    const at = this.#typedInstant;
    if (this.#isReachable(at)) {
      this.#tell('seek-request', { at: clampTo(this.bounds, at) });
      this.#tell('close-request', null);
      return;
    }
    this.complaint = Number.isNaN(at) ? this.#words.term('noSuchTime') : this.#notKept;
    this.field?.select();
  }

  /** What the viewer means by now; NaN where that is nothing. */
  get #typedInstant(): UnixMs {
    if (this.typed === null) return this.chosen;
    return readMoment(this.typed, { language: this.#format.language, zone: this.#zone, day: this.chosen });
  }

  /** Its day can be chosen; where that is the first or the last one, what lies beyond the bounds leads to their end. */
  #isReachable(at: UnixMs): boolean {
    return nearestDay(at, this.bounds, this.#zone) === at;
  }

  get #notKept(): string {
    const [from, to] = [this.#format.instant(this.bounds.start), this.#format.instant(this.bounds.end)];
    return this.#words.term('notKept', from, to);
  }

  #tell<Type extends keyof TimeShiftDatePickerEventMap>(
    type: Type,
    detail: TimeShiftDatePickerEventMap[Type]['detail'],
  ) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-date-picker': TimeShiftDatePicker;
  }

  // They bubble: any element around may hear them.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface HTMLElementEventMap extends TimeShiftDatePickerEventMap {}
}
