import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ASSOCIATION_TABLE, crc32, mapTable } from '../../../demo/origin/media/ts-sections.ts';

describe('crc32', () => {
  it('is the checksum of MPEG-2', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).to.equal(0x0376e6e7);
    expect(crc32(new Uint8Array())).to.equal(0xffffffff);
  });
});

describe('The tables', () => {
  const tables: [name: string, table: Uint8Array][] = [
    ['association', ASSOCIATION_TABLE],
    ['map', mapTable({ hasVideo: true, hasAudio: true })],
  ];
  for (const [name, table] of tables) {
    it(`have the right length and checksum: the ${name} table`, () => {
      const sectionLength = new DataView(table.buffer).getUint16(1) & 0xfff;
      expect(sectionLength).to.equal(table.length - 3);
      // The checksum of a section together with its checksum is zero.
      expect(crc32(table)).to.equal(0);
    });
  }

  it('announce H.264 on PID 0x100, which carries the clock, and AAC on PID 0x101', () => {
    expect([...ASSOCIATION_TABLE.subarray(8, 12)]).to.deep.equal([0, 1, 0xf0, 0]);
    expect([...mapTable({ hasVideo: true, hasAudio: true }).subarray(8, -4)]).to.deep.equal([
      ...[0xe1, 0x00, 0xf0, 0],
      ...[0x1b, 0xe1, 0x00, 0xf0, 0],
      ...[0x0f, 0xe1, 0x01, 0xf0, 0],
    ]);
  });

  it('leave out a stream that is not there, and let AAC carry the clock without H.264', () => {
    expect([...mapTable({ hasVideo: false, hasAudio: true }).subarray(8, -4)]).to.deep.equal([
      ...[0xe1, 0x01, 0xf0, 0],
      ...[0x0f, 0xe1, 0x01, 0xf0, 0],
    ]);
    expect([...mapTable({ hasVideo: true, hasAudio: false }).subarray(8, -4)]).to.deep.equal([
      ...[0xe1, 0x00, 0xf0, 0],
      ...[0x1b, 0xe1, 0x00, 0xf0, 0],
    ]);
  });
});
