import { AGAINST, OURS } from './players.ts';
import { ROWS, type Row, type RowShape } from './rows.ts';
import { summarise, type Sample, type Samples, type Summary } from './samples.ts';

/** More than this share above the other commit is worse. */
const TOLERANCE = 0.05;

/** One row of `--against`: our player in the working tree compared with our player in another commit. */
export interface Comparison {
  readonly row: Row;
  readonly ours: Summary;
  readonly against: Summary;
  /** By which share of the other commit's figure the working tree's is above it. */
  readonly change: number;
  /** `unclear`: above the tolerance, but the middle halves of the samples of both commits overlap. */
  readonly verdict: 'not worse' | 'worse' | 'unclear';
}

/** The figure that stands for a row: the median, unless the row says otherwise. */
export function figureOf(row: Row, samples: readonly Sample[]): number {
  const { median, max, total } = summarise(samples);
  const { shows }: RowShape = ROWS[row];
  return shows === 'longest' ? max : shows === 'total' ? total : median;
}

/** Compares each row that both commits have and in which less is better. */
export function compareCommits(samples: Samples): Comparison[] {
  const rows = (Object.keys(ROWS) as Row[]).filter((row) => !(ROWS[row] as RowShape).isNeutral);
  return rows.flatMap((row) => {
    const [ours, against] = [samples.of(row, OURS), samples.of(row, AGAINST)];
    const [figure, other] = [figureOf(row, ours), figureOf(row, against)];
    if (!Number.isFinite(figure) || !Number.isFinite(other)) return [];
    const change = figure === other ? 0 : (figure - other) / Math.abs(other);
    const summaries = { ours: summarise(ours), against: summarise(against) };
    return [{ row, ...summaries, change, verdict: verdictOf(change, summaries.ours, summaries.against) }];
  });
}

function verdictOf(change: number, ours: Summary, against: Summary): Comparison['verdict'] {
  if (change <= TOLERANCE) return 'not worse';
  return ours.count > 1 && ours.p25 <= against.p75 ? 'unclear' : 'worse';
}
