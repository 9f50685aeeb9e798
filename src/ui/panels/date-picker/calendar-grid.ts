import { html, type TemplateResult } from 'lit';
import type { RecordedRanges, TimeRange, UnixMs } from '../../../core/index.ts';
import type { Localization } from '../../i18n/localization.ts';
import type { CalendarFormat } from './calendar-format.ts';
import { type CalendarDay, type CalendarPlace, calendarWeeks, dayRecordings } from './calendar.ts';

const TERMS = {
  full: 'hasRecordings',
  partial: 'hasGaps',
  none: 'nothingRecorded',
  unknown: 'isUnknown',
} as const;

export interface CalendarScene {
  readonly chosen: UnixMs;
  readonly recorded: RecordedRanges;
  readonly bounds: TimeRange;
  readonly place: CalendarPlace;
  readonly format: CalendarFormat;
  readonly localize: Localization;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onChoose: (day: TimeRange) => void;
}

/** The days of the chosen month, each with a mark for its recordings. The chosen day is the one that can have the focus. */
export function calendarGrid(scene: CalendarScene): TemplateResult {
  const { chosen, bounds, place, format } = scene;
  const weeks = calendarWeeks(chosen, bounds, place);
  const weekdays = weeks[0]?.map(
    (day) => html`<th scope="col" abbr=${format.weekday(day, 'long')}>${format.weekday(day, 'narrow')}</th>`,
  );
  return html`
    <table part="calendar" role="grid" aria-labelledby="month" @keydown=${scene.onKeydown}>
      <thead>
        <tr>
          ${weekdays}
        </tr>
      </thead>
      <tbody>
        ${weeks.map(
          (days) =>
            html`<tr>
              ${days.map((day) => renderDay(day, scene))}
            </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function renderDay(
  day: CalendarDay,
  { chosen, recorded, bounds, format, localize, onChoose }: CalendarScene,
) {
  const { range, isReachable } = day;
  const isChosen = range.start <= chosen && chosen < range.end;
  const recordings = isReachable ? dayRecordings(recorded, range, bounds) : 'unknown';
  const label = [format.day(day), ...(isReachable ? [localize.term(TERMS[recordings])] : [])].join(', ');
  return html`
    <td
      part="day"
      tabindex=${isChosen ? 0 : -1}
      aria-selected=${isChosen}
      aria-disabled=${!isReachable}
      aria-label=${label}
      data-recordings=${recordings}
      @click=${() => isReachable && onChoose(range)}
    >
      ${format.number(day)}
    </td>
  `;
}
