import { expect } from 'chai';
import { describe, it } from 'node:test';
import { muxSegment } from '../../../demo/origin/media/ts-muxer.ts';
import { readPackets, readPes } from './transport-stream.ts';

function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7) % 251);
}

/** Pictures of the given sizes, a tenth of a second apart, and the same number of audio frames. */
function streams(pictureBytes: readonly number[], firstPts = 0) {
  const ptsAt = (i: number): number => firstPts + 9000 * i;
  return {
    video: pictureBytes.map((length, i) => ({ ptsTicks: ptsAt(i), data: bytes(length), isKey: i === 0 })),
    audio: pictureBytes.map((_, i) => ({ ptsTicks: ptsAt(i), data: bytes(100 + i) })),
  };
}

// Sizes around the capacity of one packet (184 bytes without the clock and the PES header), and of 16 and 17 packets.
const PICTURE_BYTES = [1, 16, 161, 162, 163, 345, 346, 347, 2921, 2922, 2923, 3106, 70_000];

describe('muxSegment', () => {
  for (const length of PICTURE_BYTES) {
    it(`carries a picture of ${length} bytes completely`, () => {
      const { video, audio } = streams([length]);
      const packets = readPackets(muxSegment(video, audio));
      expect(readPes(packets, 0x100)).to.deep.equal([{ pts: 0, dts: null, data: bytes(length) }]);
      expect(readPes(packets, 0x101)).to.deep.equal([{ pts: 0, dts: null, data: bytes(100) }]);
    });
  }

  it('carries all pictures, and audio in groups of eight frames', () => {
    const { video, audio } = streams(PICTURE_BYTES);
    const packets = readPackets(muxSegment(video, audio));
    expect(readPes(packets, 0x100).map(({ data }) => data)).to.deep.equal(video.map(({ data }) => data));
    const groups = readPes(packets, 0x101);
    expect(groups.map(({ pts }) => pts)).to.deep.equal([0, 8 * 9000]);
    expect(groups[0]?.data).to.have.length(8 * 100 + 28);
  });

  it('has a multiple of 16 packets with payload for every PID', () => {
    for (const length of PICTURE_BYTES) {
      const { video, audio } = streams([length, 200]);
      const packets = readPackets(muxSegment(video, audio));
      for (const pid of [0, 0x1000, 0x100, 0x101]) {
        expect(packets.filter((packet) => packet.pid === pid).length % 16).to.equal(0);
      }
    }
  });

  it('begins with the tables, and a key picture with the clock, so that players can start', () => {
    const { video, audio } = streams(new Array<number>(20).fill(500));
    const [association, map, picture] = readPackets(muxSegment(video, audio));
    expect([association?.pid, map?.pid, picture?.pid]).to.deep.equal([0, 0x1000, 0x100]);
    expect(picture?.isRandomAccess).to.equal(true);
    expect(picture?.pcrBase).to.be.a('number');
  });

  const wraps: [name: string, pts: number, written: number][] = [
    ['the last tick before the wrap', 2 ** 33 - 1, 2 ** 33 - 1],
    ['the wrap', 2 ** 33, 0],
    ['a time of this century', Date.UTC(2025, 10, 21) * 90, (Date.UTC(2025, 10, 21) * 90) % 2 ** 33],
  ];
  for (const [name, pts, written] of wraps) {
    it(`stamps ${name} as ${written}, and the program clock 0.7 s earlier`, () => {
      const { video, audio } = streams([500], pts);
      const packets = readPackets(muxSegment(video, audio));
      expect(readPes(packets, 0x100)[0]?.pts).to.equal(written);
      expect(readPes(packets, 0x101)[0]?.pts).to.equal(written);
      const clock = packets.find(({ pcrBase }) => pcrBase !== null)?.pcrBase;
      expect(clock).to.equal((written - 63_000 + 2 ** 33) % 2 ** 33);
    });
  }
});
