import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPlaylist, span, startsS, type ReadPlaylist } from './read-playlist.ts';

/** The start of a segment. */
const T = NOW_S - 3600;
const at = (s: number, more = ''): string => `?lhs_start=1&lhs_start_unix_s_0=${s}${more}`;

async function playlist(origin: ClockedOrigin, path: string): Promise<ReadPlaylist> {
  return readPlaylist(await origin.get(path));
}

describe('The live playlist', () => {
  it('lists the last six segments that were complete a second ago', async () => {
    const live = await playlist(new ClockedOrigin(), '/live/studio.m3u8');
    expect(startsS(live)).to.deep.equal(span(NOW_S - 28, NOW_S - 4));
    expect(live.text).not.to.include('ENDLIST').and.not.to.include('PLAYLIST-TYPE');
  });

  it('has the headers and tags that RFC 8216 requires', async () => {
    const answer = await new ClockedOrigin().get('/live/studio.m3u8');
    expect(answer.headers.get('Content-Type')).to.equal('application/vnd.apple.mpegurl');
    expect(answer.headers.get('Cache-Control')).to.equal('no-store');
    const lines = (await answer.text()).split('\n');
    expect(lines.slice(0, 8)).to.deep.equal([
      '#EXTM3U',
      '#EXT-X-VERSION:3',
      '#EXT-X-TARGETDURATION:4',
      `#EXT-X-MEDIA-SEQUENCE:${(NOW_S - 28) / 4}`,
      '#EXT-X-DISCONTINUITY-SEQUENCE:0',
      '#EXT-X-PROGRAM-DATE-TIME:2026-03-10T11:59:32.000Z',
      '#EXTINF:4.000,',
      `studio/${NOW_S - 28}000.ts`,
    ]);
  });

  it('moves on when a segment is complete, and segments keep their numbers', async () => {
    const origin = new ClockedOrigin();
    const before = await playlist(origin, '/live/studio.m3u8');
    await origin.clock.advance(499);
    expect((await playlist(origin, '/live/studio.m3u8')).text).to.equal(before.text);
    await origin.clock.advance(1);
    const after = await playlist(origin, '/live/studio.m3u8');
    expect(startsS(after)).to.deep.equal(span(NOW_S - 24, NOW_S));
    expect(after.segments[0]).to.deep.equal(before.segments[1]);
  });

  it('stands still while the encoder is down, and continues after the hole', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/camera~holes=${NOW_S + 2}-${NOW_S + 600}.m3u8`;
    await origin.clock.advance(300_000);
    const down = await playlist(origin, path);
    expect(startsS(down)).to.deep.equal(span(NOW_S - 24, NOW_S));
    origin.clock.setNow(NOW_MS + 606_000);
    const back = await playlist(origin, path);
    expect(startsS(back)).to.deep.equal([...span(NOW_S - 20, NOW_S), NOW_S + 600]);
    expect(back.segments.at(-1)).to.include({ isDiscontinuity: true, number: down.segments[5]!.number + 1 });
  });
});

describe('A playlist from start to vodend', () => {
  it('lists every segment that overlaps the range, and is marked as complete', async () => {
    const vod = await playlist(
      new ClockedOrigin(),
      `/live/studio.m3u8${at(T + 1, `&lhs_vodend_unix_s_0=${T + 13}`)}`,
    );
    expect(startsS(vod)).to.deep.equal([T, T + 4, T + 8, T + 12]);
    expect(vod.text)
      .to.include('#EXT-X-PLAYLIST-TYPE:VOD\n')
      .and.match(/#EXT-X-ENDLIST\n$/);
  });

  it('does not list segments that only touch the range', async () => {
    const vod = await playlist(
      new ClockedOrigin(),
      `/live/studio.m3u8${at(T, `&lhs_vodend_unix_s_0=${T + 8}`)}`,
    );
    expect(startsS(vod)).to.deep.equal([T, T + 4]);
  });

  it('can be a day long', async () => {
    const day = at(NOW_S - 90_000, `&lhs_vodend_unix_s_0=${NOW_S - 3600}`);
    expect((await playlist(new ClockedOrigin(), `/live/studio.m3u8${day}`)).segments).to.have.length(21_600);
  });

  it('can be cached only when it will not change any more', async () => {
    const cacheControl = async (endS: number): Promise<string | null> => {
      const answer = await new ClockedOrigin().get(
        `/live/studio.m3u8${at(T, `&lhs_vodend_unix_s_0=${endS}`)}`,
      );
      return answer.headers.get('Cache-Control');
    };
    expect(await cacheControl(NOW_S - 4)).to.match(/max-age/);
    expect(await cacheControl(NOW_S - 3)).to.equal('no-store');
  });
});

describe('A playlist from start to end', () => {
  const path = `/live/studio.m3u8${at(NOW_S - 12, `&lhs_end_unix_s_0=${NOW_S + 8}`)}`;

  it('grows up to its end, and is never marked as complete', async () => {
    const origin = new ClockedOrigin();
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(NOW_S - 12, NOW_S - 4));
    await origin.clock.advance(60_000);
    const complete = await playlist(origin, path);
    expect(startsS(complete)).to.deep.equal(span(NOW_S - 12, NOW_S + 8));
    expect(complete.text).not.to.include('ENDLIST').and.not.to.include('PLAYLIST-TYPE');
  });
});

describe('A playlist with only a start', () => {
  it('grows from the start to now', async () => {
    const origin = new ClockedOrigin();
    expect(startsS(await playlist(origin, `/live/studio.m3u8${at(T)}`))).to.deep.equal(span(T, NOW_S - 4));
    await origin.clock.advance(8000);
    expect(startsS(await playlist(origin, `/live/studio.m3u8${at(T)}`))).to.deep.equal(span(T, NOW_S + 4));
  });

  it('grows to three hours of media at most', async () => {
    const { segments } = await playlist(new ClockedOrigin(), `/live/studio.m3u8${at(NOW_S - 86_400)}`);
    expect(segments).to.have.length(2700);
  });

  it('slides in real time with start=sliding', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/studio~start=sliding.m3u8${at(T)}`;
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(T, T + 24));
    await origin.clock.advance(3999);
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(T, T + 24));
    await origin.clock.advance(60_001);
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(T + 64, T + 88));
  });

  it('slides from the end of the hole if the start is in a hole', async () => {
    const path = `/live/camera~start=sliding~holes=${T}-${T + 400}.m3u8${at(T + 8)}`;
    expect(startsS(await playlist(new ClockedOrigin(), path))).to.deep.equal(span(T + 400, T + 424));
  });

  it('does not slide beyond the live edge', async () => {
    const path = `/live/studio~start=sliding.m3u8${at(NOW_S - 10)}`;
    expect(startsS(await playlist(new ClockedOrigin(), path))).to.deep.equal(span(NOW_S - 12, NOW_S - 4));
  });
});

describe('A playlist with an offset', () => {
  const offset = (s: number): string => `?lhs_start=1&lhs_offset_unix_s_0=${s}`;

  it('equals the live playlist at that time', async () => {
    const then = new ClockedOrigin();
    then.clock.setNow(NOW_MS - 1_800_000);
    const live = await playlist(then, '/live/studio.m3u8');
    expect(await playlist(new ClockedOrigin(), `/live/studio.m3u8${offset(1800)}`)).to.deep.equal(live);
  });

  it('grows from its first request on with offset=growing', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/studio~offset=growing.m3u8${offset(60)}`;
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(NOW_S - 60, NOW_S - 4));
    await origin.clock.advance(8000);
    expect(startsS(await playlist(origin, path))).to.deep.equal(span(NOW_S - 60, NOW_S + 4));
  });

  it('accepts an instant, as in the old reference', async () => {
    const origin = new ClockedOrigin();
    expect(startsS(await playlist(origin, `/live/studio.m3u8${offset(T)}`))).to.deep.equal(span(T, T + 24));
    await origin.clock.advance(8000);
    expect(startsS(await playlist(origin, `/live/studio.m3u8${offset(T)}`))).to.deep.equal(
      span(T + 8, T + 32),
    );
  });
});

describe('A segment in playlists', () => {
  it('has the same URL, and the same number, in every playlist', async () => {
    const S = NOW_S - 24;
    const queries = [
      '',
      at(S - 40),
      at(S, `&lhs_end_unix_s_0=${S + 8}`),
      at(S - 8, `&lhs_vodend_unix_s_0=${S + 8}`),
    ];
    for (const query of [...queries, '?lhs_start=1&lhs_offset_unix_s_0=4']) {
      const { segments } = await playlist(
        new ClockedOrigin(),
        `/live/camera~holes=${T}-${T + 7}.m3u8${query}`,
      );
      const segment = segments.find(({ startMs }) => startMs === S * 1000);
      expect(segment?.uri, query).to.match(/^camera~holes=\d+-\d+\/\d+\.ts$/);
      expect(segment?.number, query).to.equal(S / 4 - 2);
    }
  });
});
