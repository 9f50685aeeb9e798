import { CPU_TIME_SOURCE } from './cpu-time.ts';
import type { PanTimes } from './page/pan-timeline.ts';
import type { Results } from './results.ts';
import { ROWS, type Row, type RowShape } from './rows.ts';
import { summarise, total } from './statistics.ts';
import { outcomes } from './targets.ts';

const BASELINE = 'reload';
/** Rows whose ratio to the baseline says something, and the baseline's row: every seek could be a reload. */
const COMPARED: Partial<Record<Row, Row>> = {
  buffer: 'far',
  list: 'far',
  far: 'far',
  firstFar: 'firstFar',
  warmed: 'far',
  farSeen: 'farSeen',
  slowFar: 'slowFar',
  firstLive: 'firstLive',
  firstAt: 'firstAt',
  cpuRest: 'cpuRest',
  cpuPointer: 'cpuPointer',
  code: 'code',
};

/** Markdown: what was measured, where, and what came out. */
export function report(results: Results): string {
  const { date, machine, loadBefore, browser, options, versions } = results;
  const { seeks, farSeeks, latencyMs } = options;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured ${date.slice(0, 10)} on ${machine}, load ${loadBefore.toFixed(1)} before, ${browser}. ${latencyMs} ms added to each answer; ${seeks} samples a cell, ${farSeeks} far seeks in a row.`,
    `Cells: median (p90) ×ratio to \`${BASELINE}\` (seeks: to its far seek); time without picture, heap and clock in the soak: median (longest); seams: the total. ${named.join(', ')}.`,
    results.samples.rows.has('cpuRest') ? `Processor time: the whole browser, from ${CPU_TIME_SOURCE}.` : '',
    playersTable(results),
    results.samples.problems.join('\n\n'),
    targetsTable(results),
    microSection(results),
    cdnSection(results),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function playersTable({ samples, options: { players } }: Results): string {
  const rows = (Object.keys(ROWS) as Row[]).filter((row) => samples.rows.has(row));
  if (rows.length === 0) return '';
  const lines = rows.map((row) => [title(row), ...players.map((player) => cell(row, player))]);
  return table(['', ...players], lines);

  function cell(row: Row, player: string): string {
    const baseline = COMPARED[row];
    return write(
      row,
      samples.of(row, player),
      baseline ? summarise(samples.of(baseline, BASELINE)).median : NaN,
    );
  }
}

function targetsTable({ samples, micro }: Results): string {
  const all = outcomes(samples, micro);
  if (all.length === 0) return '';
  return table(
    ['ours against its targets', 'measured', 'target', ''],
    all.map(({ target, measured, limit }) => [
      target,
      String(Math.round(measured * 100) / 100),
      `≤ ${limit}`,
      measured <= limit ? 'met' : 'missed',
    ]),
  );
}

const title = (row: Row): string => {
  const { title: text, unit } = ROWS[row];
  return unit === '' ? text : `${text}, ${unit}`;
};

function write(row: Row, values: readonly (number | null)[], baseline: number): string {
  if (values.length === 0) return 'n/a';
  const { count, missed, median, p90, max } = summarise(values);
  const { shows }: RowShape = ROWS[row];
  const without = missed === 0 ? '' : ` (${missed} of ${count} without result)`;
  if (missed === count) return `none of ${count}`;
  if (shows === 'total') return `${amount(total(values))}${without}`;
  const spread = count === 1 ? '' : ` (${amount(shows === 'longest' ? max : p90)})`;
  const ratio = Number.isNaN(baseline) ? '' : ` ×${(median / baseline).toFixed(2)}`;
  return `${amount(median)}${spread}${ratio}${without}`;
}

const amount = (value: number): string => String(Math.round(value));

function microSection({ micro }: Results): string {
  if (!micro) return '';
  const { totalMs, firstTotalMs, longestMs, keptKb } = micro.timeline;
  const { segments, writeMs, firstWriteMs, longestAppendMs } = micro.playlist;
  const timeline = table(
    ['324,000 timeline entries with 2,000 holes: parse and merge', ''],
    [
      ['main thread in all, median', `${totalMs.toFixed(1)} ms`],
      ['main thread in all, first time', `${firstTotalMs.toFixed(1)} ms`],
      ['longest task', `${longestMs.toFixed(1)} ms`],
      ['heap kept', `${amount(keptKb)} KB`],
    ],
  );
  const playlist = table(
    [`the endless playlist at its longest: ${segments} segments`, ''],
    [
      ['writing all of it, median', `${writeMs.toFixed(1)} ms`],
      ['writing one window for the first time', `${firstWriteMs.toFixed(1)} ms`],
      ['longest task of reading a window, appending it and writing all', `${longestAppendMs.toFixed(1)} ms`],
    ],
  );
  return [timeline, playlist, panTable(micro.pan)].join('\n\n');
}

function panTable({ frames, workMs, intervalMs }: PanTimes): string {
  const spread = (values: readonly number[]): string => {
    const { median, p90, max } = summarise(values);
    return [median, p90, max].map((ms) => ms.toFixed(1)).join(' / ');
  };
  return table(
    [`the timeline with all of that, zoomed and panned over ${frames} frames`, 'median / p90 / longest, ms'],
    [
      ['main thread a frame', spread(workMs)],
      ['from frame to frame', spread(intervalMs)],
    ],
  );
}

function cdnSection({ cdn }: Results): string {
  if (!cdn) return '';
  return table(
    [`10,000 viewers, an hour, ${cdn.seeks} seeks`, 'requests', 'distinct URLs', 'misses', 'hit ratio'],
    cdn.loads.map(({ title: text, requests, distinctUrls, misses, hitRatio }) => [
      text,
      String(requests),
      String(distinctUrls),
      String(misses),
      `${(hitRatio * 100).toFixed(1)} %`,
    ]),
  );
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const write = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [write(head), write(head.map(() => '---')), ...lines.map(write)].join('\n');
}
