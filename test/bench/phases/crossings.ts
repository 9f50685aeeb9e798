import { farInstant, MINUTE_MS, SERIES, TO_SEAM_MS } from '../instants.ts';

/** A stretch to play, and the seam or gap in it. */
export interface Crossing {
  readonly kind: 'window seam' | 'gap' | 'quiet minute';
  /** Where the seam is, or where the gap begins. */
  readonly at: number;
  /** Length of the gap; 0 where there is none. */
  readonly gapMs: number;
  /** How much is played before and after it. */
  readonly beforeMs: number;
  readonly afterMs: number;
}

const SEAMS = 10;
/** Within a window, longer than the buffer, and longer than a window. */
const GAPS_MS = [20_000, 4 * MINUTE_MS, 25 * MINUTE_MS];
const AROUND_MS = 8000;

/** Ten seams, three gaps and a minute with neither, all far from each other. */
export function crossingsBefore(now: number): Crossing[] {
  const far = (n: number) => farInstant(now, SERIES.seams + n);
  const around = { gapMs: 0, beforeMs: AROUND_MS, afterMs: AROUND_MS };
  const seams = Array.from({ length: SEAMS }, (_, n) => far(n) + TO_SEAM_MS);
  return [
    ...seams.map((at): Crossing => ({ ...around, kind: 'window seam', at })),
    ...GAPS_MS.map((gapMs, n): Crossing => ({ ...around, kind: 'gap', at: far(SEAMS + n), gapMs })),
    {
      kind: 'quiet minute',
      at: far(SEAMS + GAPS_MS.length),
      gapMs: 0,
      beforeMs: 0,
      afterMs: MINUTE_MS,
    },
  ];
}

/** The knob of a stream that has these gaps. Both ends of a gap must be multiples of the segment length. */
export const gapsKnob = (gaps: readonly { at: number; gapMs: number }[]): string =>
  `holes=${gaps.map(({ at, gapMs }) => `${at / 1000}-${(at + gapMs) / 1000}`).join(',')}`;
