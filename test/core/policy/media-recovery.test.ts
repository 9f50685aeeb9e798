import { expect } from 'chai';
import { MediaRecovery } from '../../../src/core/policy/media-recovery.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');

describe('MediaRecovery, when the decoder fails,', () => {
  /** When the decoder fails, and where playback has to begin anew, in seconds. */
  const rows: [what: string, ...tries: [failedAtS: number, beginsAtS: number | null][]][] = [
    ['begins anew at the same instant', [0, 0]],
    ['begins 5 s later if the decoder fails again at once', [0, 0], [0, 5]],
    ['begins 5 s after the failure if playback went on for a moment', [0, 0], [3, 8]],
    ['never begins before the place where it began last', [0, 0], [0, 5], [4, 10]],
    ['gives up at the fifth failure in the same place', [0, 0], [0, 5], [5, 10], [10, 15], [15, null]],
    ['does not try again in that place', [0, 0], [0, 5], [5, 10], [10, 15], [15, null], [15, null]],
    ['begins at the same instant if the failure is 10 s later', [0, 0], [10, 10], [10, 15]],
    ['begins at the same instant if the failure is 10 s earlier', [0, 0], [-10, -10], [-10, -5]],
    ['begins later if the failure is a little less than 10 s earlier', [0, 0], [-9.999, 5]],
    [
      'has all its tries again in another place',
      [0, 0],
      [0, 5],
      [100, 100],
      [100, 105],
      [105, 110],
      [110, 115],
    ],
    ['has all its tries again in another place after it has given up', ...givenUp(0), [100, 100], [100, 105]],
  ];
  for (const [what, ...tries] of rows) {
    it(what, () => {
      const recovery = new MediaRecovery();
      const begins = tries.map(([failedAtS]) => recovery.next(T0 + failedAtS * 1000));
      const expected = tries.map(([, beginsAtS]) => (beginsAtS === null ? null : T0 + beginsAtS * 1000));
      expect(begins).to.deep.equal(expected);
    });
  }
});

function givenUp(atS: number): [failedAtS: number, beginsAtS: number | null][] {
  return [
    [atS, atS],
    [atS, atS + 5],
    [atS + 5, atS + 10],
    [atS + 10, atS + 15],
    [atS + 15, null],
  ];
}
