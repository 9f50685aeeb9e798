import { farInstant, MINUTE_MS } from '../instants.ts';

/** A stretch to play, and what is in it. */
export interface Crossing {
  readonly what: 'window seam' | 'hole' | 'quiet minute';
  readonly at: number;
  /** How much is missing there: nothing but at a hole. */
  readonly holeMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

const ELSEWHERE = 6000;
const SEAMS = 10;
/** Within a window, longer than what is buffered, and longer than a window. */
const HOLES_MS = [20_000, 4 * MINUTE_MS, 25 * MINUTE_MS];
/** From a far instant to the next multiple of ten minutes, where one window ends and the next one begins. */
const TO_SEAM_MS = 8 * MINUTE_MS;
const AROUND_MS = 8000;

/** Ten seams, three holes and a minute with neither, all of them far from each other. */
export function crossingsBefore(now: number): Crossing[] {
  const far = (n: number) => farInstant(now, ELSEWHERE + n);
  const around = { holeMs: 0, beforeMs: AROUND_MS, afterMs: AROUND_MS };
  const seams = Array.from({ length: SEAMS }, (_, n) => far(n) + TO_SEAM_MS);
  return [
    ...seams.map((at): Crossing => ({ ...around, what: 'window seam', at })),
    ...HOLES_MS.map((holeMs, n): Crossing => ({ ...around, what: 'hole', at: far(SEAMS + n), holeMs })),
    {
      what: 'quiet minute',
      at: far(SEAMS + HOLES_MS.length),
      holeMs: 0,
      beforeMs: 0,
      afterMs: MINUTE_MS,
    },
  ];
}

/** The knob of a stream that has these holes; bounds are whole segments. */
export const holesKnob = (holes: readonly { at: number; holeMs: number }[]): string =>
  `holes=${holes.map(({ at, holeMs }) => `${at / 1000}-${(at + holeMs) / 1000}`).join(',')}`;
