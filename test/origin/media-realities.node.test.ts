import { expect } from 'chai';
import { createDecipheriv } from 'node:crypto';
import { describe, it } from 'node:test';
import { makeSegment } from '../../demo/origin/media/segment.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { nalTypes, readPackets, readPes } from './media/transport-stream.ts';

const VIDEO = 0x100;
const AUDIO = 0x101;
const KEY_PICTURE = 5;
const START_S = NOW_S - 600;

const windowOf = (stream: string): string =>
  `/live/${stream}.m3u8?aliyunols=on&lhs_start_unix_s_0=${START_S}&lhs_vodend_unix_s_0=${START_S + 60}`;

/** The stamps of a stream in a segment, in milliseconds since the segment began. */
function stampsMs(bytes: Uint8Array, pid: number, startMs: number): number[] {
  const startTicks = (startMs * 90) % 2 ** 33;
  return readPes(readPackets(bytes), pid).map(({ pts }) => (pts - startTicks) / 90);
}

describe('A stream whose sound or picture is missing for a while (case 9)', () => {
  const span = `${START_S}-${START_S + 12}`;

  async function pids(knobs: string, startS: number): Promise<number[]> {
    const answer = await new ClockedOrigin().get(`/live/studio${knobs}/${startS * 1000}.ts`);
    const packets = readPackets(new Uint8Array(await answer.arrayBuffer()));
    return [...new Set(packets.map(({ pid }) => pid))]
      .filter((pid) => pid === VIDEO || pid === AUDIO)
      .sort((a, b) => a - b);
  }

  it('has segments with the picture only, and with both before and after', async () => {
    const knobs = `~noaudio=${span}`;
    expect(await pids(knobs, START_S - 4)).to.deep.equal([VIDEO, AUDIO]);
    expect(await pids(knobs, START_S)).to.deep.equal([VIDEO]);
    expect(await pids(knobs, START_S + 8)).to.deep.equal([VIDEO]);
    expect(await pids(knobs, START_S + 12)).to.deep.equal([VIDEO, AUDIO]);
  });

  it('has segments with the sound only, and with both before and after', async () => {
    const knobs = `~novideo=${span}`;
    expect(await pids(knobs, START_S - 4)).to.deep.equal([VIDEO, AUDIO]);
    expect(await pids(knobs, START_S)).to.deep.equal([AUDIO]);
    expect(await pids(knobs, START_S + 12)).to.deep.equal([VIDEO, AUDIO]);
  });

  it('may lose and get back the picture within a segment, with a key picture', () => {
    const startMs = START_S * 1000;
    const withoutVideo = [{ start: startMs + 200, end: startMs + 400 }];
    const bytes = makeSegment({ startMs, durationMs: 800, withoutVideo });
    const times = [0, 40, 80, 120, 160, 400, 440, 480, 520, 560, 600, 640, 680, 720, 760];
    expect(stampsMs(bytes, VIDEO, startMs)).to.deep.equal(times);
    const pictures = readPes(readPackets(bytes), VIDEO).map(({ data }) => nalTypes(data));
    const keys = pictures.flatMap((types, i) => (types.includes(KEY_PICTURE) ? times[i]! : []));
    expect(keys).to.deep.equal([0, 400]);
  });
});

describe('A stream with segments that do not begin with a key picture (case 9b)', () => {
  it('has key pictures each two seconds, as long before each segment as the knob says', async () => {
    const answer = await new ClockedOrigin().get(`/live/studio~keylag=1600/${START_S * 1000}.ts`);
    const pictures = readPes(readPackets(new Uint8Array(await answer.arrayBuffer())), VIDEO);
    const keys = pictures.flatMap(({ data }, i) => (nalTypes(data).includes(KEY_PICTURE) ? [i * 40] : []));
    expect(keys).to.deep.equal([400, 2400]);
  });
});

describe('A stream encrypted by AES-128 (case 4)', () => {
  const stream = 'studio~aes=20';

  it('lists a key for each 20 seconds, with an initialization vector of its own', async () => {
    const text = await (await new ClockedOrigin().get(windowOf(stream))).text();
    const keys = [...text.matchAll(/#EXT-X-KEY:METHOD=AES-128,URI="(.+)",IV=0x([0-9a-f]{32})/g)];
    expect(keys).to.have.length(Math.floor((START_S + 56) / 20) - Math.floor(START_S / 20) + 1);
    expect(new Set(keys.map(([, uri]) => uri)).size).to.equal(keys.length);
    expect(new Set(keys.map(([, , iv]) => iv)).size).to.equal(keys.length);
  });

  it('has segments that decrypt to those of the plain stream', async () => {
    const origin = new ClockedOrigin();
    const text = await (await origin.get(windowOf(stream))).text();
    const [, uri = '', iv = ''] = /URI="(.+)",IV=0x(.+)/.exec(text) ?? [];
    const [segment = ''] = /^studio.+\.ts$/m.exec(text) ?? [];
    const read = async (path: string): Promise<Buffer> =>
      Buffer.from(await (await origin.get(`/live/${path}`)).arrayBuffer());
    const decipher = createDecipheriv('aes-128-cbc', await read(uri), Buffer.from(iv, 'hex'));
    const plain = Buffer.concat([decipher.update(await read(segment)), decipher.final()]);
    expect(plain).to.deep.equal(await read(segment.replace('~aes=20', '')));
  });

  it('has no keys if it is not encrypted', async () => {
    expect((await new ClockedOrigin().get('/live/studio/1.key')).status).to.equal(404);
  });
});
