import { expect } from 'chai';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { md5 } from '../../src/server/md5.ts';

const byNode = (text: string): string => createHash('md5').update(text).digest('hex');

describe('md5', () => {
  // https://www.rfc-editor.org/rfc/rfc1321#appendix-A.5
  const VECTORS = [
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
    ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
  ] as const;
  for (const [text, digest] of VECTORS) {
    it(`is ${digest} for "${text}"`, () => {
      expect(md5(text)).to.equal(digest);
    });
  }

  it('equals the result of Node for all lengths around the size of a block', () => {
    for (let length = 0; length <= 260; length += 1) {
      const text = '~'.repeat(length);
      expect(md5(text), String(length)).to.equal(byNode(text));
    }
  });

  it('equals the result of Node for any text', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(anyText, (text) => md5(text) === byNode(text)),
      { numRuns: 1000 },
    );
  });
});
