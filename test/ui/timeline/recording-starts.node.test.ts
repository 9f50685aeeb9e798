import { expect } from 'chai';
import { RecordedRanges } from '../../../src/core/index.ts';
import { nextRecordingStart, previousRecordingStart } from '../../../src/ui/timeline/recording-starts.ts';

const S = 1000;
const recorded = RecordedRanges.empty.learn({ start: 0, end: 1000 * S }, [
  { start: 0, end: 100 * S },
  { start: 200 * S, end: 300 * S },
  { start: 400 * S, end: 500 * S },
]);
const bounds = { start: 50 * S, end: 1000 * S };

describe('the starts of the recordings around an instant', () => {
  const rows: [atS: number, previousS: number | null, nextS: number | null][] = [
    [450, 400, null],
    [403, 200, null],
    [400, 200, null],
    [350, 200, 400],
    [250, 200, 400],
    [200, 50, 400],
    [60, 50, 200],
    [52, null, 200],
    [900, 400, null],
  ];
  for (const [atS, previousS, nextS] of rows) {
    it(`are ${previousS} s and ${nextS} s for ${atS} s`, () => {
      const inS = (at: number | null) => (at === null ? null : at / S);
      expect(inS(previousRecordingStart(recorded, bounds, atS * S))).to.equal(previousS);
      expect(inS(nextRecordingStart(recorded, bounds, atS * S))).to.equal(nextS);
    });
  }

  it('are within the bounds', () => {
    const within = { start: 150 * S, end: 350 * S };
    expect(previousRecordingStart(recorded, within, 200 * S)).to.equal(null);
    expect(nextRecordingStart(recorded, within, 200 * S)).to.equal(null);
    expect(nextRecordingStart(recorded, within, 10 * S)).to.equal(200 * S);
  });
});
