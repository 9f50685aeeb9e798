import { RecordedRanges, type UnixMs } from '../../../src/core/index.ts';
import '../../../src/ui/timeline/timeline.ts';
import type { TimeShiftTimeline } from '../../../src/ui/timeline/timeline.ts';
import type { TimeShiftTimelineEventMap } from '../../../src/ui/timeline/timeline-events.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const NOW = Date.parse('2026-11-21T14:00:00Z');
/** A pixel is six seconds; the viewport ends 18 px after now. */
export const WIDTH_PX = 600;
const PIXEL_MS = HOUR_MS / WIDTH_PX;
const VIEW_END = NOW + 0.03 * HOUR_MS;

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

/** A timeline on the page, an hour across with a hole of ten minutes; it goes with {@link clearTimelines}. */
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

/** Resolves once the timeline knows how wide it is and shows what was set. */
export async function changed(timeline: TimeShiftTimeline, properties: Partial<TimeShiftTimeline> = {}) {
  Object.assign(timeline, properties);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await timeline.updateComplete;
}

export function part(timeline: TimeShiftTimeline, name: string): Element | null {
  return timeline.shadowRoot?.querySelector(`[part='${name}']`) ?? null;
}

export const slider = (timeline: TimeShiftTimeline): HTMLElement => part(timeline, 'slider') as HTMLElement;

/** What the bubble says, in one line. */
export const bubble = (timeline: TimeShiftTimeline): string | undefined =>
  part(timeline, 'tooltip')?.textContent.replace(/\s+/g, ' ').trim();

/** Where an instant is, in pixels from the left edge of a timeline that shows the live edge from left to right. */
export const xOf = (at: UnixMs): number => WIDTH_PX - (VIEW_END - at) / PIXEL_MS;

/** The pointer does something, at so many pixels from the left edge of the timeline. */
export async function pointer(
  timeline: TimeShiftTimeline,
  type: 'down' | 'move' | 'up' | 'cancel' | 'leave',
  x: number,
  init: PointerEventInit = {},
): Promise<void> {
  const target = slider(timeline);
  // The browser captures real pointers only.
  target.setPointerCapture = () => undefined;
  const { left, bottom } = target.getBoundingClientRect();
  const place = { clientX: left + x, clientY: bottom - 12, pointerId: 1, isPrimary: true };
  target.dispatchEvent(
    new PointerEvent(`pointer${type}`, { ...place, bubbles: true, composed: true, ...init }),
  );
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

/** The details of all events of a type, from now on. */
export function heard<Type extends keyof TimeShiftTimelineEventMap>(
  timeline: TimeShiftTimeline,
  type: Type,
): TimeShiftTimelineEventMap[Type]['detail'][] {
  const details: TimeShiftTimelineEventMap[Type]['detail'][] = [];
  timeline.addEventListener(type, (event) => details.push((event as TimeShiftTimelineEventMap[Type]).detail));
  return details;
}
