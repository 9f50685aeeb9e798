import { TZDateMini } from '@date-fns/tz';
import { isSameMonth } from 'date-fns';
import { html, LitElement } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { clampTo, RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { DateFormat } from '../i18n/date-format.ts';
import { languageOf } from '../i18n/language.ts';
import '../i18n/en-panels.ts';
import { Localization } from '../i18n/localization.ts';
import { shownZone } from '../i18n/zone.ts';
import type { TimeShiftTimelineEventMap } from '../timeline/timeline-events.ts';
import { CalendarFormat } from './date-picker/calendar-format.ts';
import { calendarGrid } from './date-picker/calendar-grid.ts';
import { type CalendarPlace, firstDayOfWeek, gridMove, nearestDay } from './date-picker/calendar.ts';
import { datePickerStyles } from './date-picker/date-picker-styles.ts';
import { readMoment } from './date-picker/read-moment.ts';

/** The events of `<time-shift-date-picker>`. Both bubble and are composed. */
export interface TimeShiftDatePickerEventMap extends Pick<TimeShiftTimelineEventMap, 'seek-request'> {
  'close-request': CustomEvent<null>;
}

/**
 * A calendar of what is recorded, with a field for a date and a time. It is on the page while it is open: whoever opens
 * it calls `focus()`, and restores the focus when it asks to be closed. One day is chosen at any time. It is the day that
 * has the focus in the calendar, and text in the field changes it.
 *
 * @fires {CustomEvent<SeekRequestDetail>} seek-request - The viewer chose an instant: `{ at }`. A `close-request` follows.
 * @fires close-request - The picker asks to be closed: after Escape, or after an instant was chosen.
 * @csspart dialog - The whole picker.
 * @csspart month - The name of the month.
 * @csspart calendar - The grid of days.
 * @csspart day - A day.
 * @csspart field - The field for a time, or a date and a time.
 * @csspart zone - The time zone.
 * @csspart go - The button that seeks to the chosen instant.
 * @csspart complaint - Why the text in the field cannot be used.
 * @cssproperty [--time-shift-accent=#4cc2ff] - The colour of what is chosen and what is recorded.
 * @cssproperty [--time-shift-panel=rgb(16 20 24 / 94%)] - The background.
 */
@customElement('time-shift-date-picker')
export class TimeShiftDatePicker extends LitElement {
  static override styles = [controlStyles, datePickerStyles];

  @property({ attribute: false }) recorded = RecordedRanges.empty;
  /** The time that seeks can reach. */
  @property({ attribute: false }) bounds: TimeRange = { start: 0, end: 0 };
  /** The instant that is chosen at first; null chooses the end of the bounds. */
  @property({ attribute: false }) at: UnixMs | null = null;
  /** The IANA zone of days and times; '' is the viewer's own. */
  @property({ attribute: 'display-zone' }) displayZone = '';

  @state() private chosen: UnixMs = 0;
  /** The text that the viewer has written in the field; null while the field shows the chosen time. */
  @state() private typed: string | null = null;
  @state() private complaint = '';

  @query('td[tabindex="0"]') private readonly chosenCell!: HTMLElement | null;
  @query('input') private readonly field!: HTMLInputElement | null;
  @queryAll('button, td[tabindex="0"], input') private readonly tabStops!: NodeListOf<HTMLElement>;

  readonly #localize = new Localization(this);
  #format = new CalendarFormat('en', 'UTC');

  override focus(options?: FocusOptions) {
    void this.updateComplete.then(() => this.chosenCell?.focus(options));
  }

  protected override willUpdate() {
    if (!this.hasUpdated) this.chosen = clampTo(this.bounds, this.at ?? this.bounds.end);
    const [language, zone] = [languageOf(this), shownZone(this.displayZone)];
    const isSame = language === this.#format.language && zone === this.#format.zone;
    if (!isSame) this.#format = new CalendarFormat(language, zone);
  }

  override render() {
    const { chosen, recorded, bounds } = this;
    return html`
      <div
        part="dialog"
        role="dialog"
        aria-modal="true"
        aria-label=${this.#localize.term('goToDate')}
        @keydown=${this.#handleKey}
        @paste=${this.#handlePaste}
      >
        ${this.#renderHeader()}
        ${calendarGrid({
          chosen,
          recorded,
          bounds,
          place: this.#place,
          format: this.#format,
          localize: this.#localize,
          onKeydown: this.#handleGridKey,
          onChoose: (day) => this.#choose(nearestDay(this.chosen, day, this.#zone)),
        })}
        ${this.#renderForm()}
        <p id="complaint" part="complaint" role="alert">${this.complaint}</p>
      </div>
    `;
  }

  #renderHeader() {
    const button = (label: string, text: string, key: 'PageUp' | 'PageDown') => html`
      <button
        aria-label=${label}
        aria-disabled=${this.#isLastMonth(key)}
        @click=${() => this.#isLastMonth(key) || this.#move(key)}
      >
        ${text}
      </button>
    `;
    // Browsers mirror both signs where text runs from right to left.
    return html`
      <header>
        ${button(this.#localize.term('previousMonth'), '‹', 'PageUp')}
        <h2 id="month" part="month" aria-live="polite">${this.#format.month(this.chosen)}</h2>
        ${button(this.#localize.term('nextMonth'), '›', 'PageDown')}
      </header>
    `;
  }

  #renderForm() {
    const localize = this.#localize;
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
          aria-label=${localize.term('time')}
          aria-describedby="zone complaint"
          aria-invalid=${this.complaint !== ''}
          .value=${this.typed ?? format.time(this.chosen)}
          @input=${({ target }: Event) => this.#type((target as HTMLInputElement).value)}
        />
        <span id="zone" class="zone" part="zone" title=${this.#zone}>
          <span class="said">${localize.term('displayZone')}:</span> ${format.zone(this.chosen)}
        </span>
        <button part="go">${localize.term('go')}</button>
      </form>
    `;
  }

  get #zone(): string {
    return this.#format.zone;
  }

  get #place(): CalendarPlace {
    return { zone: this.#zone, weekStartsOn: firstDayOfWeek(this.#format.language) };
  }

  /** Whether the bounds reach no further in the direction of a key. */
  #isLastMonth(key: 'PageUp' | 'PageDown'): boolean {
    const edge = key === 'PageUp' ? this.bounds.start : this.bounds.end - 1;
    return isSameMonth(new TZDateMini(this.chosen, this.#zone), edge);
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    keepFocusInside(event, [...this.tabStops], this.shadowRoot?.activeElement ?? null);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#tell('close-request', null);
  };

  readonly #handleGridKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A digit is meant for the field, so the field gets the focus before the browser writes the digit.
    if (/^\p{Nd}$/u.test(event.key)) this.field?.select();
    if (event.key === 'Enter' || event.key === ' ') this.#submit(event);
    if (!this.#move(event.key)) return;
    event.preventDefault();
    this.focus();
  };

  readonly #handlePaste = (event: ClipboardEvent): void => {
    if (event.composedPath()[0] === this.field) return;
    event.preventDefault();
    this.#type(event.clipboardData?.getData('text/plain') ?? '');
    this.field?.focus();
  };

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
    // Text that cannot be read stays in the field, so that the viewer can correct it.
    if (this.typed?.trim() === '' || !Number.isNaN(this.#typedInstant)) this.typed = null;
    this.complaint = '';
    this.chosen = nearestDay(at, this.bounds, this.#zone);
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const at = this.#typedInstant;
    if (this.#isReachable(at)) {
      this.#tell('seek-request', { at: clampTo(this.bounds, at) });
      this.#tell('close-request', null);
      return;
    }
    this.complaint = Number.isNaN(at) ? this.#localize.term('noSuchTime') : this.#notKept;
    this.field?.select();
  };

  /** The instant that the field and the calendar say; NaN where the text cannot be read. */
  get #typedInstant(): UnixMs {
    if (this.typed === null) return this.chosen;
    return readMoment(this.typed, { language: this.#format.language, zone: this.#zone, day: this.chosen });
  }

  /** Whether the day of an instant can be chosen. On the first and the last day, a seek beyond the bounds goes to their edge. */
  #isReachable(at: UnixMs): boolean {
    return nearestDay(at, this.bounds, this.#zone) === at;
  }

  get #notKept(): string {
    const [from, to] = [this.#format.instant(this.bounds.start), this.#format.instant(this.bounds.end)];
    return this.#localize.term('notKept', from, to);
  }

  #tell<Type extends keyof TimeShiftDatePickerEventMap>(
    type: Type,
    detail: TimeShiftDatePickerEventMap[Type]['detail'],
  ) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** Moves the focus from the last element to the first one, and back, as every modal dialog does. */
function keepFocusInside(event: KeyboardEvent, stops: readonly HTMLElement[], focused: Element | null): void {
  const [leaving, entering] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (event.key !== 'Tab' || focused !== leaving) return;
  event.preventDefault();
  entering?.focus();
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-date-picker': TimeShiftDatePicker;
  }

  // The events bubble, so any element may listen to them.
  // oxlint-disable-next-line typescript/no-empty-object-type
  interface HTMLElementEventMap extends TimeShiftDatePickerEventMap {}
}
