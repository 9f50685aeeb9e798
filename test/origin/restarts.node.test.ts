import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPackets, readPes } from './media/transport-stream.ts';
import { readPlaylist, span, startsS, type ReadPlaylist } from './read-playlist.ts';

/** The time of the restart, in the middle of a segment. */
const R = NOW_S + 10;
const RESTARTED = `studio~restart=${R}`;

/** Gets the live playlist a number of seconds after `NOW_S`. */
async function live(name: string, afterS: number): Promise<ReadPlaylist> {
  const origin = new ClockedOrigin();
  origin.clock.setNow(NOW_S * 1000 + afterS * 1000);
  return readPlaylist(await origin.get(`/live/${name}.m3u8`));
}

/** Gets the recording from 8 s before to 16 s after `NOW_S`. */
async function recording(name: string): Promise<ReadPlaylist> {
  const origin = new ClockedOrigin();
  await origin.clock.advance(60_000);
  const query = `lhs_start=1&lhs_start_unix_s_0=${NOW_S - 8}&lhs_vodend_unix_s_0=${NOW_S + 16}`;
  return readPlaylist(await origin.get(`/live/${name}.m3u8?${query}`));
}

const numbers = ({ segments }: ReadPlaylist): number[] => segments.map(({ number }) => number);
const marked = ({ segments }: ReadPlaylist): number[] =>
  segments.filter(({ isDiscontinuity }) => isDiscontinuity).map(({ startMs }) => startMs / 1000);

describe('The live playlist of an encoder that restarts', () => {
  it('stays until the first segment after the restart is listed, and its last segment is cut short', async () => {
    const before = await live(RESTARTED, 14.999);
    expect(startsS(before)).to.deep.equal(span(NOW_S - 12, NOW_S + 12));
    expect(before.segments.map(({ durationS }) => durationS)).to.deep.equal([4, 4, 4, 4, 4, 2]);
  });

  it('then lists only new segments, and numbers them from 0', async () => {
    const after = await live(RESTARTED, 15);
    expect(startsS(after)).to.deep.equal([R]);
    expect(after).to.include({ discontinuitySequence: 0 });
    expect([numbers(after), marked(after)]).to.deep.equal([[0], [R]]);
  });

  it('grows from the restart on, and then slides', async () => {
    const grown = await live(RESTARTED, 15 + 3 * 4);
    expect([startsS(grown), numbers(grown)]).to.deep.equal([span(R, R + 16), [0, 1, 2, 3]]);
    const slid = await live(RESTARTED, 15 + 7 * 4);
    expect([startsS(slid), numbers(slid)]).to.deep.equal([span(R + 8, R + 32), [2, 3, 4, 5, 6, 7]]);
    expect(slid).to.include({ discontinuitySequence: 1 });
  });

  it('begins anew at each restart', async () => {
    for (const name of [`studio~restart=${R},${R + 20}`, `studio~restart=${R + 20},${R}`]) {
      expect(numbers(await live(name, 34.999))).to.deep.equal([0, 1, 2, 3, 4]);
      expect([numbers(await live(name, 35)), startsS(await live(name, 35))]).to.deep.equal([[0], [R + 20]]);
    }
  });

  it('stands still while the encoder is down, and lists only new segments after that', async () => {
    const name = `camera~holes=${NOW_S + 4}-${R + 14}~restart=${R + 14}`;
    expect(startsS(await live(name, 28.999))).to.deep.equal(span(NOW_S - 20, NOW_S + 4));
    const back = await live(name, 29);
    expect([startsS(back), numbers(back), marked(back)]).to.deep.equal([[R + 14], [0], [R + 14]]);
  });

  it('does not mark the restart with tags=off', async () => {
    const after = await live(`${RESTARTED}~tags=off`, 15);
    expect(startsS(after)).to.deep.equal([R]);
    expect(after.text).to.include('SEQUENCE:0\n').and.not.to.include('DISCONTINUITY');
  });
});

describe('A recording of an encoder that restarts', () => {
  it('continues across the restart, marks it, and continues the numbers', async () => {
    const across = await recording(RESTARTED);
    expect(startsS(across)).to.deep.equal([...span(NOW_S - 8, NOW_S + 12), R, R + 4]);
    expect(marked(across)).to.deep.equal([R]);
    const first = (NOW_S - 8) / 4;
    expect(numbers(across)).to.deep.equal(across.segments.map((_, index) => first + index));
  });

  it('has a hole if the encoder was down before the restart', async () => {
    const across = await recording(`camera~holes=${NOW_S}-${R}~restart=${R}`);
    expect(startsS(across)).to.deep.equal([NOW_S - 8, NOW_S - 4, R, R + 4]);
    expect(marked(across)).to.deep.equal([R]);
  });

  it('does not mark the restart with tags=off', async () => {
    expect((await recording(`${RESTARTED}~tags=off`)).text).not.to.include('DISCONTINUITY');
  });

  it('has segments with different URLs, and serves each of them', async () => {
    const origin = new ClockedOrigin();
    await origin.clock.advance(60_000);
    const { segments } = await recording(`studio~restart=${R},${R + 1}`);
    expect(new Set(segments.map(({ uri }) => uri))).to.have.property('size', 8);
    for (const { uri } of segments) expect((await origin.get(`/live/${uri}`)).status, uri).to.equal(200);
  });

  it('is listed by the timeline without a gap', async () => {
    const origin = new ClockedOrigin();
    await origin.clock.advance(60_000);
    const query = `app=live&stream=${RESTARTED}&format=ts&lhs_start_unix_s_0=${NOW_S + 4}&lhs_end_unix_s_0=${R + 8}`;
    expect(await (await origin.get(`/openapi/timeline/query?${query}`)).json())
      .to.have.nested.property('content.timeline')
      .that.deep.equals([
        { start: NOW_S + 4, end: NOW_S + 8 },
        { start: NOW_S + 8, end: R },
        { start: R, end: R + 4 },
        { start: R + 4, end: R + 8 },
      ]);
  });
});

describe('The time stamps of an encoder that restarts', () => {
  const firstStamps = async (startS: number): Promise<{ pts: number; clock: number | null | undefined }> => {
    const origin = new ClockedOrigin();
    origin.clock.setNow(NOW_MS + 60_000);
    const answer = await origin.get(`/live/${RESTARTED}/${startS}000.ts`);
    const packets = readPackets(new Uint8Array(await answer.arrayBuffer()));
    const [picture] = readPes(packets, 0x100);
    return { pts: picture!.pts, clock: packets.find(({ pcrBase }) => pcrBase !== null)?.pcrBase };
  };

  it('count from the epoch before the restart', async () => {
    const pts = ((NOW_S + 8) * 90_000) % 2 ** 33;
    expect(await firstStamps(NOW_S + 8)).to.deep.equal({ pts, clock: pts - 63_000 });
  });

  it('begin anew at 1.4 s, with the program clock at 0.7 s, and continue from there', async () => {
    expect(await firstStamps(R)).to.deep.equal({ pts: 126_000, clock: 63_000 });
    expect(await firstStamps(R + 4)).to.deep.equal({ pts: 486_000, clock: 423_000 });
  });
});
