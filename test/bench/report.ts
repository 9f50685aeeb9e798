import { compareCommits, figureOf } from './comparison.ts';
import { CPU_TIME_SOURCE } from './cpu-time.ts';
import { AGAINST, BASELINE, OURS } from './players.ts';
import type { Results } from './results.ts';
import { ROWS, type Row, type RowShape } from './rows.ts';
import { summarise, type Sample } from './samples.ts';
import { outcomes } from './targets.ts';

/** Rows that are compared with the baseline, and with which of its rows: any seek could be a reload. */
const COMPARED: Partial<Record<Row, Row>> = {
  buffer: 'far',
  playlist: 'far',
  far: 'far',
  firstFar: 'firstFar',
  warmed: 'far',
  farScreencast: 'farScreencast',
  slowFar: 'slowFar',
  firstLive: 'firstLive',
  firstAt: 'firstAt',
  cpuRest: 'cpuRest',
  cpuPointer: 'cpuPointer',
  code: 'code',
};

/** Writes the results as Markdown: the conditions, then the tables, then what went wrong. */
export function report(results: Results): string {
  return [
    conditions(results),
    playersTable(results),
    targetsTable(results),
    commitsTable(results),
    cdnTable(results),
    results.samples.problems.join('\n\n'),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function conditions({ date, machine, loadBefore, browser, options, versions, samples }: Results): string {
  const { seeks, farSeeks, latencyMs } = options;
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${date.slice(0, 10)} with ${machine} and ${browser}; load average before: ${loadBefore.toFixed(1)}. ${latencyMs} ms were added to each answer. ${seeks} samples per cell of seeks and first frames, ${farSeeks} far seeks in a row.`,
    `Cells show the median (90th percentile) and × the ratio to \`${BASELINE}\` (for seeks: to its far seek); times without a picture, longest tasks, heap and clock of the soak: the median (longest); seams: the total. ${packages.join(', ')}.`,
    samples.rows.has('cpuRest') ? `Processor time of the whole browser: from ${CPU_TIME_SOURCE}.` : '',
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function playersTable({ samples, options: { players } }: Results): string {
  const rows = (Object.keys(ROWS) as Row[]).filter((row) => samples.rows.has(row));
  if (rows.length === 0) return '';
  const cellOf = (row: Row, player: string): string => {
    const baseline = COMPARED[row];
    const reference = baseline ? summarise(samples.of(baseline, BASELINE)).median : NaN;
    return cell(row, samples.of(row, player), reference);
  };
  return table(
    ['', ...players],
    rows.map((row) => [titleOf(row), ...players.map((player) => cellOf(row, player))]),
  );
}

function cell(row: Row, samples: readonly Sample[], reference: number): string {
  if (samples.length === 0) return 'n/a';
  const { count, missed, median, p90, max } = summarise(samples);
  const { shows }: RowShape = ROWS[row];
  const failures = missed === 0 ? '' : ` (${missed} of ${count} without a result)`;
  if (missed === count) return `none of ${count}`;
  if (shows === 'total') return `${amount(figureOf(row, samples))}${failures}`;
  const spread = count === 1 ? '' : ` (${amount(shows === 'longest' ? max : p90)})`;
  const ratio = Number.isNaN(reference) ? '' : ` ×${(median / reference).toFixed(2)}`;
  return `${amount(median)}${spread}${ratio}${failures}`;
}

function targetsTable({ samples }: Results): string {
  const all = outcomes(samples);
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

function commitsTable({ samples, against }: Results): string {
  if (against === null) return '';
  const lines = compareCommits(samples).map(({ row, ours, against: other, change, verdict }) => {
    const figures = [ours, other].map(({ p25, p75 }, i) => {
      const figure = amount(figureOf(row, samples.of(row, i === 0 ? OURS : AGAINST)));
      return p25 === p75 ? figure : `${figure} (${amount(p25)}-${amount(p75)})`;
    });
    const percent = Math.round(change * 1000) / 10;
    return [titleOf(row), ...figures, `${percent > 0 ? '+' : ''}${percent} %`, verdict];
  });
  const note =
    'A row is `worse` where its figure is more than 5 % above the other commit’s. It is `unclear` where that is so, but the middle halves of the samples, which are given in parentheses, overlap.';
  return `${table(['', 'ours', `against ${against}`, 'change', ''], lines)}\n\n${note}`;
}

function cdnTable({ cdn }: Results): string {
  if (!cdn) return '';
  return table(
    [`10,000 viewers, one hour, ${cdn.seeks} seeks`, 'requests', 'distinct URLs', 'misses', 'hit ratio'],
    cdn.loads.map(({ title, requests, distinctUrls, misses, hitRatio }) => [
      title,
      String(requests),
      String(distinctUrls),
      String(misses),
      `${(hitRatio * 100).toFixed(1)} %`,
    ]),
  );
}

const titleOf = (row: Row): string => {
  const { title, unit } = ROWS[row];
  return unit === '' ? title : `${title}, ${unit}`;
};

/** Whole from 10 on, with one decimal below. */
const amount = (value: number): string =>
  String(Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value));

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}
