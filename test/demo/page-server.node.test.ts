import { expect } from 'chai';
import { describe, it } from 'node:test';
import { createPageServer } from '../../demo/server/page-server.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from '../origin/clocked-origin.ts';

const HOST = 'http://127.0.0.1:5173';

/** A page's own server, on the same host as the origin. */
function stage(clocked = new ClockedOrigin()) {
  const server = createPageServer(clocked.origin, clocked.clock);
  const ask = async (path: string, method = 'GET'): Promise<Response> => {
    const answer = server.handle(new Request(HOST + path, { method }));
    if (!answer) throw new Error(`The server does not handle ${path}.`);
    return answer;
  };
  const sign = (path: string) =>
    ask(`/sign?url=${encodeURIComponent(path.startsWith('http') ? path : HOST + path)}`);
  return { clocked, server, ask, sign };
}

describe("The page's server", () => {
  it('lists the streams that are live', async () => {
    const names = (await (await stage().ask('/streams')).json()) as string[];
    expect(names).to.deep.equal(['camera', 'studio', 'night', 'hall', 'gate']);
  });

  it('starts and stops recordings', async () => {
    const { ask } = stage();
    expect((await ask('/record?stream=hall&command=start', 'POST')).status).to.equal(204);
    const again = await ask('/record?stream=hall&command=start', 'POST');
    expect(again.status).to.equal(409);
    expect(await again.text()).to.match(/TaskAlreadyStarted/);
    expect((await ask('/record?stream=hall&command=stop', 'POST')).status).to.equal(204);
  });

  it('stops the encoder, and starts it again (case 28)', async () => {
    const { ask, clocked } = stage();
    const live = async () => (await clocked.get('/live/studio~down=404.m3u8')).status;
    expect((await ask('/encoder?stream=studio~down=404&command=stop', 'POST')).status).to.equal(204);
    await clocked.clock.advance(2000);
    expect(await live()).to.equal(404);
    expect((await ask('/encoder?stream=studio~down=404&command=start', 'POST')).status).to.equal(204);
    await clocked.clock.advance(6000);
    expect(await live()).to.equal(200);
  });

  const refusedEncoders: [query: string, status: number, message: RegExp][] = [
    ['stream=kitchen&command=stop', 404, /no stream "kitchen"/],
    ['stream=studio&command=pause', 400, /command must be start or stop/],
    ['stream=studio', 400, /command must be start or stop/],
    ['command=stop', 404, /no stream ""/],
  ];
  for (const [query, status, message] of refusedEncoders) {
    it(`answers /encoder?${query} with ${status} and says what is wrong`, async () => {
      const answer = await stage().ask(`/encoder?${query}`, 'POST');
      expect(answer.status).to.equal(status);
      expect(await answer.text()).to.match(message);
    });
  }

  const refused: [query: string, status: number, message: RegExp][] = [
    ['stream=studio&command=start', 404, /InvalidConfig\.NotFound/],
    ['stream=kitchen&command=start', 404, /InvalidStream\.NotFound/],
    ['stream=hall&command=rewind', 400, /command must be one of/],
    ['command=start', 400, /streamName/],
    ['stream=hall', 400, /command/],
  ];
  for (const [query, status, message] of refused) {
    it(`answers ${query} with ${status} and says what is wrong`, async () => {
      const answer = await stage().ask(`/record?${query}`, 'POST');
      expect(answer.status).to.equal(status);
      expect(await answer.text())
        .to.match(message)
        .and.not.match(/demo-key-secret|Signature=/);
    });
  }

  for (const path of ['/', '/streams.html', '/live/studio.m3u8', '/record']) {
    it(`does not handle ${path}`, () => {
      expect(stage().server.handle(new Request(HOST + path))).to.equal(null);
    });
  }

  it('sends a start again if its answer was lost, and accepts that it was carried out already', async () => {
    const { ask, clocked } = stage();
    const answering = ask('/record?stream=hall~fail=call:drop:1&command=start', 'POST');
    while (clocked.clock.nextWaitMs === null) await new Promise((resolve) => setImmediate(resolve));
    await clocked.clock.advanceToNextWait();
    expect((await answering).status).to.equal(204);
  });
});

describe("A URL that the page's server signs", () => {
  const NAME = 'studio~auth=secret';
  const TIMELINE = `/openapi/timeline/query?app=live&stream=${NAME}&format=ts&lhs_start_unix_s_0=${NOW_S - 60}&lhs_end_unix_s_0=${NOW_S}`;
  const paths = [
    '/live/gate.m3u8',
    `/live/${NAME}.m3u8?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 60}`,
    `/live/${NAME}/${NOW_S - 8}000.ts`,
    `/live/${NAME}~size=320x180.m3u8`,
    TIMELINE,
  ];
  for (const path of paths) {
    it(`is valid for a minute, and keeps its other bytes: ${path}`, async () => {
      const { clocked, sign } = stage();
      const signed = await (await sign(path)).text();
      expect(signed.replace(/[?&]auth_key=[\w-]+$/, '')).to.equal(HOST + path);
      const status = async () => (await clocked.get(signed.slice(HOST.length))).status;
      expect(await status()).to.equal(200);
      clocked.clock.setNow(NOW_MS + 59_000);
      expect(await status()).to.equal(200);
      clocked.clock.setNow(NOW_MS + 61_000);
      expect(await status()).to.equal(403);
    });
  }

  it('is valid for the time of the knob authttl, by the clock of its server', async () => {
    const { clocked, sign } = stage();
    const signed = await (await sign('/live/studio~auth=secret~authttl=5~skew=-7200.m3u8')).text();
    const status = async () => (await clocked.get(signed.slice(HOST.length))).status;
    expect(await status()).to.equal(200);
    await clocked.clock.advance(6000);
    expect(await status()).to.equal(403);
  });

  const refused: [url: string, status: number][] = [
    ['', 400],
    ['/live/studio.m3u8', 403],
    ['/live/kitchen.m3u8', 403],
    ['/index.html', 403],
    ['http://elsewhere.example/live/gate.m3u8', 403],
  ];
  for (const [url, status] of refused) {
    it(`is refused with ${status}: ${url || 'no URL'}`, async () => {
      const { ask, sign } = stage();
      expect((await (url === '' ? ask('/sign') : sign(url))).status).to.equal(status);
    });
  }
});
