import { expect } from 'chai';
import { describe, it } from 'node:test';
import { makeSegment } from '../../demo/origin/media/segment.ts';
import { askTimeline, listedS } from './ask-timeline.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readPackets, readPes } from './media/transport-stream.ts';
import { readPlaylist, span, startsS } from './read-playlist.ts';

const T = NOW_S - 3600;
const WINDOW = `?lhs_start=1&lhs_start_unix_s_0=${T}&lhs_vodend_unix_s_0=${T + 16}`;

describe("An encoder whose clock differs from the server's (case 29)", () => {
  for (const encoderS of [90, -90, 28_800, -0.04]) {
    const name = `studio~encoder=${encoderS}`;

    it(`dates its segments by its own clock, which is ${encoderS} s ahead`, async () => {
      for (const query of ['', WINDOW]) {
        const { segments } = await readPlaylist(await new ClockedOrigin().get(`/live/${name}.m3u8${query}`));
        expect(segments).to.not.be.empty;
        for (const { dateMs, startMs } of segments) expect(dateMs! - startMs).to.equal(encoderS * 1000);
      }
    });

    it(`has its clock in the picture: ${encoderS} s ahead`, async () => {
      const answer = await new ClockedOrigin().get(`/live/${name}/${T}000.ts`);
      const startMs = (T + encoderS) * 1000;
      const picture = { width: 640, height: 360, channel: 2, clockZeroMs: encoderS * 1000 };
      const expected = makeSegment({ startMs, durationMs: 4000, ...picture });
      expect(Buffer.from(await answer.arrayBuffer()).equals(expected)).to.equal(true);
    });

    it(`leaves time keys, timeline, current, Date and time stamps to the server: ${encoderS} s`, async () => {
      const origin = new ClockedOrigin();
      const answer = await origin.get(`/live/${name}.m3u8${WINDOW}`);
      expect(Date.parse(answer.headers.get('Date')!)).to.equal(NOW_S * 1000);
      expect(startsS(await readPlaylist(answer))).to.deep.equal(span(T, T + 16));
      const timeline = await askTimeline(origin, name, T, T + 16);
      expect(timeline.content?.current).to.equal(NOW_S);
      expect(listedS(timeline)).to.deep.equal(span(T, T + 16));
      const segment = await origin.get(`/live/${name}/${T}000.ts`);
      const [picture] = readPes(readPackets(new Uint8Array(await segment.arrayBuffer())), 0x100);
      expect(picture!.pts).to.equal((T * 90_000) % 2 ** 33);
    });
  }
});
