import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Samples } from './phases/lab.ts';
import type { MicroResults } from './phases/micro.ts';
import type { Options } from './options.ts';
import type { CdnResults } from './simulation/cdn.ts';
import { summarise } from './statistics.ts';

const FOLDER = fileURLToPath(new URL('results/', import.meta.url));

export interface Results {
  readonly date: string;
  readonly machine: string;
  /** Of the minute before: at more than nothing, the figures are others', too. */
  readonly loadBefore: number;
  readonly browser: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly options: Options;
  readonly samples: Samples;
  readonly micro: MicroResults | null;
  readonly cdn: CdnResults | null;
}

export const loadNow = (): number => loadavg()[0] ?? NaN;

export function describeMachine(): string {
  const [cpu] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${type()}, ${cpus().length} × ${cpu?.model.trim() ?? '?'}, ${gib} GiB, Node ${process.version}`;
}

/** Every sample, and what the table shows of them. */
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
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}${rest.date.slice(0, 19).replaceAll(':', '-')}.json`;
  // As the whole house is formatted, so that its check passes.
  const style = { ...(await resolveConfig(path)), parser: 'json' };
  writeFileSync(path, await format(JSON.stringify({ ...rest, problems, rows }, round), style));
  return path;
}

const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
