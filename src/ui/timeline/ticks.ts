import { TZDateMini } from '@date-fns/tz';
import { isSameDay } from 'date-fns';
import type { UnixMs } from '../../core/index.ts';
import type { TickFormat } from './tick-format.ts';
import { tickInstants } from './tick-instants.ts';
import { COARSEST_STEP, TICK_STEPS, type TickStep } from './tick-step.ts';
import type { TimeScale } from './time-scale.ts';

export interface Tick {
  readonly at: UnixMs;
  readonly x: number;
  /** The middle of the label, which is at `x` but for a label that would be cut off and is the only one. */
  readonly labelX: number;
  /** '' where it would be cut off at an edge, or touch another. */
  readonly label: string;
  /** The first of a day, or on the full day, hour or minute: whatever the step divides. */
  readonly isMajor: boolean;
}

export interface TickScene {
  readonly scale: TimeScale;
  /** IANA. */
  readonly zone: string;
  readonly format: TickFormat;
  readonly widthPxOf: (label: string) => number;
}

/** From one label to the next one, were all at their widest: a share of the width, but not too little or too much. */
const AIR_SHARE = 0.06;
const AIR_PX = { min: 20, max: 64 };
/** What is left of it where the clocks change, or beside a day's name. */
const LEAST_AIR_PX = 10;

/** The ticks of what is in view, as close as their labels allow. */
export function ticksOf(scene: TickScene): Tick[] {
  const { scale, zone, format } = scene;
  const step = finestStep(scene);
  const instants = tickInstants(scale.viewport, step, zone);
  const ticks = instants.map((at, index): Tick => {
    const date = new TZDateMini(at, zone);
    const before = new TZDateMini(instants[index - 1] ?? at, zone);
    const isNewDay = step.unit === 'day' || !isSameDay(date, before);
    const label = isNewDay ? format.day(at) : format.time(at, step);
    const x = scale.xOf(at);
    return { at, x, labelX: x, label, isMajor: isNewDay || isFull(date, step) };
  });
  return withRoom(
    ticks.filter(({ at }) => scale.shows(at)),
    scene,
  );
}

function finestStep({ scale, format, widthPxOf }: TickScene): TickStep {
  const airPx = Math.min(Math.max(scale.widthPx * AIR_SHARE, AIR_PX.min), AIR_PX.max);
  const fits = (step: TickStep) => {
    const widestPx = Math.max(...format.samples(step).map(widthPxOf));
    return step.ms / scale.pixelMs >= widestPx + airPx;
  };
  return TICK_STEPS.find(fits) ?? COARSEST_STEP;
}

function isFull(date: Date, step: TickStep): boolean {
  if (step.unit === 'second') return date.getSeconds() === 0;
  return step.unit === 'minute' && date.getMinutes() === 0;
}

/** With only those labels that stand free; where two would touch, the more important one stays. */
function withRoom(ticks: readonly Tick[], { scale, widthPxOf }: TickScene): Tick[] {
  const taken: { left: number; right: number }[] = [];
  const hasRoom = ({ x, label }: Tick) => {
    const half = widthPxOf(label) / 2;
    const [left, right] = [x - half, x + half];
    if (left < 0 || right > scale.widthPx) return false;
    if (taken.some((other) => left < other.right + LEAST_AIR_PX && other.left - LEAST_AIR_PX < right))
      return false;
    taken.push({ left, right });
    return true;
  };
  const moved = (tick: Tick): Tick => {
    const half = widthPxOf(tick.label) / 2;
    return { ...tick, labelX: Math.max(half, Math.min(tick.x, scale.widthPx - half)) };
  };
  const majorsFirst = [...ticks].sort((a, b) => Number(b.isMajor) - Number(a.isMajor) || a.at - b.at);
  const labelled = new Set(majorsFirst.filter(hasRoom));
  if (labelled.size === 0)
    return ticks.map((tick, index) => (index === 0 ? moved(tick) : { ...tick, label: '' }));
  return ticks.map((tick) => (labelled.has(tick) ? tick : { ...tick, label: '' }));
}
