import { expect } from 'chai';
import { MediaRecovery } from '../../../src/core/policy/media-recovery.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');

describe('playback whose decoder fails', () => {
  /** When it fails, and where it is to begin anew, in seconds. */
  const rows: [what: string, ...tries: [failedAtS: number, beginsAtS: number | null][]][] = [
    ['begins anew at the same instant', [0, 0]],
    ['begins 5 s later where it fails again at once', [0, 0], [0, 5]],
    ['begins 5 s after the failure where it has gone on a little', [0, 0], [3, 8]],
    ['never begins before where it has begun last', [0, 0], [0, 5], [4, 10]],
    ['is hopeless at the fifth failure', [0, 0], [0, 5], [5, 10], [10, 15], [15, null]],
    ['stays hopeless there', [0, 0], [0, 5], [5, 10], [10, 15], [15, null], [15, null]],
    ['begins at the very instant of a failure 10 s later', [0, 0], [10, 10], [10, 15]],
    ['begins at the very instant of a failure 10 s earlier', [0, 0], [-10, -10], [-10, -5]],
    ['begins later where the failure is a little earlier', [0, 0], [-9.999, 5]],
    ['has all its tries again elsewhere', [0, 0], [0, 5], [100, 100], [100, 105], [105, 110], [110, 115]],
    ['has all its tries again elsewhere where it was hopeless', ...hopeless(0), [100, 100], [100, 105]],
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

function hopeless(atS: number): [failedAtS: number, beginsAtS: number | null][] {
  return [
    [atS, atS],
    [atS, atS + 5],
    [atS + 5, atS + 10],
    [atS + 10, atS + 15],
    [atS + 15, null],
  ];
}
