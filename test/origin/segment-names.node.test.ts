import { expect } from 'chai';
import { describe, it } from 'node:test';
import { makeSegment } from '../../demo/origin/media/segment.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

/** An encoder that begins 420 s before a time, stops after 120 s, and begins again 60 s after that time (case 1). */
const W = Math.floor(NOW_S / 600) * 600 - 3600;
const FAILOVER = `camera~holes=0-${W - 420},${W - 300}-${W + 60}~restart=${W - 420},${W + 60}`;
const WINDOW = `?lhs_start=1&lhs_start_unix_s_0=${W - 600}&lhs_vodend_unix_s_0=${W + 600}`;
const STARTS_S = [...every4(W - 420, 30), ...every4(W + 60, 135)];

function every4(fromS: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => fromS + 4 * index);
}

async function urisOf(origin: ClockedOrigin, name: string, query = WINDOW): Promise<string[]> {
  const answer = await origin.get(`/live/${name}.m3u8${query}`);
  const text = await answer.text();
  expect(answer.status, text).to.equal(200);
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** Whether the origin answers with the very segment that begins at a time. */
async function isSegmentOf(answer: Response, startS: number, encoderStartS: number): Promise<boolean> {
  const expected = makeSegment({
    startMs: startS * 1000,
    durationMs: 4000,
    channel: 1,
    clockZeroMs: encoderStartS * 1000 - 1400,
  });
  return Buffer.from(await answer.arrayBuffer()).equals(expected);
}

const encoderStart = (startS: number): number => (startS < W ? W - 420 : W + 60);

describe('The names of segments', () => {
  const NAMES = {
    path: STARTS_S.map((startS) => `${startS}000.ts`),
    query: STARTS_S.map((startS, index) => `${index < 30 ? index : index - 30}.ts?start=${startS}000`),
    script: STARTS_S.map((startS) => `download.php?start=${startS}000`),
    folder: STARTS_S.map((_, index) => (index < 30 ? `0/${index}.ts` : `1/${index - 30}.ts`)),
    restart: STARTS_S.map((_, index) => `${index < 30 ? index : index - 30}.ts`),
  };
  for (const [names, expected] of Object.entries(NAMES)) {
    it(`names=${names}: are these after an encoder failed over (cases 1, 2)`, async () => {
      const uris = await urisOf(new ClockedOrigin(), `${FAILOVER}~names=${names}`);
      expect(uris.map((uri) => uri.replace(/^[^/]+\//, ''))).to.deep.equal(expected);
    });
  }

  for (const names of ['path', 'query', 'script', 'folder']) {
    it(`names=${names}: lead to their segments (cases 1, 2)`, async () => {
      const origin = new ClockedOrigin();
      const uris = await urisOf(origin, `${FAILOVER}~names=${names}`);
      for (const index of [0, 29, 30, 164]) {
        const startS = STARTS_S[index]!;
        const answer = await origin.get(`/live/${uris[index]}`);
        expect(answer.headers.get('Cache-Control')).to.match(/max-age/);
        expect(await isSegmentOf(answer, startS, encoderStart(startS)), uris[index]).to.equal(true);
      }
    });
  }

  it('names=restart: lead to the newest segment with the name, which no cache may keep', async () => {
    const origin = new ClockedOrigin();
    const uris = await urisOf(origin, `${FAILOVER}~names=restart`);
    origin.clock.setNow((W + 70) * 1000);
    for (const { index, startS } of [
      { index: 0, startS: W + 60 },
      { index: 1, startS: W + 64 },
      { index: 2, startS: W - 412 },
    ]) {
      const answer = await origin.get(`/live/${uris[index]}`);
      expect(answer.headers.get('Cache-Control')).to.equal('no-store');
      expect(await isSegmentOf(answer, startS, encoderStart(startS)), uris[index]).to.equal(true);
    }
  });

  it('are the same in the live playlist and in a window, also where only a part is recorded', async () => {
    for (const names of ['query', 'script', 'folder', 'restart']) {
      const origin = new ClockedOrigin();
      const name = `studio~restart=${NOW_S - 40}~names=${names}`;
      const live = await urisOf(origin, name, '');
      const window = `?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 28}&lhs_vodend_unix_s_0=${NOW_S - 4}`;
      expect(live).to.have.length(6);
      expect(await urisOf(origin, name, window)).to.deep.equal(live);
    }
  });

  const ABSENT = [
    { names: 'path', file: 'download.php' },
    { names: 'query', file: '0.ts' },
    { names: 'query', file: `1.ts?start=${W - 420}000` },
    { names: 'query', file: `0.ts?start=${W - 419}000` },
    { names: 'script', file: 'download.php' },
    { names: 'script', file: `download.php?start=${W - 419}000` },
    { names: 'script', file: `0.ts?start=${W - 420}000` },
    { names: 'folder', file: '0.ts' },
    { names: 'folder', file: '0/30.ts' },
    { names: 'folder', file: '2/0.ts' },
    { names: 'restart', file: '0/0.ts' },
    { names: 'restart', file: '99999999.ts' },
  ];
  for (const { names, file } of ABSENT) {
    it(`names=${names}: do not include ${file.replace(String(W - 419), 'T+1').replace(String(W - 420), 'T')}`, async () => {
      const answer = await new ClockedOrigin().get(`/live/${FAILOVER}~names=${names}/${file}`);
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('Content-Type')).to.match(/^text\/plain/);
    });
  }
});
