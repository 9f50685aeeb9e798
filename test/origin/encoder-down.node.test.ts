import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readPlaylist, span, startsS } from './read-playlist.ts';

/**
 * A hole of a minute. The last segment before the hole is listed a second after the hole begins, and the first segment
 * after it five seconds after the hole ends.
 */
const FROM = NOW_S + 4;
const TO = FROM + 60;
const HOLE = `holes=${FROM}-${TO}`;
const WHILE_DOWN_S = [FROM + 1, FROM + 30, TO, TO + 4.5];

async function ask(name: string, atS: number, query = ''): Promise<Response> {
  const origin = new ClockedOrigin();
  origin.clock.setNow(atS * 1000);
  return origin.get(`/live/${name}.m3u8${query}`);
}

describe('The live playlist while the encoder is down', () => {
  for (const name of [`camera~${HOLE}`, `camera~${HOLE}~down=frozen`]) {
    it(`stays exactly as it was: ${name.replace(HOLE, 'holes=…')}`, async () => {
      const last = await (await ask(name, FROM + 1)).text();
      for (const atS of WHILE_DOWN_S) expect(await (await ask(name, atS)).text()).to.equal(last);
      expect(startsS(await readPlaylist(await ask(name, FROM + 1)))).to.deep.equal(span(FROM - 24, FROM));
    });
  }

  for (const atS of WHILE_DOWN_S) {
    it(`is a 404 with down=404, ${atS - FROM} s after the start of a hole of 60 s`, async () => {
      const answer = await ask(`camera~${HOLE}~down=404`, atS);
      expect(answer.status).to.equal(404);
      expect(await answer.text()).to.match(/Nobody publishes/);
    });
  }

  for (const atS of WHILE_DOWN_S) {
    it(`is as it was, and ends, with down=ended, ${atS - FROM} s after the start of a hole of 60 s (case 28)`, async () => {
      const last = await (await ask(`camera~${HOLE}`, FROM + 1)).text();
      expect(await (await ask(`camera~${HOLE}~down=ended`, atS)).text()).to.equal(
        `${last.replaceAll(HOLE, `${HOLE}~down=ended`)}#EXT-X-ENDLIST\n`,
      );
    });
  }

  it('does not end with down=ended before and after the hole (case 28)', async () => {
    for (const atS of [FROM + 0.999, TO + 5]) {
      expect(await (await ask(`camera~${HOLE}~down=ended`, atS)).text()).not.to.include('ENDLIST');
    }
  });

  it('begins with media sequence number 0 after an end and a new publish, also hours later (case 28)', async () => {
    const hole = `holes=${FROM}-${FROM + 18_000}~restart=${FROM + 18_000}`;
    for (const down of ['frozen', 'ended', '404']) {
      const back = await readPlaylist(await ask(`camera~${hole}~down=${down}`, FROM + 18_005));
      expect([startsS(back), back.segments[0]?.number], down).to.deep.equal([[FROM + 18_000], 0]);
      expect(back.text).not.to.include('ENDLIST');
    }
  });

  it('exists with down=404 until the last segment is listed, and again from the first new segment on', async () => {
    const before = await readPlaylist(await ask(`camera~${HOLE}~down=404`, FROM + 0.999));
    expect(startsS(before)).to.deep.equal(span(FROM - 28, FROM - 4));
    const after = await readPlaylist(await ask(`camera~${HOLE}~down=404`, TO + 5));
    expect(startsS(after)).to.deep.equal([...span(FROM - 20, FROM), TO]);
  });

  it('stays a 404 with down=404 if the encoder never comes back', async () => {
    expect((await ask(`camera~holes=${FROM}-~down=404`, FROM + 86_400)).status).to.equal(404);
  });

  it('is a 404 if nothing was ever recorded', async () => {
    for (const down of ['frozen', '404']) {
      expect((await ask(`camera~holes=0-~down=${down}`, NOW_S)).status).to.equal(404);
    }
  });
});

describe('A stream with down=404', () => {
  const name = `camera~${HOLE}~down=404`;

  it('serves recordings while the encoder is down', async () => {
    const start = `?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 60}`;
    const query = `${start}&lhs_vodend_unix_s_0=${NOW_S}`;
    for (const each of [start, query, '?lhs_start=1&lhs_offset_unix_s_0=60']) {
      expect((await ask(name, FROM + 30, each)).status, each).to.equal(200);
    }
  });

  it('has a live playlist all the time if the encoder restarts without a pause', async () => {
    for (let s = 0; s < 20; s += 1) {
      const answer = await ask(`studio~restart=${NOW_S + 6}~down=404`, NOW_S + s);
      expect(answer.status, `${s} s`).to.equal(200);
    }
  });

  it('has a live playlist again from the first segment after a restart on', async () => {
    const restarted = `${name}~restart=${TO}`;
    expect((await ask(restarted, TO + 4.999)).status).to.equal(404);
    expect(startsS(await readPlaylist(await ask(restarted, TO + 5)))).to.deep.equal([TO]);
  });
});
