import type { UnixMs } from '../../src/core/time/time-range.ts';
import type { SegmentNaming } from './knobs.ts';
import type { SegmentGrid } from './segment-grid.ts';

/** What the URL of a segment says, in any of the ways of the knob `names`. */
export interface SegmentName {
  /** The number in the file name; null for the script. */
  readonly file: number | null;
  /** The number of the folder, which is the number of the encoder's run. */
  readonly folder: number | null;
  /** The parameter `start`. */
  readonly start: UnixMs | null;
}

/** Reads the part of a path after the stream's name, for instance `1700000000000.ts`, `7.vtt` or `download.php`. */
export function readSegmentName(path: string, query: URLSearchParams): SegmentName | null {
  const start = /^[1-9]\d{0,14}$/.test(query.get('start') ?? '') ? Number(query.get('start')) : null;
  if (path === SCRIPT) return { file: null, folder: null, start };
  const [, folder, file] = /^(?:(0|[1-9]\d{0,5})\/)?(0|[1-9]\d{0,14})\.(?:ts|m4s|vtt)$/.exec(path) ?? [];
  if (file === undefined) return null;
  return { file: Number(file), folder: folder === undefined ? null : Number(folder), start };
}

const SCRIPT = 'download.php';

/** What files of segments end with. */
export type SegmentExtension = 'ts' | 'm4s' | 'vtt';

/** Writes the part of a segment's URL after the stream's name. */
export function writeSegmentName(
  naming: SegmentNaming,
  grid: SegmentGrid,
  start: UnixMs,
  extension: SegmentExtension = 'ts',
): string {
  if (naming === 'path') return `${start}.${extension}`;
  if (naming === 'script') return `${SCRIPT}?start=${start}`;
  const number = grid.numberAt(start);
  const encoder = grid.encoderOf(number);
  const file = `${number - encoder.first}.${extension}`;
  switch (naming) {
    case 'query':
      return `${file}?start=${start}`;
    case 'folder':
      return `${grid.runs.indexOf(encoder)}/${file}`;
    case 'restart':
      return file;
  }
}

/**
 * Finds when the segment with a name begins; `undefined` if no segment can have this name.
 *
 * @param now with the naming `restart`, the newest segment that is complete at this time has the name
 */
export function segmentStart(
  naming: SegmentNaming,
  grid: SegmentGrid,
  { file, folder, start }: SegmentName,
  now: UnixMs,
): UnixMs | undefined {
  if ((folder !== null) !== (naming === 'folder')) return undefined;
  switch (naming) {
    case 'path':
      return file ?? undefined;
    case 'script':
      return file === null ? (start ?? undefined) : undefined;
    case 'query': {
      const isRight = start !== null && writeSegmentName(naming, grid, start) === `${file}.ts?start=${start}`;
      return isRight ? start : undefined;
    }
    case 'folder':
      return file === null ? undefined : startInRun(grid, folder ?? NaN, file);
    case 'restart':
      return file === null
        ? undefined
        : grid.runs
            .map((_, run) => startInRun(grid, run, file))
            .findLast((at) => at !== undefined && grid.endOf(grid.numberAt(at)) <= now);
  }
}

/** When a segment of a run of the encoder begins; `undefined` if the run has fewer segments. */
function startInRun(grid: SegmentGrid, run: number, file: number): UnixMs | undefined {
  const encoder = grid.runs[run];
  if (!encoder) return undefined;
  const number = encoder.first + file;
  return grid.encoderOf(number) === encoder ? grid.startOf(number) : undefined;
}
