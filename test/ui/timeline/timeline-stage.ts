import { RecordedRanges, type UnixMs } from '../../../src/core/index.ts';
import '../../../src/ui/timeline/timeline.ts';
import type { TimeShiftTimeline } from '../../../src/ui/timeline/timeline.ts';
import type { TimeShiftTimelineEventMap } from '../../../src/ui/timeline/timeline-events.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const NOW = Date.parse('2026-11-21T14:00:00Z');
/** A pixel is six seconds, and the viewport ends 18 px after now. */
export const WIDTH_PX = 600;
const PIXEL_MS = HOUR_MS / WIDTH_PX;
const VIEW_END = NOW + 0.03 * HOUR_MS;
const FRAME_MS = 16;

export const ago = (minutes: number): UnixMs => NOW - minutes * MINUTE_MS;

const PROPERTIES = {
  recorded: RecordedRanges.empty.learn({ start: ago(600), end: ago(0.2) }, [
    { start: ago(600), end: ago(40) },
    { start: ago(30), end: ago(0.2) },
  ]),
  bounds: { start: ago(7 * 24 * 60), end: NOW },
  now: NOW,
  playhead: NOW - 10_000,
  spanMs: HOUR_MS,
  displayZone: 'UTC',
};

/** Puts a timeline on the page that shows an hour with a hole of ten minutes; {@link clearTimelines} removes it. */
export async function stageTimeline(properties: Partial<TimeShiftTimeline> = {}): Promise<TimeShiftTimeline> {
  const timeline = document.createElement('time-shift-timeline');
  timeline.style.inlineSize = `${WIDTH_PX}px`;
  timeline.lang = 'en-GB';
  document.body.append(Object.assign(timeline, PROPERTIES, properties));
  await changed(timeline);
  return timeline;
}

export function clearTimelines(): void {
  document.body.replaceChildren();
  document.documentElement.dir = '';
}

/** Sets properties, and resolves once the timeline knows its width and has drawn them. */
export async function changed(timeline: TimeShiftTimeline, properties: Partial<TimeShiftTimeline> = {}) {
  Object.assign(timeline, properties);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await timeline.updateComplete;
}

export function part(timeline: TimeShiftTimeline, name: string): Element | null {
  return timeline.shadowRoot?.querySelector(`[part='${name}']`) ?? null;
}

export const slider = (timeline: TimeShiftTimeline): HTMLElement => part(timeline, 'slider') as HTMLElement;

/** The text of the bubble, in one line. */
export const bubble = (timeline: TimeShiftTimeline): string | undefined =>
  part(timeline, 'tooltip')?.textContent.replace(/\s+/g, ' ').trim();

/** The place of an instant on a left-to-right timeline at live, in pixels from its left edge. */
export const xOf = (at: UnixMs): number => WIDTH_PX - (VIEW_END - at) / PIXEL_MS;

let eventMs = 0;

/** Lets time pass between pointer events, which have their own clock, so that slow machines do not matter. */
export const waitMs = (ms: number): void => void (eventMs += ms);

/** Dispatches a pointer event, `x` pixels from the left edge of the timeline and a frame after the event before. */
export async function pointer(
  timeline: TimeShiftTimeline,
  type: 'down' | 'move' | 'up' | 'cancel' | 'leave',
  x: number,
  init: PointerEventInit = {},
): Promise<void> {
  const target = slider(timeline);
  // The browser captures only real pointers.
  target.setPointerCapture = () => undefined;
  const { left, bottom } = target.getBoundingClientRect();
  const place = { clientX: left + x, clientY: bottom - 12, pointerId: 1, isPrimary: true };
  const event = new PointerEvent(`pointer${type}`, { ...place, bubbles: true, composed: true, ...init });
  eventMs += FRAME_MS;
  Object.defineProperty(event, 'timeStamp', { value: eventMs });
  target.dispatchEvent(event);
  await timeline.updateComplete;
}

export async function press(timeline: TimeShiftTimeline, key: string, modifiers: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...modifiers,
  });
  slider(timeline).dispatchEvent(event);
  await timeline.updateComplete;
  return event;
}

/** Collects the details of all events of a type, from now on. */
export function heard<Type extends keyof TimeShiftTimelineEventMap>(
  timeline: TimeShiftTimeline,
  type: Type,
): TimeShiftTimelineEventMap[Type]['detail'][] {
  const details: TimeShiftTimelineEventMap[Type]['detail'][] = [];
  timeline.addEventListener(type, (event) => details.push((event as TimeShiftTimelineEventMap[Type]).detail));
  return details;
}
