import { expect } from 'chai';
import { describe, it } from 'node:test';
import { SegmentCache } from '../../demo/origin/segment-cache.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

const PACKET_BYTES = 188;
const DAY_S = 86_400;
const status = async (path: string): Promise<number> => (await new ClockedOrigin().get(path)).status;

describe('A segment', () => {
  it('is a transport stream, whenever it was recorded', async () => {
    for (const startS of [NOW_S - 4, NOW_S - DAY_S, NOW_S - 14 * DAY_S]) {
      const answer = await new ClockedOrigin().get(`/live/studio/${startS}000.ts`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(answer.headers.get('Content-Type')).to.equal('video/mp2t');
      expect(answer.headers.get('Content-Length')).to.equal(String(bytes.length));
      expect(answer.headers.get('Cache-Control')).to.match(/max-age/);
      expect(bytes.length % PACKET_BYTES).to.equal(0);
      expect(bytes.filter((byte, index) => index % PACKET_BYTES === 0 && byte !== 0x47)).to.be.empty;
    }
  });

  it('is the same each time, and another on each channel and of each size', async () => {
    const bytesOf = async (name: string): Promise<string> => {
      const answer = await new ClockedOrigin().get(`/live/${name}/${NOW_S - 8}000.ts`);
      return Buffer.from(await answer.arrayBuffer()).toString('base64');
    };
    expect(await bytesOf('studio')).to.equal(await bytesOf('studio'));
    const others = ['studio', 'camera', 'night', 'studio~size=1280x720', 'studio~segment=2000'];
    expect(new Set(await Promise.all(others.map(bytesOf)))).to.have.property('size', others.length);
  });

  const ABSENT = [
    { why: 'off the grid', path: `/live/studio/${NOW_S - 7}000.ts` },
    { why: 'on another grid', path: `/live/studio~segment=3840/${NOW_S - 8}000.ts` },
    { why: 'not complete', path: `/live/studio/${NOW_S}000.ts` },
    { why: 'in the future', path: `/live/studio/${NOW_S + DAY_S}000.ts` },
    { why: 'no longer kept', path: `/live/studio/${NOW_S - 16 * DAY_S}000.ts` },
    { why: 'in a hole', path: `/live/camera~holes=${NOW_S - 101}-${NOW_S - 90}/${NOW_S - 96}000.ts` },
    {
      why: 'at the edge of a hole',
      path: `/live/camera~holes=${NOW_S - 101}-${NOW_S - 90}/${NOW_S - 104}000.ts`,
    },
  ];
  for (const { why, path } of ABSENT) {
    it(`answers 404 when it is ${why}`, async () => {
      expect(await status(path)).to.equal(404);
    });
  }

  it('is there a little longer than it is listed', async () => {
    expect(await status(`/live/studio/${NOW_S - 15 * DAY_S - 4}000.ts`)).to.equal(200);
  });

  it('arrives at the bandwidth that the knob says', async () => {
    const origin = new ClockedOrigin();
    const whole = await (await origin.get(`/live/studio/${NOW_S - 8}000.ts`)).arrayBuffer();
    const bytesPerSecond = whole.byteLength * 4;
    const startedMs = performance.now();
    const answer = await origin.get(`/live/studio~bandwidth=${bytesPerSecond}/${NOW_S - 8}000.ts`);
    let steps = 0;
    const parts: Uint8Array[] = [];
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
      parts.push(part);
      steps += 1;
    }
    expect(performance.now() - startedMs).to.be.within(245, 2000);
    expect(steps).to.equal(5);
    expect(Buffer.concat(parts).equals(Buffer.from(whole))).to.equal(true);
  });
});

describe('SegmentCache', () => {
  it('keeps what was used last, up to its size', () => {
    const cache = new SegmentCache(100);
    const made: string[] = [];
    const take = (name: string, length = 40): void => {
      const bytes = cache.take(name, () => {
        made.push(name);
        return new Uint8Array(length);
      });
      expect(bytes).to.have.length(length);
    };
    ['a', 'b', 'a', 'c', 'a', 'b'].forEach((name) => take(name));
    expect(made).to.deep.equal(['a', 'b', 'c', 'b']);
    take('too large', 101);
    ['a', 'b', 'a'].forEach((name) => take(name));
    expect(made.slice(4)).to.deep.equal(['too large', 'a', 'b']);
  });
});
