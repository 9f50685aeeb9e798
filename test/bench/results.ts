import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format } from 'oxfmt';
import style from '../tools/oxfmt.json' with { type: 'json' };
import { compareCommits } from './comparison.ts';
import type { Options } from './options.ts';
import { summarise, type Samples } from './samples.ts';
import type { CdnResults } from './simulation/cdn.ts';

const FOLDER = fileURLToPath(new URL('results/', import.meta.url));

/** Everything that the report shows and the file with all samples holds. */
export interface Results {
  readonly date: string;
  readonly machine: string;
  /** Load average over the minute before the run. Above 0, other processes may have influenced the figures. */
  readonly loadBefore: number;
  readonly browser: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly options: Options;
  /** Hash and subject of the commit that `--against` names; null: none was measured. */
  readonly against: string | null;
  readonly samples: Samples;
  readonly cdn: CdnResults | null;
}

export const currentLoad = (): number => loadavg()[0] ?? NaN;

export function describeMachine(): string {
  const [cpu] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${type()}, ${cpus().length} × ${cpu?.model.trim() ?? '?'}, ${gib} GiB, Node ${process.version}`;
}

/** Writes every sample, and the summaries of them, into `results/`. Returns the path of the file. */
export async function writeResults({ samples, ...rest }: Results): Promise<string> {
  const { problems } = samples;
  const rows = Object.fromEntries(
    [...samples.rows].map(([row, players]) => [
      row,
      Object.fromEntries(
        [...players].map(([player, values]) => [player, { ...summarise(values), samples: values }]),
      ),
    ]),
  );
  const comparisons = compareCommits(samples).map(({ row, change, verdict }) => ({ row, change, verdict }));
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}${rest.date.slice(0, 19).replaceAll(':', '-')}.json`;
  const json = JSON.stringify({ ...rest, problems, comparisons, rows }, round);
  // People read the file too.
  const { code } = await format(path, json, style);
  writeFileSync(path, code);
  return path;
}

const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
