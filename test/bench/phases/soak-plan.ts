import { MINUTE_MS } from '../instants.ts';
import { PLAIN, type BenchStream } from '../streams.ts';
import { gapsKnob } from './crossings.ts';

/** The stream of a soak: where to begin, and where its gaps are. */
export interface SoakPlan {
  readonly start: number;
  readonly gaps: readonly { readonly at: number; readonly gapMs: number }[];
  readonly stream: BenchStream;
}

/** No multiple of a minute: the soak pauses and seeks once a minute of media, which must not fall on a gap. */
const FIRST_GAP_MS = 88_000;
const BETWEEN_GAPS_MS = 4 * MINUTE_MS;
/** The gaps have these lengths in turn. */
const GAPS_MS = [20_000, 100_000, 12 * MINUTE_MS, 40 * MINUTE_MS];
/** From the end of the soak to live, so that playback does not reach live. */
const BEHIND_LIVE_MS = 2 * 60 * MINUTE_MS;

/**
 * The origin draws one number for all faults of a kind and takes the first fault whose share is above it. So each share
 * includes the one before: of the segments, 2 % are dropped and 5 % refused.
 */
const FAULTS = [
  'segment:drop:2%',
  'segment:503:7%',
  'playlist:drop:10%',
  'playlist:503:30%',
  'timeline:503:10%',
].map((fault) => `fail=${fault}`);

/** Plans a stream with this much media, with a gap every few minutes and with faults all the time. */
export function planSoak(now: number, mediaMs: number): SoakPlan {
  const count = Math.ceil((mediaMs - FIRST_GAP_MS) / BETWEEN_GAPS_MS);
  const lengthsMs = Array.from({ length: count }, (_, n) => GAPS_MS[n % GAPS_MS.length] ?? 0);
  const spanMs = mediaMs + lengthsMs.reduce((sum, ms) => sum + ms, 0);
  const start = Math.floor((now - BEHIND_LIVE_MS - spanMs) / MINUTE_MS) * MINUTE_MS;
  let at = start + FIRST_GAP_MS;
  const gaps = lengthsMs.map((gapMs) => {
    const gap = { at, gapMs };
    at += gapMs + BETWEEN_GAPS_MS;
    return gap;
  });
  return { start, gaps, stream: { ...PLAIN, knobs: [gapsKnob(gaps), ...FAULTS] } };
}
