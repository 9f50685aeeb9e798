import { TimeShiftTimeline } from '../../../src/elements.ts';
import type { RecordedRanges, TimeRange } from '../../../src/headless.ts';

export interface PanTimes {
  /** Time on the main thread for each turn of the wheel, with the layout that follows. */
  readonly workMs: readonly number[];
  /** From one frame to the next; 16.7 ms are 60 frames a second. */
  readonly intervalMs: readonly number[];
}

const WIDTH_PX = 1200;

/** Zooms out to two days, pans to and fro, zooms out to everything and in to a minute, as a viewer would. */
const TURNS: readonly (readonly [turn: WheelEventInit, frames: number])[] = [
  [{ deltaY: 12, ctrlKey: true }, 20],
  [{ deltaX: -40 }, 120],
  [{ deltaX: 40 }, 120],
  [{ deltaY: 12, ctrlKey: true }, 60],
  [{ deltaY: -12, ctrlKey: true }, 120],
];

/** Turns the wheel once a frame on a timeline with these ranges. */
export async function panTimeline(recorded: RecordedRanges, bounds: TimeRange): Promise<PanTimes> {
  const timeline = new TimeShiftTimeline();
  timeline.style.inlineSize = `${WIDTH_PX}px`;
  Object.assign(timeline, { recorded, bounds, now: bounds.end, playhead: bounds.end - 3_600_000 });
  document.body.append(timeline);
  await timeline.updateComplete;
  const [workMs, intervalMs]: [number[], number[]] = [[], []];
  let lastMs = await nextFrame();
  for (const [turn, frames] of TURNS) {
    for (let frame = 0; frame < frames; frame += 1) {
      const startMs = performance.now();
      const { left, top } = timeline.getBoundingClientRect();
      const place = { clientX: left + WIDTH_PX / 2, clientY: top + 10, bubbles: true, cancelable: true };
      timeline.dispatchEvent(new WheelEvent('wheel', { ...place, ...turn }));
      await timeline.updateComplete;
      timeline.getBoundingClientRect();
      workMs.push(performance.now() - startMs);
      const nowMs = await nextFrame();
      intervalMs.push(nowMs - lastMs);
      lastMs = nowMs;
    }
  }
  timeline.remove();
  return { workMs, intervalMs };
}

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
