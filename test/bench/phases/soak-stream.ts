import { MINUTE_MS } from '../instants.ts';
import { PLAIN, type BenchStream } from '../streams.ts';
import { holesKnob } from './crossings.ts';

export interface SoakPlan {
  readonly start: number;
  readonly holes: readonly { readonly at: number; readonly holeMs: number }[];
  readonly stream: BenchStream;
}

const FIRST_HOLE_MS = MINUTE_MS;
const BETWEEN_HOLES_MS = 4 * MINUTE_MS;
/** In turn. */
const HOLES_MS = [20_000, 100_000, 12 * MINUTE_MS, 40 * MINUTE_MS];
/** After the end: what is played is no longer live, nor does it come to be. */
const BACK_MS = 2 * 60 * MINUTE_MS;

/**
 * One draw decides on all faults of a kind, and the first one that its share covers strikes: so a share counts from
 * the one before. Segments: 1 of 50 dropped, 1 of 20 refused.
 */
const FAULTS = [
  'segment:drop:2%',
  'segment:503:7%',
  'playlist:drop:10%',
  'playlist:503:30%',
  'timeline:503:10%',
].map((fault) => `fail=${fault}`);

/** So much media to play, with a hole every few minutes of it, and faults all the time. */
export function planSoak(now: number, mediaMs: number): SoakPlan {
  const count = Math.ceil((mediaMs - FIRST_HOLE_MS) / BETWEEN_HOLES_MS);
  const lengthsMs = Array.from({ length: count }, (_, n) => HOLES_MS[n % HOLES_MS.length] ?? 0);
  const spanMs = mediaMs + lengthsMs.reduce((sum, ms) => sum + ms, 0);
  const start = Math.floor((now - BACK_MS - spanMs) / MINUTE_MS) * MINUTE_MS;
  let at = start + FIRST_HOLE_MS;
  const holes = lengthsMs.map((holeMs) => {
    const hole = { at, holeMs };
    at += holeMs + BETWEEN_HOLES_MS;
    return hole;
  });
  return { start, holes, stream: { ...PLAIN, knobs: [holesKnob(holes), ...FAULTS] } };
}
