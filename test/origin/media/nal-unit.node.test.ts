import { expect } from 'chai';
import { describe, it } from 'node:test';
import { nalUnit } from '../../../demo/origin/media/nal-unit.ts';

describe('nalUnit', () => {
  const table: [payload: number[], escaped: number[]][] = [
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      [0, 0, 4],
      [0, 0, 4],
    ],
    [
      [0, 0, 0],
      [0, 0, 3, 0],
    ],
    [
      [0, 0, 1],
      [0, 0, 3, 1],
    ],
    [
      [0, 0, 3],
      [0, 0, 3, 3],
    ],
    [
      [0, 0, 0, 0, 0, 1],
      [0, 0, 3, 0, 0, 3, 0, 1],
    ],
    [
      [5, 0, 0, 2, 0, 0, 2],
      [5, 0, 0, 3, 2, 0, 0, 3, 2],
    ],
  ];
  for (const [payload, escaped] of table) {
    it(`writes ${payload.join(' ')} as ${escaped.join(' ')}`, () => {
      expect([...nalUnit(0x65, Uint8Array.from(payload))]).to.deep.equal([0, 0, 0, 1, 0x65, ...escaped]);
    });
  }
});
