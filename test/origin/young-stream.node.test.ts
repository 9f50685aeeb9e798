import { expect } from 'chai';
import { describe, it } from 'node:test';
import { askTimeline, listedS } from './ask-timeline.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readPlaylist, span, startsS } from './read-playlist.ts';

/** 864 s before the origin was created, which was half a second after a whole one. */
const PUBLISHED_S = NOW_S - 863;
const NAME = 'studio~age=0.01';
const window = (fromS: number, toS: number): string =>
  `/live/${NAME}.m3u8?lhs_start=1&lhs_start_unix_s_0=${fromS}&lhs_vodend_unix_s_0=${toS}`;

describe('A young stream', () => {
  it('has recorded since it was published', async () => {
    const listed = await askTimeline(new ClockedOrigin(), NAME, NOW_S - 86_400, NOW_S);
    expect(listedS(listed)).to.deep.equal(span(PUBLISHED_S, NOW_S - 3));
  });

  it('answers a window in which it was published with what there is', async () => {
    const playlist = await readPlaylist(
      await new ClockedOrigin().get(window(PUBLISHED_S - 300, PUBLISHED_S + 8)),
    );
    expect(startsS(playlist)).to.deep.equal([PUBLISHED_S, PUBLISHED_S + 4]);
    expect(playlist.segments[0]?.number).to.equal(0);
  });

  it('answers 404 for a window before that', async () => {
    const answer = await new ClockedOrigin().get(window(PUBLISHED_S - 300, PUBLISHED_S));
    expect(answer.status).to.equal(404);
  });

  it('keeps its beginning as time passes', async () => {
    const origin = new ClockedOrigin();
    await origin.clock.advance(3_600_000);
    const listed = listedS(await askTimeline(origin, NAME, NOW_S - 86_400, NOW_S));
    expect(listed[0]).to.equal(PUBLISHED_S);
  });

  it('numbers its live playlist from 0', async () => {
    const { segments } = await readPlaylist(await new ClockedOrigin().get(`/live/${NAME}.m3u8`));
    expect(segments[0]).to.include({ number: 209, startMs: (PUBLISHED_S + 209 * 4) * 1000 });
  });

  it('can be younger than its live playlist is long', async () => {
    const { segments } = await readPlaylist(
      await new ClockedOrigin().get('/live/studio~age=0.001~edge=100.m3u8'),
    );
    expect(segments[0]).to.include({ number: 0, startMs: (NOW_S - 85) * 1000, isDiscontinuity: true });
  });
});
