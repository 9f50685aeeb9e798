import { expect } from 'chai';
import fc from 'fast-check';
import { contains, type TimeRange } from '../../../src/core/time/time-range.ts';
import { CHUNK_MS, chunkAt, nextChunk, type ChunkScene } from '../../../src/core/timeline/timeline-chunks.ts';

/** The start of a chunk by its number, counted from some day. A fraction is an instant inside the chunk. */
const at = (chunk: number): number => Date.parse('2017-08-09T00:00Z') + chunk * CHUNK_MS;
const during = (from: number, to: number): TimeRange => ({ start: at(from), end: at(to) });

/** The numbers of the chunks, in the order in which they are asked for. */
function order({ bounds, visible }: Omit<ChunkScene, 'isDue'>): number[] {
  const settled = new Set<number>();
  for (;;) {
    const chunk = nextChunk({ bounds, visible, isDue: (start) => !settled.has(start) });
    if (!chunk) return [...settled].map((start) => (start - at(0)) / CHUNK_MS);
    expect(settled.has(chunk.start), 'asked for again').to.equal(false);
    settled.add(chunk.start);
  }
}

describe('chunkAt', () => {
  const rows: [what: string, instant: string, start: string][] = [
    ['the first instant of a chunk', '2017-08-09T06:00:00.000Z', '2017-08-09T06:00Z'],
    ['the last instant of a chunk', '2017-08-09T11:59:59.999Z', '2017-08-09T06:00Z'],
    ['the first instant of the next chunk', '2017-08-09T12:00:00.000Z', '2017-08-09T12:00Z'],
    ['the beginning of a day', '2017-08-09T00:00:00.000Z', '2017-08-09T00:00Z'],
  ];
  for (const [what, instant, start] of rows) {
    it(`returns six hours on a boundary of six hours for ${what}`, () => {
      const begins = Date.parse(start);
      expect(chunkAt(Date.parse(instant))).to.deep.equal({ start: begins, end: begins + 6 * 3_600_000 });
    });
  }
});

describe('nextChunk', () => {
  const rows: [what: string, bounds: [number, number], visible: [number, number], chunks: number[]][] = [
    ['the newest first if all are visible', [0, 4], [0, 4], [3, 2, 1, 0]],
    ['only those that have ended', [0, 4.99], [0, 4.99], [3, 2, 1, 0]],
    ['the oldest too, even if the retention cuts it', [0.5, 3], [0.5, 3], [2, 1, 0]],
    ['none if none has ended', [3.2, 3.9], [3.2, 3.9], []],
    ['none if the bounds are empty', [3, 3], [3, 3], []],
    [
      'the visible ones first, the newest of them first, then the ones around',
      [0, 8],
      [2.5, 4.5],
      [4, 3, 2, 5, 1, 6, 0, 7],
    ],
    ['the ones around by distance, on the nearer side first', [0, 8], [2.1, 2.2], [2, 1, 3, 0, 4, 5, 6, 7]],
    ['one that only touches the visible range after those that overlap it', [0, 4], [1, 2], [1, 2, 0, 3]],
    ['the newest first if the future is visible', [0, 3], [5, 9], [2, 1, 0]],
    ['the oldest first if the visible range is older than all', [4, 7], [0, 1], [4, 5, 6]],
  ];
  for (const [what, bounds, visible, chunks] of rows) {
    it(`asks for ${what}`, () => {
      expect(order({ bounds: during(...bounds), visible: during(...visible) })).to.deep.equal(chunks);
    });
  }

  it('does not ask for a settled chunk', () => {
    const settled = new Set([at(0), at(2), at(3)]);
    const scene = {
      bounds: during(0, 4),
      visible: during(3, 4),
      isDue: (start: number) => !settled.has(start),
    };
    expect(nextChunk(scene)).to.deep.equal(during(1, 2));
    settled.add(at(1));
    expect(nextChunk(scene)).to.equal(null);
  });

  it('leaves out no chunk within the bounds that has ended, whatever is visible', () => {
    const chunk = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(chunk, chunk, chunk, chunk, (one, other, seen, seenToo) => {
        const bounds = during(Math.min(one, other), Math.max(one, other));
        const visible = during(Math.min(seen, seenToo), Math.max(seen, seenToo));
        const asked = order({ bounds, visible }).map((number) => during(number, number + 1));
        const over = chunkAt(bounds.end).start;
        for (let instant = bounds.start; instant < over; instant += CHUNK_MS / 3) {
          expect(asked.filter((range) => contains(range, instant))).to.have.length(1);
        }
        expect(asked.every(({ end }) => end <= bounds.end && end > bounds.start)).to.equal(true);
      }),
    );
  });
});
