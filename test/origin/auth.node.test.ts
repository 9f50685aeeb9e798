import { expect } from 'chai';
import { describe, it } from 'node:test';
import { signPath } from '../../src/server/cdn-auth.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';

const NAME = 'studio~auth=secret';
const PLAYLIST = `/live/${NAME}.m3u8`;
const TIMELINE = '/openapi/timeline/query';
const TIMELINE_QUERY = `?app=live&stream=${NAME}&format=ts&lhs_start_unix_s_0=${NOW_S - 60}&lhs_end_unix_s_0=${NOW_S}`;

const TARGETS = [
  { kind: 'playlist', path: PLAYLIST, query: '?' },
  { kind: 'playlist', path: PLAYLIST, query: `?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 60}` },
  { kind: 'segment', path: `/live/${NAME}/${NOW_S - 8}000.ts`, query: '?' },
  { kind: 'timeline', path: TIMELINE, query: TIMELINE_QUERY },
];
const sign = (path: string, key = 'secret', expiresAt = NOW_MS + 60_000): string =>
  `&auth_key=${signPath({ path, key, expiresAt })}`;

describe('A stream with auth', () => {
  for (const { kind, path, query } of TARGETS) {
    it(`serves a signed ${kind}: ${query}`, async () => {
      expect((await new ClockedOrigin().get(path + query + sign(path))).status).to.equal(200);
    });

    const REFUSED = [
      { why: 'no signature', signature: '' },
      { why: 'a signature of another path', signature: sign('/live/other.m3u8') },
      { why: 'a signature with another key', signature: sign(path, 'other') },
      { why: 'an expired signature', signature: sign(path, 'secret', NOW_MS - 1000) },
    ];
    for (const { why, signature } of REFUSED) {
      it(`answers 403 in HTML for a ${kind} with ${why}: ${query}`, async () => {
        const answer = await new ClockedOrigin().get(path + query + signature);
        expect(answer.status).to.equal(403);
        expect(await answer.text()).to.include('<h1>403 Forbidden</h1>');
      });
    }
  }

  it('writes no signature into its playlists', async () => {
    const text = await (await new ClockedOrigin().get(`${PLAYLIST}?${sign(PLAYLIST)}`)).text();
    expect(text)
      .to.match(/^studio~auth=secret\/\d+\.ts$/m)
      .and.not.to.include('auth_key');
  });

  it('counts from the first request of a URL, whatever its signature is', async () => {
    const origin = new ClockedOrigin();
    const path = '/live/studio~auth=secret~start=sliding.m3u8';
    const ask = async (uid: string): Promise<string> => {
      const authKey = signPath({ path, key: 'secret', expiresAt: NOW_MS + 60_000, uid });
      const query = `?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 600}&auth_key=${authKey}`;
      return (await origin.get(path + query)).text();
    };
    const first = await ask('1');
    await origin.clock.advance(8000);
    expect(await ask('2')).not.to.equal(first);
  });
});
