import { RecordedRanges } from '../../../../src/core/index.ts';
import '../../../../src/ui/panels/date-picker.ts';
import type { TimeShiftDatePicker } from '../../../../src/ui/panels/date-picker.ts';
import { clearStage, DAY_MS } from '../../stage.ts';

export const NOW = Date.parse('2026-11-21T13:05:30Z');
export const AT = Date.parse('2026-11-18T09:41:07.040Z');
export const START = NOW - 7 * DAY_MS;
export const at = (iso: string) => Date.parse(iso);

/** Nothing is recorded on the 17th, and there is a hole of two hours on the 20th. */
const RECORDED = RecordedRanges.empty.learn({ start: START, end: NOW }, [
  { start: START, end: at('2026-11-17T00:00:00Z') },
  { start: at('2026-11-18T00:00:00Z'), end: at('2026-11-20T10:00:00Z') },
  { start: at('2026-11-20T12:00:00Z'), end: NOW },
]);

/** Puts a date picker for the seven days before {@link NOW} on the page; {@link clearPicker} removes it. */
export async function show(properties: Partial<TimeShiftDatePicker> = {}, language = 'en-GB') {
  document.documentElement.lang = language;
  document.documentElement.dir = language.startsWith('ar') ? 'rtl' : '';
  const element = document.createElement('time-shift-date-picker');
  const bounds = { start: START, end: NOW };
  Object.assign(element, { recorded: RECORDED, bounds, at: AT, displayZone: 'UTC', ...properties });
  document.body.append(element);
  await element.updateComplete;
  const root = element.shadowRoot!;
  const part = (name: string) => root.querySelector<HTMLElement>(`[part="${name}"]`)!;
  const field = part('field') as HTMLInputElement;
  const days = () => [...root.querySelectorAll<HTMLElement>('[part="day"]')];
  return {
    element,
    root,
    part,
    field,
    days,
    day: (number: number) => days().find((day) => day.textContent.trim() === String(number))!,
    chosen: () => days().filter((day) => day.ariaSelected === 'true' && day.tabIndex === 0),
    seeks: heard(element),
    press: async (key: string, init: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent('keydown', {
        key,
        bubbles: true,
        cancelable: true,
        composed: true,
        ...init,
      });
      (root.activeElement ?? element).dispatchEvent(event);
      await element.updateComplete;
      await element.updateComplete;
      return event;
    },
    type: async (text: string) => {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await element.updateComplete;
    },
    go: async () => {
      part('go').click();
      await element.updateComplete;
    },
  };
}

/** Collects the requests of a date picker. */
function heard(element: TimeShiftDatePicker): string[] {
  const requests: string[] = [];
  const listen = (event: Event) => requests.push(event.type);
  element.addEventListener('seek-request', ({ detail }) => requests.push(new Date(detail.at).toISOString()));
  element.addEventListener('close-request', listen);
  return requests;
}

export const textOf = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim();

export function clearPicker(): void {
  clearStage();
  document.documentElement.lang = document.documentElement.dir = document.body.style.inlineSize = '';
}
