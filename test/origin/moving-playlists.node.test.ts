import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPlaylist, type ReadPlaylist } from './read-playlist.ts';
import { span, startsS } from './segment-starts.ts';

/** On the grid of 4 s. */
const T = NOW_S - 3600;
const at = (s: number, more = ''): string => `?lhs_start=1&lhs_start_unix_s_0=${s}${more}`;

async function playlist(origin: ClockedOrigin, path: string): Promise<ReadPlaylist> {
  return readPlaylist(await origin.get(path));
}

describe('A playlist with only a start', () => {
  it('grows from there to now', async () => {
    const origin = new ClockedOrigin();
    expect(startsS(await playlist(origin, `/live/studio.m3u8${at(T)}`))).to.deep.equal(span(T, NOW_S - 4));
    await origin.clock.advance(8000);
    expect(startsS(await playlist(origin, `/live/studio.m3u8${at(T)}`))).to.deep.equal(span(T, NOW_S + 4));
  });

  it('grows to three hours of media at most', async () => {
    const { segments } = await playlist(new ClockedOrigin(), `/live/studio.m3u8${at(NOW_S - 86_400)}`);
    expect(segments).to.have.length(2700);
  });

  it('slides in real time from there, if the knob says so', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/studio~start=sliding.m3u8${at(T)}`;
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(T, T + 24));
    await origin.clock.advance(3999);
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(T, T + 24));
    await origin.clock.advance(60_001);
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(T + 64, T + 88));
  });

  it('slides from the end of a hole, if the start is in one', async () => {
    const path = `/live/camera~start=sliding~holes=${T}-${T + 400}.m3u8${at(T + 8)}`;
    expect(startsS(await playlist(new ClockedOrigin(), path))).to.deep.equal(span(T + 400, T + 424));
  });

  it('does not slide past live', async () => {
    const path = `/live/studio~start=sliding.m3u8${at(NOW_S - 10)}`;
    expect(startsS(await playlist(new ClockedOrigin(), path))).to.deep.equal(span(NOW_S - 12, NOW_S - 4));
  });
});

describe('A playlist with an offset', () => {
  const offset = (s: number): string => `?lhs_start=1&lhs_offset_unix_s_0=${s}`;

  it('is the live playlist as it was so long ago', async () => {
    const then = new ClockedOrigin();
    then.clock.setNow(NOW_MS - 1_800_000);
    const live = await playlist(then, '/live/studio.m3u8');
    expect(await playlist(new ClockedOrigin(), `/live/studio.m3u8${offset(1800)}`)).to.deep.equal(live);
  });

  it('grows from its first request on, if the knob says so', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/studio~offset=growing.m3u8${offset(60)}`;
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(NOW_S - 60, NOW_S - 4));
    await origin.clock.advance(8000);
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(NOW_S - 60, NOW_S + 4));
  });

  it('may say an instant, as in the old reference', async () => {
    const origin = new ClockedOrigin();
    expect(startsS(await playlist(origin, `/live/studio.m3u8${offset(T)}`))).to.deep.equal(span(T, T + 24));
    await origin.clock.advance(8000);
    expect(startsS(await playlist(origin, `/live/studio.m3u8${offset(T)}`))).to.deep.equal(
      span(T + 8, T + 32),
    );
  });
});
