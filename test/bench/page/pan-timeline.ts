import type { RecordedRanges, TimeRange } from '../../../src/core/index.ts';
import '../../../src/ui/timeline/timeline.ts';

export interface PanTimes {
  readonly frames: number;
  /** Main-thread time of a turn of the wheel, with the layout that follows. */
  readonly workMs: readonly number[];
  /** From one frame to the next; 16.7 is 60 a second. */
  readonly intervalMs: readonly number[];
}

const WIDTH_PX = 1200;

/** What a viewer does: out to two days, to and fro, out to all there is, in to a minute. */
const TURNS: readonly (readonly [turn: WheelEventInit, frames: number])[] = [
  [{ deltaY: 12, ctrlKey: true }, 20],
  [{ deltaX: -40 }, 120],
  [{ deltaX: 40 }, 120],
  [{ deltaY: 12, ctrlKey: true }, 60],
  [{ deltaY: -12, ctrlKey: true }, 120],
];

/** Turns the wheel once a frame on a timeline with all of this. */
export async function panTimeline(recorded: RecordedRanges, bounds: TimeRange): Promise<PanTimes> {
  const timeline = document.createElement('time-shift-timeline');
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
  return { frames: workMs.length, workMs, intervalMs };
}

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
