import type { TimeRange, UnixMs } from '../time/time-range.ts';

/**
 * The timeline is asked for in chunks of this length. They begin at multiples of it since the epoch, so that all
 * viewers send the same requests and a CDN can answer them from its cache.
 */
export const CHUNK_MS = 6 * 3_600_000;

/** What {@link nextChunk} decides from. */
export interface ChunkScene {
  /** The time that may be asked for: from the start of the retention to the instant up to which answers are final. */
  readonly bounds: TimeRange;
  /** The part of the timeline that the viewer sees. */
  readonly visible: TimeRange;
  /** Whether the chunk that begins then has to be asked for: its answer is not here, or may still change. */
  readonly isDue: (start: UnixMs) => boolean;
}

export const chunkAt = (at: UnixMs): TimeRange => {
  const start = Math.floor(at / CHUNK_MS) * CHUNK_MS;
  return { start, end: start + CHUNK_MS };
};

/**
 * Returns the chunk to ask for next, among those that are due: the newest visible one, or else the one that
 * is nearest to what is visible. A chunk that ends after the bounds is left out, because it would have to be asked
 * for again. Returns null if none is due.
 */
export function nextChunk({ bounds, visible, isDue }: ChunkScene): TimeRange | null {
  let best: TimeRange | null = null;
  let bestDistance = Infinity;
  for (
    let { start } = chunkAt(chunkAt(bounds.end).start - 1);
    start + CHUNK_MS > bounds.start;
    start -= CHUNK_MS
  ) {
    if (!isDue(start)) continue;
    const chunk = { start, end: start + CHUNK_MS };
    const distance = Math.max(chunk.start - visible.end, visible.start - chunk.end, -1);
    if (distance < bestDistance) [best, bestDistance] = [chunk, distance];
  }
  return best;
}
