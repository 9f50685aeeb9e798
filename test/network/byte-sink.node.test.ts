import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { ByteSink } from '../../src/network/segment-pipe.ts';

function collect() {
  const chunks: number[][] = [];
  const sink = new ByteSink((chunk) => chunks.push([...new Uint8Array(chunk)]));
  return { sink, chunks };
}

const FILE = Uint8Array.from({ length: 200 }, (_, index) => index);

/** Half-open ranges of bytes, as they are written: `0-3 3-5`. */
const ranges = (text: string): [start: number, end: number][] =>
  text.split(' ').map((range) => range.split('-').map(Number) as [number, number]);

describe('ByteSink', () => {
  const rows: [what: string, written: string, chunks: string][] = [
    ['hands on each chunk as it is written', '0-3 3-5', '0-3 3-5'],
    ['leaves out bytes that were written before', '0-3 0-3 1-2', '0-3'],
    ['hands on the rest of a chunk that was written in part before', '0-3 0-5 4-9', '0-3 3-5 5-9'],
    ['hands on no empty chunk', '0-0 0-3 3-3', '0-3'],
  ];
  for (const [what, written, expected] of rows) {
    it(what, () => {
      const { sink, chunks } = collect();
      for (const [start, end] of ranges(written)) sink.write(start, FILE.subarray(start, end));
      expect(chunks).to.deep.equal(ranges(expected).map(([start, end]) => [...FILE.subarray(start, end)]));
      expect(sink.count).to.equal(ranges(expected).at(-1)?.[1]);
    });
  }

  it('hands on each byte once and in order, whatever the chunks', () => {
    const steps = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 })));
    fc.assert(
      fc.property(steps, (writes) => {
        const { sink, chunks } = collect();
        for (const [back, length] of writes) {
          const start = back % (sink.count + 1);
          sink.write(start, FILE.subarray(start, start + length));
        }
        expect(chunks.flat()).to.deep.equal([...FILE.subarray(0, sink.count)]);
      }),
    );
  });

  it('hands on copies, so that the bytes written stay whole when a copy is transferred', () => {
    const chunks: ArrayBuffer[] = [];
    const bytes = FILE.slice();
    new ByteSink((chunk) => {
      structuredClone(chunk, { transfer: [chunk] });
      chunks.push(chunk);
    }).write(0, bytes);
    expect(chunks.map(({ byteLength }) => byteLength)).to.deep.equal([0]);
    expect(bytes).to.deep.equal(FILE);
  });

  it('has counted a chunk by the time that it hands it on', () => {
    const counts: number[] = [];
    const sink: ByteSink = new ByteSink(() => counts.push(sink.count));
    sink.write(0, FILE.subarray(0, 3));
    sink.write(3, FILE.subarray(3, 5));
    expect(counts).to.deep.equal([3, 5]);
  });
});
