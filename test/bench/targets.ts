import { BASELINE, OURS, RIVALS } from './players.ts';
import type { Row } from './rows.ts';
import { summarise, type Samples } from './samples.ts';
import { framesOff } from './streams.ts';

/** One line of the table of targets in the design. */
export interface Outcome {
  readonly target: string;
  readonly measured: number;
  readonly limit: number;
}

/** Compares what was measured with the targets. Targets without a measurement are left out. */
export function outcomes(samples: Samples): Outcome[] {
  const ours = (row: Row) => summarise(samples.of(row, OURS));
  const median = (row: Row, player: string = OURS) => summarise(samples.of(row, player)).median;
  const best = (row: Row) => summarise(RIVALS.map((name) => median(row, name)).filter(Number.isFinite)).min;
  const reloadMs = median('far', BASELINE);
  const clockOff = samples.of('clock', OURS).map((ms) => (ms === null ? null : framesOff(ms)));
  const targets: [target: string, measured: number, limit: number][] = [
    ['seek inside the buffer ÷ reload', median('buffer') / reloadMs, 0.25],
    ['seek inside the playlist ÷ reload', median('playlist') / reloadMs, 0.65],
    ['far seek ÷ reload', median('far') / reloadMs, 0.95],
    ['far seek ÷ best rival', median('far') / best('far'), 1],
    ['far seek after pointing ÷ reload', median('warmed') / reloadMs, 0.25],
    ['first frame, live ÷ best rival', median('firstLive') / best('firstLive'), 0.9],
    ['first frame, at an instant ÷ best rival', median('firstAt') / best('firstAt'), 0.9],
    ['longest time without a picture in a far seek, ms', ours('farBlank').max, 0],
    ['longest time without a picture in a seek inside the playlist, ms', ours('playlistBlank').max, 0],
    ['reported time off the picture, frames at most', summarise(clockOff).max, 0],
    ['`sourceopen` events in the far seeks in a row', median('sourceOpens'), 0],
    ['heap growth in them, MB', median('heap') / 1000, 1],
    // As long as nobody seeks, the baseline is a bare hls.js.
    ['processor time at rest ÷ bare hls.js', median('cpuRest') / median('cpuRest', BASELINE), 1.1],
    [
      'processor time, pointer moving ÷ bare hls.js',
      median('cpuPointer') / median('cpuPointer', BASELINE),
      1.2,
    ],
    ['stalls at 10 window seams and 3 gaps', ours('seamStalls').total, 0],
    ['frames dropped at them', ours('seamDropped').total, 0],
    ['frames skipped at them', ours('seamSkipped').total, 0],
    ['timeline: main thread for everything, the first time, ms', median('timelineFirst'), 150],
    ['timeline: longest task, ms', ours('timelineTask').max, 50],
    ['timeline: longest frame of zooming and panning, ms', ours('panWork').max, 50],
    ['timeline: from frame to frame meanwhile, p90, ms', ours('panInterval').p90, 17],
    ['timeline: heap kept, MB', median('timelineHeap') / 1000, 10],
  ];
  return targets
    .map(([target, measured, limit]) => ({ target, measured, limit }))
    .filter(({ measured }) => Number.isFinite(measured));
}
