import { expect } from 'chai';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { segmentsOf, T0 } from './segments.ts';

/** The line with the date of the next segment, in seconds after T0. */
export const date = (s: number, ms = 0) =>
  `#EXT-X-PROGRAM-DATE-TIME:${new Date(T0 + s * 1000 + ms).toISOString()}`;
/** The lines of a segment. */
export const media = (durationS: number, name = 'a') => `#EXTINF:${durationS},\n${name}.ts`;
/** The line that marks a discontinuity. */
export const MARK = '#EXT-X-DISCONTINUITY';
/** A segment of 4 s. */
export const FOUR = media(4);

/** A timeline that knows two hours around T0, with recorded periods in seconds after T0. */
export const recorded = (...periods: [fromS: number, toS: number][]) =>
  RecordedRanges.empty.learn(
    { start: T0 - 3_600_000, end: T0 + 3_600_000 },
    periods.map(([fromS, toS]) => ({ start: T0 + fromS * 1000, end: T0 + toS * 1000 })),
  );
/** A timeline that knows nothing. */
export const UNKNOWN = RecordedRanges.empty;
/** A timeline with a hole from 8 s to 308 s. */
export const HOLE = recorded([-600, 8], [308, 900]);

/**
 * Dates the segments of a playlist, and returns their starts in seconds after T0: with `!` before a start if there is a
 * discontinuity, and `~` behind it if it is an estimate.
 */
export function timesOf(
  lines: readonly string[],
  timeline: RecordedRanges,
  askedS: [number, number] = [0, 600],
) {
  const asked = { start: T0 + askedS[0] * 1000, end: T0 + askedS[1] * 1000 };
  const scene = { asked, recorded: timeline, before: [] };
  return timeSegments(segmentsOf(...lines), scene)
    .map(({ start, isDiscontinuity, isEstimated }) => {
      return `${isDiscontinuity ? '!' : ''}${(start - T0) / 1000}${isEstimated ? '~' : ''}`;
    })
    .join(' ');
}

type Row = [what: string, lines: string[], times: string, timeline?: RecordedRanges];

/** Defines one test for each row. @param askedS the requested time */
export const itPlaces = (rows: readonly Row[], askedS?: [number, number]) => {
  for (const [what, lines, times, timeline = UNKNOWN] of rows) {
    it(what, () => expect(timesOf(lines, timeline, askedS)).to.equal(times));
  }
};
