import { expect } from 'chai';
import { describe, it } from 'node:test';
import { SegmentCache } from '../../demo/origin/serve-segment.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

const PACKET_BYTES = 188;
const DAY_S = 86_400;
const status = async (path: string): Promise<number> => (await new ClockedOrigin().get(path)).status;

describe('A segment', () => {
  it('is a transport stream at any time of the recording', async () => {
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

  it('is always the same, but differs between channels, sizes and lengths', async () => {
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
    { why: 'on the grid of another length', path: `/live/studio~segment=3840/${NOW_S - 8}000.ts` },
    { why: 'not complete yet', path: `/live/studio/${NOW_S}000.ts` },
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

  it('stays available for a while after playlists stop listing it', async () => {
    expect(await status(`/live/studio/${NOW_S - 15 * DAY_S - 4}000.ts`)).to.equal(200);
  });

  it('arrives at the rate that the knob bandwidth sets', async () => {
    const origin = new ClockedOrigin();
    const whole = await (await origin.get(`/live/studio/${NOW_S - 8}000.ts`)).arrayBuffer();
    const bytesPerSecond = whole.byteLength * 4;
    const answer = await origin.get(`/live/studio~bandwidth=${bytesPerSecond}/${NOW_S - 8}000.ts`);
    const parts: Uint8Array[] = [];
    const arrivedAtMs: number[] = [];
    const reading = (async () => {
      for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
        parts.push(part);
        arrivedAtMs.push(origin.clock.steady());
      }
    })();
    await origin.clock.advance(250);
    await reading;
    expect(arrivedAtMs.map(Math.round)).to.deep.equal([50, 100, 150, 200, 250]);
    expect(Buffer.concat(parts).equals(Buffer.from(whole))).to.equal(true);
  });

  it('catches up after the machine has slept', async () => {
    const origin = new ClockedOrigin();
    const answer = await origin.get(`/live/studio~bandwidth=1000/${NOW_S - 8}000.ts`);
    const reader = answer.body!.getReader();
    const lengthOf = async () => (await reader.read()).value!.byteLength;
    const first = lengthOf();
    origin.clock.sleep(10_000);
    await origin.clock.advance(0);
    expect(await first).to.equal(50);
    // In 10 s, 10,000 bytes are due, in steps of 50 bytes.
    for (let step = 2; step <= 200; step += 1) {
      const next = lengthOf();
      await origin.clock.advance(0);
      expect(await next, `step ${step}`).to.equal(50);
    }
    const late = reader.read();
    await origin.clock.advance(0);
    expect(origin.clock.nextWaitMs).to.equal(50);
    await reader.cancel();
    expect((await late).done).to.equal(true);
    expect(origin.clock.nextWaitMs, 'nothing waits for a client that is gone').to.equal(null);
  });
});

describe('SegmentCache', () => {
  it('keeps the most recently used segments, up to its size', () => {
    const cache = new SegmentCache(100);
    const made: string[] = [];
    const get = (name: string, length = 40): void => {
      const bytes = cache.get(name, () => {
        made.push(name);
        return new Uint8Array(length);
      });
      expect(bytes).to.have.length(length);
    };
    ['a', 'b', 'a', 'c', 'a', 'b'].forEach((name) => get(name));
    expect(made).to.deep.equal(['a', 'b', 'c', 'b']);
    get('too large', 101);
    ['a', 'b', 'a'].forEach((name) => get(name));
    expect(made.slice(4)).to.deep.equal(['too large', 'a', 'b']);
  });
});
