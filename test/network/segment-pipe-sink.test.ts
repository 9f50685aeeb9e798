import { expect } from 'chai';
import fc from 'fast-check';
import { ByteSink } from '../../src/network/segment-pipe.ts';

function collect() {
  const chunks: number[][] = [];
  const sink = new ByteSink((chunk) => chunks.push([...new Uint8Array(chunk)]));
  return { sink, chunks };
}

const FILE = Uint8Array.from({ length: 200 }, (_, index) => index);

describe('ByteSink', () => {
  const rows: [what: string, puts: [start: number, end: number][], chunks: [start: number, end: number][]][] =
    [
      [
        'hands on what comes, as it comes',
        [
          [0, 3],
          [3, 5],
        ],
        [
          [0, 3],
          [3, 5],
        ],
      ],
      [
        'leaves out what has come already',
        [
          [0, 3],
          [0, 3],
          [1, 2],
        ],
        [[0, 3]],
      ],
      [
        'hands on the rest of what has come in part',
        [
          [0, 3],
          [0, 5],
          [4, 9],
        ],
        [
          [0, 3],
          [3, 5],
          [5, 9],
        ],
      ],
      [
        'hands on no empty piece',
        [
          [0, 0],
          [0, 3],
          [3, 3],
        ],
        [[0, 3]],
      ],
    ];
  for (const [what, puts, expected] of rows) {
    it(what, () => {
      const { sink, chunks } = collect();
      for (const [start, end] of puts) sink.write(start, FILE.subarray(start, end));
      expect(chunks).to.deep.equal(expected.map(([start, end]) => [...FILE.subarray(start, end)]));
      expect(sink.count).to.equal(expected.at(-1)?.[1]);
    });
  }

  it('hands each byte on once and in order, however they come', () => {
    const steps = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 })));
    fc.assert(
      fc.property(steps, (puts) => {
        const { sink, chunks } = collect();
        for (const [back, length] of puts) {
          const start = back % (sink.count + 1);
          sink.write(start, FILE.subarray(start, start + length));
        }
        expect(chunks.flat()).to.deep.equal([...FILE.subarray(0, sink.count)]);
      }),
    );
  });

  it('hands on copies: what they are transferred away from is whole', () => {
    const chunks: ArrayBuffer[] = [];
    const bytes = FILE.slice();
    new ByteSink((chunk) => {
      structuredClone(chunk, { transfer: [chunk] });
      chunks.push(chunk);
    }).write(0, bytes);
    expect(chunks.map(({ byteLength }) => byteLength)).to.deep.equal([0]);
    expect(bytes).to.deep.equal(FILE);
  });

  it('has counted a piece by the time that it is handed on', () => {
    const counts: number[] = [];
    const sink: ByteSink = new ByteSink(() => counts.push(sink.count));
    sink.write(0, FILE.subarray(0, 3));
    sink.write(3, FILE.subarray(3, 5));
    expect(counts).to.deep.equal([3, 5]);
  });
});
