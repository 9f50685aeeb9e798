import { expect } from 'chai';
import { describe, it } from 'node:test';
import { askTimeline, listedS, timelinePath } from './ask-timeline.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPlaylist, span, startsS } from './read-playlist.ts';

const T = NOW_S - 3600;
const START = `?lhs_start=1&lhs_start_unix_s_0=${T}`;
const SHIFTED = [
  START,
  `${START}&lhs_end_unix_s_0=${T + 60}`,
  `${START}&lhs_vodend_unix_s_0=${T + 60}`,
  '?lhs_start=1&lhs_offset_unix_s_0=1800',
  '?aliyunols=on&lhs_start_human_s_8=20260310190000',
  '?lhs_start=1&lhs_start_unix_s_0=soon',
];

describe('A server where time shift is off (case 20)', () => {
  for (const query of SHIFTED) {
    it(`answers with the plain live playlist: ${query}`, async () => {
      const origin = new ClockedOrigin();
      const live = await (await origin.get('/live/studio~shift=off.m3u8')).text();
      const shifted = await origin.get(`/live/studio~shift=off.m3u8${query}`);
      expect(shifted.headers.get('Cache-Control')).to.equal('no-store');
      expect(await shifted.text()).to.equal(live);
      await origin.clock.advance(8000);
      const later = await readPlaylist(await origin.get(`/live/studio~shift=off.m3u8${query}`));
      expect(startsS(later)).to.deep.equal(span(NOW_S - 20, NOW_S + 4));
    });
  }

  it('gives its variants the same behaviour', async () => {
    const origin = new ClockedOrigin();
    const text = await (await origin.get(`/live/studio~shift=off~variants=2.m3u8${START}`)).text();
    const [uri] = /^studio.*$/m.exec(text) ?? [];
    const variant = await readPlaylist(await origin.get(`/live/${uri}`));
    expect(startsS(variant)).to.deep.equal(span(NOW_S - 28, NOW_S - 4));
  });
});

describe('The timeline query of such a server (case 20)', () => {
  for (const status of [403, 404]) {
    it(`can answer ${status} with HTML, whatever is asked`, async () => {
      const origin = new ClockedOrigin();
      for (const path of [timelinePath(`studio~timeline=${status}`, T, T + 60)]) {
        const answer = await origin.get(path);
        expect(answer.status).to.equal(status);
        expect(answer.headers.get('Content-Type')).to.match(/^text\/html/);
        expect(await answer.text()).to.include(`<h1>${status}`);
      }
    });
  }

  for (const retCode of [4001, 4002, 5001]) {
    it(`can answer with the retCode ${retCode}, without content`, async () => {
      const answer = await askTimeline(new ClockedOrigin(), `studio~timeline=${retCode}`);
      expect(answer).to.include({ retCode }).and.not.have.property('content');
    });
  }

  it('can answer that there is no data, and tells the time', async () => {
    const { retCode, content } = await askTimeline(new ClockedOrigin(), 'studio~timeline=4003');
    expect({ retCode, content }).to.deep.equal({ retCode: 4003, content: { current: NOW_S } });
  });

  it('still answers what was recorded if it is left as it is', async () => {
    expect(listedS(await askTimeline(new ClockedOrigin(), 'studio~shift=off'))).to.not.be.empty;
  });
});

describe('A server that does not understand vodend (case 21)', () => {
  const query = `${START}&lhs_vodend_unix_s_0=${T + 600}`;

  it('answers as if there were only a start: the playlist grows, and has no end', async () => {
    const origin = new ClockedOrigin();
    const answer = await origin.get(`/live/studio~vodend=no.m3u8${query}`);
    expect(answer.headers.get('Cache-Control')).to.equal('no-store');
    const first = await readPlaylist(answer);
    expect(startsS(first)).to.deep.equal(span(T, NOW_S - 4));
    expect(first.text).not.to.include('ENDLIST').and.not.to.include('PLAYLIST-TYPE');
    await origin.clock.advance(8000);
    const grown = await readPlaylist(await origin.get(`/live/studio~vodend=no.m3u8${query}`));
    expect(startsS(grown)).to.deep.equal(span(T, NOW_S + 4));
  });

  it('slides instead with start=sliding', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/studio~vodend=no~start=sliding.m3u8${query}`;
    await origin.get(path);
    origin.clock.setNow(NOW_MS + 64_000);
    expect(startsS(await readPlaylist(await origin.get(path)))).to.deep.equal(span(T + 64, T + 88));
  });

  it('understands end', async () => {
    const bounded = await new ClockedOrigin().get(
      `/live/studio~vodend=no.m3u8${START}&lhs_end_unix_s_0=${T + 8}`,
    );
    expect(startsS(await readPlaylist(bounded))).to.deep.equal([T, T + 4]);
  });
});
