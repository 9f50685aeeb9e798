import { framesAway } from './frames-away.ts';
import type { Samples } from './phases/lab.ts';
import type { MicroResults } from './phases/micro.ts';
import type { Row } from './rows.ts';
import { summarise, total } from './statistics.ts';

/** One line of the design's table of targets. */
export interface Outcome {
  readonly target: string;
  readonly measured: number;
  readonly limit: number;
}

/** Players with a UI of their own; the bare ones are no rivals but what a page's author does without a player. */
const RIVALS = ['shaka', 'vidstack', 'videojs', 'mux', 'xgplayer'] as const;

/** What was measured against the design's targets, as far as it was. */
export function outcomes(samples: Samples, micro: MicroResults | null): Outcome[] {
  const median = (row: Row, player = 'ours') => summarise(samples.of(row, player)).median;
  const sum = (row: Row) => total(samples.of(row, 'ours'));
  const longest = (row: Row) => summarise(samples.of(row, 'ours')).max;
  const best = (row: Row) => summarise(RIVALS.map((name) => median(row, name)).filter(Number.isFinite)).min;
  // The player `reload` is a bare hls.js as long as nobody seeks.
  const toBareHls = (row: Row) => median(row) / median(row, 'reload');
  const reloadMs = median('far', 'reload');
  const framesOff = samples.of('clock', 'ours').map((ms) => (ms === null ? null : framesAway(ms)));
  const all: Outcome[] = [
    { target: 'seek inside the buffer ÷ reload', measured: median('buffer') / reloadMs, limit: 0.25 },
    { target: 'seek inside the list ÷ reload', measured: median('list') / reloadMs, limit: 0.65 },
    { target: 'far seek ÷ reload', measured: median('far') / reloadMs, limit: 0.95 },
    { target: 'far seek ÷ best rival', measured: median('far') / best('far'), limit: 1 },
    { target: 'far seek after pointing ÷ reload', measured: median('warmed') / reloadMs, limit: 0.25 },
    {
      target: 'first frame, live ÷ best rival',
      measured: median('firstLive') / best('firstLive'),
      limit: 0.9,
    },
    {
      target: 'first frame, at an instant ÷ best rival',
      measured: median('firstAt') / best('firstAt'),
      limit: 0.9,
    },
    { target: 'longest without picture in a far seek, ms', measured: longest('farBlank'), limit: 0 },
    { target: 'longest without picture in a seek in the list, ms', measured: longest('listBlank'), limit: 0 },
    { target: 'clock, frames off at most', measured: summarise(framesOff).max, limit: 0 },
    { target: '`sourceopen` over the far seeks in a row', measured: median('sourceOpens'), limit: 0 },
    { target: 'more heap after them, MB', measured: median('heap') / 1000, limit: 1 },
    { target: 'processor time at rest ÷ bare hls.js', measured: toBareHls('cpuRest'), limit: 1.1 },
    {
      target: 'processor time, pointer moving ÷ bare hls.js',
      measured: toBareHls('cpuPointer'),
      limit: 1.2,
    },
    { target: 'stalls over 10 window seams and 3 holes', measured: sum('seamStalls'), limit: 0 },
    { target: 'frames dropped over them', measured: sum('seamDropped'), limit: 0 },
    { target: 'frames skipped over them', measured: sum('seamSkipped'), limit: 0 },
    { target: 'timeline: main thread in all, ms', measured: micro?.timeline.firstTotalMs ?? NaN, limit: 150 },
    { target: 'timeline: longest task, ms', measured: micro?.timeline.longestMs ?? NaN, limit: 50 },
    {
      target: 'timeline: longest frame of zooming and panning, ms',
      measured: summarise(micro?.pan.workMs ?? []).max,
      limit: 50,
    },
    {
      target: 'timeline: frame to frame meanwhile, p90, ms',
      measured: summarise(micro?.pan.intervalMs ?? []).p90,
      limit: 17,
    },
    { target: 'timeline: heap kept, MB', measured: (micro?.timeline.keptKb ?? NaN) / 1000, limit: 10 },
  ];
  return all.filter(({ measured }) => Number.isFinite(measured));
}
