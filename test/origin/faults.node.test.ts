import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

const segment = (name: string, index = 2): string => `/live/${name}/${NOW_S - 4 * index}000.ts`;
const playlist = (name: string): string => `/live/${name}.m3u8`;
const timeline = (name: string): string =>
  `/openapi/timeline/query?app=live&stream=${name}&format=ts` +
  `&lhs_start_unix_s_0=${NOW_S - 60}&lhs_end_unix_s_0=${NOW_S}`;

const PATHS = { playlist, segment, timeline };
const KINDS = ['playlist', 'segment', 'timeline'] as const;

async function statuses(origin: ClockedOrigin, path: string, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await origin.get(path)).status);
  return found;
}

describe('A fault', () => {
  for (const kind of KINDS) {
    it(`hits the first requests for a ${kind}, and no requests of other kinds`, async () => {
      const origin = new ClockedOrigin();
      const name = `studio~fail=${kind}:503:2`;
      expect(await statuses(origin, PATHS[kind](name), 4)).to.deep.equal([503, 503, 200, 200]);
      for (const other of KINDS.filter((each) => each !== kind)) {
        expect(await statuses(new ClockedOrigin(), PATHS[other](name), 1)).to.deep.equal([200]);
      }
    });

    it(`can replace a ${kind} by HTML, by an empty body, or by half of it`, async () => {
      const origin = new ClockedOrigin();
      const path = PATHS[kind];
      const whole = await (await origin.get(path('studio'))).arrayBuffer();
      const html = await origin.get(path(`studio~fail=${kind}:html:all`));
      expect(html).to.have.property('status', 200);
      expect(html.headers.get('Content-Type')).to.match(/^text\/html/);
      expect(await html.text()).to.match(/^<!DOCTYPE html>/);
      const empty = await origin.get(path(`studio~fail=${kind}:empty:all`));
      expect([empty.status, await empty.text()]).to.deep.equal([200, '']);
      const truncated = await origin.get(path(`studio~fail=${kind}:truncated:all`));
      expect(truncated.headers.has('Content-Length')).to.equal(false);
      expect(truncated.headers.get('Cache-Control')).to.equal('no-store');
      expect((await truncated.arrayBuffer()).byteLength).to.be.within(
        whole.byteLength * 0.4,
        whole.byteLength * 0.7,
      );
    });
  }

  it('can hit only live playlists, or only those with time keys (case 46)', async () => {
    const shifted = (name: string) =>
      `${playlist(name)}?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 600}&lhs_vodend_unix_s_0=${NOW_S - 300}`;
    const origin = new ClockedOrigin();
    const once = 'studio~fail=shifted:404:1';
    expect(await statuses(origin, playlist(once), 2)).to.deep.equal([200, 200]);
    expect(await statuses(origin, shifted(once), 3)).to.deep.equal([404, 200, 200]);
    const live = 'studio~fail=live:503:1';
    expect(await statuses(origin, shifted(live), 2)).to.deep.equal([200, 200]);
    expect(await statuses(origin, playlist(live), 2)).to.deep.equal([503, 200]);
  });

  it('can drop the connection', async () => {
    const answer = await new ClockedOrigin().get(playlist('studio~fail=playlist:drop:1'));
    expect(answer.type).to.equal('error');
  });

  it('can hit a percentage of requests: the same requests in each run, and not the same URL every time', async () => {
    const path = playlist('studio~fail=playlist:404:30%25');
    const run = async (): Promise<number[]> => {
      const origin = new ClockedOrigin();
      const found: number[] = [];
      for (let url = 0; url < 100; url += 1) found.push(...(await statuses(origin, `${path}?url=${url}`, 3)));
      return found;
    };
    const found = await run();
    expect(await run()).to.deep.equal(found);
    expect(found.filter((status) => status === 404)).to.have.length.within(60, 120);
    const threes = Array.from({ length: 100 }, (_, index) => found.slice(index * 3, index * 3 + 3));
    expect(threes.filter((three) => three.every((status) => status === 404))).to.have.length.below(10);
  });

  it('can be written with an unencoded percent sign, which browsers do not change', async () => {
    expect(await statuses(new ClockedOrigin(), playlist('studio~fail=playlist:500:100%'), 2)).to.deep.equal([
      500, 500,
    ]);
  });

  it('can be combined with other faults, which hit one after the other', async () => {
    const name = 'studio~fail=playlist:503:1~fail=playlist:404:2~fail=segment:500:all';
    const origin = new ClockedOrigin();
    expect(await statuses(origin, playlist(name), 4)).to.deep.equal([503, 404, 404, 200]);
    expect(await statuses(origin, segment(name), 2)).to.deep.equal([500, 500]);
  });

  it('counts the requests for each stream separately', async () => {
    const origin = new ClockedOrigin({
      faults: [
        { kind: 'playlist', damage: { type: 'status', status: 503 }, incidence: { type: 'first', count: 1 } },
      ],
    });
    expect(await statuses(origin, playlist('studio'), 2)).to.deep.equal([503, 200]);
    expect(await statuses(origin, playlist('camera'), 2)).to.deep.equal([503, 200]);
  });
});

describe('A fault of the timeline query', () => {
  const ask = async (what: string): Promise<unknown> => {
    const answer = await new ClockedOrigin().get(timeline(`studio~fail=timeline:${what}:all`));
    expect(answer.status).to.equal(200);
    return answer.json();
  };

  for (const retCode of [4001, 4002, 4003, 5001, 9999]) {
    it(`retcode${retCode}: answers with this code`, async () => {
      expect(await ask(`retcode${retCode}`)).to.have.property('retCode', retCode);
    });
  }

  it('nocontent, nullcontent, nocurrent: answers without these fields, as real servers do', async () => {
    const success = { retCode: 0, description: 'success' };
    expect(await ask('nocontent')).to.deep.equal(success);
    expect(await ask('nullcontent')).to.deep.equal({ ...success, content: null });
    const noCurrent = await ask('nocurrent');
    expect(noCurrent).to.have.nested.property('content.timeline').with.length(14);
    expect(noCurrent).not.to.have.nested.property('content.current');
  });
});
