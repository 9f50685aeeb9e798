import type { TimeRange, UnixMs } from '../time/time-range.ts';

/** Chunks lie on multiples of this since the epoch, so that all viewers ask for the same ones. */
export const CHUNK_MS = 6 * 3_600_000;

/** What is to be asked next. */
export interface ChunkScene {
  /** The time that may be asked about: from the retention on, up to where answers do not change any more. */
  readonly bounds: TimeRange;
  /** What the viewer sees of it. */
  readonly visible: TimeRange;
  /** Starts of the chunks that have been asked for and cannot change any more. */
  readonly settled: ReadonlySet<UnixMs>;
}

export const chunkAt = (at: UnixMs): TimeRange => {
  const start = Math.floor(at / CHUNK_MS) * CHUNK_MS;
  return { start, end: start + CHUNK_MS };
};

/**
 * The chunk to ask for: of those that are not settled, the newest that is visible, then the one nearest to what is
 * visible. A chunk that reaches beyond the bounds' end is left out: it would have to be asked for again.
 */
export function nextChunk({ bounds, visible, settled }: ChunkScene): TimeRange | null {
  let best: TimeRange | null = null;
  let bestDistance = Infinity;
  for (
    let { start } = chunkAt(chunkAt(bounds.end).start - 1);
    start + CHUNK_MS > bounds.start;
    start -= CHUNK_MS
  ) {
    if (settled.has(start)) continue;
    const chunk = { start, end: start + CHUNK_MS };
    const distance = Math.max(chunk.start - visible.end, visible.start - chunk.end, -1);
    if (distance < bestDistance) [best, bestDistance] = [chunk, distance];
  }
  return best;
}
