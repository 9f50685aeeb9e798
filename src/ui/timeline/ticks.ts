import { TZDateMini } from '@date-fns/tz';
import type { TimeRange, UnixMs } from '../../core/index.ts';
import { DateFormat } from '../i18n/date-format.ts';
import { shownZone } from '../i18n/zone.ts';
import type { TimeScale } from './time-scale.ts';

/** The distance between ticks. `ms` is nominal, because a day may have 23 or 25 hours. */
export interface TickStep {
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  readonly count: number;
  readonly ms: number;
}

const DAY_MS = 86_400_000;
const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY_MS };
const UNITS = ['second', 'minute', 'hour', 'day'] as const;

const COUNTS = {
  second: [1, 2, 5, 10, 15, 30],
  minute: [1, 2, 5, 10, 15, 30],
  hour: [1, 2, 3, 6, 12],
  day: [1, 2, 3, 7, 14],
};

/** All steps but the coarsest, the finest first. Steps below a day divide it, so that each day has the same ticks. */
export const TICK_STEPS: readonly TickStep[] = UNITS.flatMap((unit) =>
  COUNTS[unit].map((count) => ({ unit, count, ms: count * UNIT_MS[unit] })),
);

/** The step that is used where the labels of all other steps would be too close. */
export const COARSEST_STEP: TickStep = { unit: 'day', count: 28, ms: 28 * DAY_MS };

/** The instants in a range at which the clocks of a zone show whole steps, and the last such instant before it. */
export function tickInstants(range: TimeRange, step: TickStep, zone: string): UnixMs[] {
  return step.unit === 'day' ? midnights(range, step.count, zone) : clockTimes(range, step.ms, zone);
}

/** Counted from a Monday, so that weeks begin on Monday as in ISO 8601. */
const dayNumber = (date: Date): number =>
  (Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - Date.UTC(1970, 0, 5)) / DAY_MS;

function midnights({ start, end }: TimeRange, everyDays: number, zone: string): UnixMs[] {
  const first = new TZDateMini(start, zone);
  const [year, month, date] = [first.getFullYear(), first.getMonth(), first.getDate()];
  const found: UnixMs[] = [];
  for (let days = -everyDays; ; days += 1) {
    const day = new TZDateMini(year, month, date + days, zone);
    if (day.getTime() >= end) break;
    // Steps of several days do not depend on where the range begins.
    if (dayNumber(day) % everyDays === 0) found.push(day.getTime());
  }
  const lastBefore = found.findLastIndex((at) => at < start);
  return found.slice(Math.max(lastBefore, 0));
}

function clockTimes({ start, end }: TimeRange, stepMs: number, zone: string): UnixMs[] {
  const sinceTickMs = (at: UnixMs) => msOfDay(at, zone) % stepMs;
  const first = Math.floor(start);
  const found: UnixMs[] = [];
  let at = first - (sinceTickMs(first) || stepMs);
  while (at < end) {
    found.push(at);
    at = followingTick(at, stepMs, sinceTickMs);
  }
  return found;
}

function followingTick(at: UnixMs, stepMs: number, sinceTickMs: (at: UnixMs) => number): UnixMs {
  const next = at + stepMs;
  const overMs = sinceTickMs(next);
  if (overMs === 0) return next;
  // The clocks have changed since `at`. If they went forward, the next tick may come early; if back, it comes late.
  const earlier = next - overMs;
  return earlier > at && sinceTickMs(earlier) === 0 ? earlier : next + stepMs - overMs;
}

/** The time of day that a clock in the zone shows. On two days a year this is not the time since midnight. */
function msOfDay(at: UnixMs, zone: string): number {
  const date = new TZDateMini(at, zone);
  const minutes = date.getHours() * 60 + date.getMinutes();
  return (minutes * 60 + date.getSeconds()) * 1000 + date.getMilliseconds();
}

const SAMPLE = Date.UTC(2026, 10, 22);
/** One day of each weekday, because their names differ in width. */
const SAMPLE_WEEK = Array.from({ length: 7 }, (_, day) => SAMPLE + day * DAY_MS);

/** Writes the labels of ticks in a language and a zone. It is slow to create, so the timeline keeps it. */
export class TickFormat {
  /** An IANA zone that the browser knows: the display zone, or the viewer's own. */
  readonly zone: string;
  readonly dates: DateFormat;
  readonly #minute: Intl.DateTimeFormat;

  constructor(
    readonly language: string,
    readonly displayZone: string,
  ) {
    const timeZone = (this.zone = shownZone(displayZone));
    this.dates = new DateFormat(language, displayZone);
    const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
    this.#minute = new Intl.DateTimeFormat(language, minute);
  }

  time(at: UnixMs, step: TickStep): string {
    return step.unit === 'second' ? this.dates.time(at) : this.#minute.format(at);
  }

  /**
   * Labels as wide as those of a step can be. The choice of the step goes by these and not by the labels in view, so
   * that it does not change while the timeline moves.
   */
  samples(step: TickStep): readonly string[] {
    return step.unit === 'day' ? SAMPLE_WEEK.map((at) => this.dates.day(at)) : [this.time(SAMPLE, step)];
  }
}

export interface Tick {
  readonly at: UnixMs;
  readonly x: number;
  /** The middle of the label. It equals `x`, except for an only label that would otherwise be cut off. */
  readonly labelX: number;
  /** Empty where the label would be cut off at an edge or would touch another one. */
  readonly label: string;
  /** Whether the tick is the first of a day, or on a full hour (steps of minutes) or minute (steps of seconds). */
  readonly isMajor: boolean;
}

export interface TickScene {
  readonly scale: TimeScale;
  readonly format: TickFormat;
  readonly widthPxOf: (label: string) => number;
}

/** The least distance between two labels of the greatest width: a share of the timeline's width, within limits. */
const LABEL_GAP_SHARE = 0.06;
const LABEL_GAP_PX = { min: 20, max: 64 };
/** The least distance between two actual labels, which may be closer where the clocks change or beside a date. */
const LEAST_LABEL_GAP_PX = 10;

/** The ticks in view, as close together as their labels allow. */
export function ticksOf(scene: TickScene): Tick[] {
  const { scale, format } = scene;
  const step = finestStep(scene);
  const dates = tickInstants(scale.viewport, step, format.zone).map((at) => new TZDateMini(at, format.zone));
  const ticks = dates.map((date, index): Tick => {
    const at = date.getTime();
    const isNewDay = step.unit === 'day' || date.getDate() !== (dates[index - 1] ?? date).getDate();
    const label = isNewDay ? format.dates.day(at) : format.time(at, step);
    const x = scale.xOf(at);
    return { at, x, labelX: x, label, isMajor: isNewDay || isOnFullUnit(date, step) };
  });
  return withoutCrowdedLabels(
    ticks.filter(({ at }) => scale.shows(at)),
    scene,
  );
}

function finestStep({ scale, format, widthPxOf }: TickScene): TickStep {
  const gapPx = Math.min(Math.max(scale.widthPx * LABEL_GAP_SHARE, LABEL_GAP_PX.min), LABEL_GAP_PX.max);
  const fits = (step: TickStep) => {
    const widestPx = Math.max(...format.samples(step).map(widthPxOf));
    return step.ms / scale.pixelMs >= widestPx + gapPx;
  };
  return TICK_STEPS.find(fits) ?? COARSEST_STEP;
}

function isOnFullUnit(date: Date, step: TickStep): boolean {
  if (step.unit === 'second') return date.getSeconds() === 0;
  return step.unit === 'minute' && date.getMinutes() === 0;
}

/** Removes labels that would be cut off or would touch another one. Of two that would touch, the major one stays. */
function withoutCrowdedLabels(ticks: readonly Tick[], { scale, widthPxOf }: TickScene): Tick[] {
  const taken: { left: number; right: number }[] = [];
  const takeRoom = ({ x, label }: Tick) => {
    const half = widthPxOf(label) / 2;
    const [left, right] = [x - half, x + half];
    const touches = (other: { left: number; right: number }) =>
      left < other.right + LEAST_LABEL_GAP_PX && other.left - LEAST_LABEL_GAP_PX < right;
    if (left < 0 || right > scale.widthPx || taken.some(touches)) return false;
    taken.push({ left, right });
    return true;
  };
  const majorsFirst = [...ticks].sort((a, b) => Number(b.isMajor) - Number(a.isMajor) || a.at - b.at);
  const labelled = new Set(majorsFirst.filter(takeRoom));
  const [first] = ticks;
  // A timeline too narrow for any label keeps its first one, moved between the edges.
  if (labelled.size === 0 && first) {
    const half = widthPxOf(first.label) / 2;
    const labelX = Math.max(half, Math.min(first.x, scale.widthPx - half));
    return [{ ...first, labelX }, ...ticks.slice(1).map((tick) => ({ ...tick, label: '' }))];
  }
  return ticks.map((tick) => (labelled.has(tick) ? tick : { ...tick, label: '' }));
}
