import { expect } from 'chai';
import type { LoadKind } from '../../src/network/body-check.ts';
import { Fetcher } from '../../src/network/fetcher.ts';
import { ownStream, segmentOf, windowMiddle } from '../session/own-stream.ts';
import { SentRequests } from '../session/sent-requests.ts';
import { MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { countedLoad, fetchOnce } from './counted-load.ts';
import { failureOf } from './failure-of.ts';
import { RetryClock } from './retry-clock.ts';

const START = windowMiddle(20 * MINUTE_MS);
const playlist = (knobs = '') => ownStream(knobs);
const segment = (knobs = '') => segmentOf(ownStream(knobs), START);

const bytesOf = async (...args: Parameters<typeof fetchOnce>): Promise<Uint8Array> =>
  new Uint8Array((await fetchOnce(...args)).body);

describe('Fetcher', () => {
  it('fetches a playlist, and returns its final URL', async () => {
    const url = playlist();
    const { url: finalUrl, body } = await countedLoad(url, 'playlist').fetched;
    expect(finalUrl).to.equal(new URL(url, document.baseURI).href);
    expect(new TextDecoder().decode(body)).to.match(/^#EXTM3U/);
  });

  it('fetches without an authorize callback', async () => {
    expect((await bytesOf(segment(), 'segment'))[0]).to.equal(0x47);
  });

  it('sends a byte range, and none for the whole resource', async () => {
    const sent = new SentRequests();
    await fetchOnce(segment(), 'segment', { byteRange: { start: 188, end: 376 } });
    await fetchOnce(segment(), 'segment', { byteRange: null });
    sent.stop();
    expect(sent.all.map(({ headers }) => headers.get('Range'))).to.deep.equal(['bytes=188-375', null]);
  });

  it('cuts the byte range out of the whole resource when the server sends that', async () => {
    // The origin does not support byte ranges. The browser would cut the range out of a response in its cache.
    const part = await bytesOf(segment(), 'segment', { byteRange: { start: 188, end: 376 } });
    expect(part).to.deep.equal((await bytesOf(segment(), 'segment')).slice(188, 376));
  });

  it('takes a response with status 206 as it is', async () => {
    const part = Uint8Array.from({ length: 188 }, (_, index) => (index === 0 ? 0x47 : index));
    const fetch = window.fetch.bind(window);
    window.fetch = () => Promise.resolve(new Response(part, { status: 206 }));
    try {
      const byteRange = { start: 188, end: 376 };
      expect(await bytesOf(segment(), 'segment', { byteRange })).to.deep.equal(part);
    } finally {
      window.fetch = fetch;
    }
  });

  const timeouts: [kind: LoadKind, timeoutMs: number][] = [
    ['playlist', 10_000],
    ['timeline', 20_000],
    ['segment', 60_000],
  ];
  for (const [kind, timeoutMs] of timeouts) {
    it(`gives a ${kind} ${timeoutMs / 1000} s, and then retries`, async () => {
      const clock = new RetryClock();
      const url = (kind === 'segment' ? segment : playlist)('~latency=60000');
      const failure = failureOf(countedLoad(url, kind, { clock, retries: 1 }).fetched);
      for (const pausesMs of [[], [300]]) {
        await until(() => clock.timeoutMs !== null);
        expect([clock.timeoutMs, clock.pausesMs]).to.deep.equal([timeoutMs, pausesMs]);
        await clock.expireTimeout();
      }
      expect((await failure).message).to.match(/cannot be reached/);
    });
  }
});

describe('Fetcher retries a temporary failure:', () => {
  const temporary: [kind: 'playlist' | 'segment', fault: string, requests: number][] = [
    ['playlist', '503:2', 3],
    ['segment', '503:2', 3],
    ['playlist', 'html:1', 2],
    ['segment', 'html:1', 2],
    ['playlist', 'empty:1', 2],
    ['segment', 'empty:1', 2],
    ['segment', 'truncated:1', 2],
    ['segment', '404:1', 2],
  ];
  for (const [kind, fault, requests] of temporary) {
    it(`of a ${kind}, ${fault}`, async () => {
      const clock = new RetryClock();
      const url = (kind === 'segment' ? segment : playlist)(`~fail=${kind}:${fault}`);
      const { fetched, signings } = countedLoad(url, kind, { clock });
      const { body } = await fetched;
      const [first] = new Uint8Array(body);
      expect(first).to.equal(kind === 'segment' ? 0x47 : '#'.charCodeAt(0));
      expect(signings).to.deep.equal(Array(requests).fill(0));
      expect(clock.pausesMs).to.deep.equal([300, 600].slice(0, requests - 1));
    });
  }

  it('of a playlist that must exist, 404:1 (case 46)', async () => {
    const url = playlist('~fail=playlist:404:1');
    const { fetched, signings } = countedLoad(url, 'playlist', { mustExist: true });
    expect(new Uint8Array((await fetched).body)[0]).to.equal('#'.charCodeAt(0));
    expect(signings).to.have.length(2);
  });

  it('dropped connections', async () => {
    // The browser itself sends a request again when it has used a connection before.
    const { fetched } = countedLoad(segment('~fail=segment:drop:3'), 'segment', { retries: 4 });
    expect(new Uint8Array((await fetched).body)[0]).to.equal(0x47);
  });

  it('any number of failures while the browser is offline', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      const { fetched, signings } = countedLoad(segment('~fail=segment:503:4'), 'segment', { retries: 1 });
      expect(new Uint8Array((await fetched).body)[0]).to.equal(0x47);
      expect(signings).to.have.length(5);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});

describe('Fetcher rejects when a failure remains:', () => {
  const lasting: [kind: LoadKind, fault: string, code: string, requests: number, sentence: RegExp][] = [
    ['playlist', '503:all', 'network', 2, /answers 503; try again later\.$/],
    ['playlist', '500:all', 'network', 2, /answers 500; try again later\.$/],
    ['playlist', 'html:all', 'network', 2, /not an HLS playlist; check the address\.$/],
    ['segment', 'html:all', 'network', 2, /not media; try again later\.$/],
    ['segment', 'empty:all', 'network', 2, /nothing; try again later\.$/],
    ['segment', 'truncated:all', 'network', 2, /cut off; check the connection\.$/],
    ['segment', 'drop:all', 'network', 2, /cannot be reached; check the address and the connection\.$/],
    ['playlist', '404:all', 'not-recorded', 1, /\(404\); choose another time, or check the address\.$/],
    ['segment', '404:all', 'not-recorded', 2, /\(404\); choose another time/],
    ['playlist', '403:all', 'forbidden', 2, /\(403\); check the signature of the address\.$/],
    ['playlist', '401:all', 'forbidden', 2, /\(401\); check the signature/],
  ];
  for (const [kind, fault, code, requests, sentence] of lasting) {
    it(`of a ${kind}, ${fault}, with ${code} after ${requests} requests, and says what to do`, async () => {
      const url = (kind === 'segment' ? segment : playlist)(`~fail=${kind}:${fault}`);
      const { fetched, signings } = countedLoad(url, kind, { retries: 1 });
      const error = await failureOf(fetched);
      expect(error.code).to.equal(code);
      expect(error.message).to.match(sentence);
      expect(signings).to.have.length(requests);
    });
  }

  it('of a playlist that must exist, 404:all, with not-recorded after all retries', async () => {
    const url = playlist('~fail=playlist:404:all');
    const { fetched, signings } = countedLoad(url, 'playlist', { mustExist: true, retries: 3 });
    expect((await failureOf(fetched)).code).to.equal('not-recorded');
    expect(signings).to.have.length(4);
  });

  it('of a playlist that must exist at once, for 30 s after another one was not there in the end', async () => {
    const retries = new RetryClock();
    let laterMs = 0;
    const { now, delay } = retries;
    const clock = { now, delay, steady: () => retries.steady() + laterMs };
    let requests = 0;
    const fetcher = new Fetcher(clock, () => (url) => {
      requests += 1;
      return url;
    });
    const url = playlist('~fail=playlist:404:all');
    const options = { retries: 1, mustExist: true, signal: new AbortController().signal };
    for (const [afterMs, expected] of [
      [0, 2],
      [0, 1],
      [30_000, 2],
    ] as const) {
      [requests, laterMs] = [0, laterMs + afterMs];
      expect((await failureOf(fetcher.fetch(url, 'playlist', options))).code).to.equal('not-recorded');
      expect(requests).to.equal(expected);
    }
  });

  it('doubles the pause before each retry, up to 4 s', async () => {
    const clock = new RetryClock();
    await failureOf(countedLoad(segment('~fail=segment:503:all'), 'segment', { clock, retries: 6 }).fetched);
    expect(clock.pausesMs).to.deep.equal([300, 600, 1200, 2400, 4000, 4000]);
  });

  it('of a timeline query, 404, with network, because it says nothing about what is recorded', async () => {
    expect((await failureOf(fetchOnce('/nothing-here', 'timeline'))).code).to.equal('network');
  });

  it('never repeats a signature in a message', async () => {
    const secret = 'auth_key=1700000000-0-0-d41d8cd98f00b204e9800998ecf8427e';
    const urls = ['403', '404', '503', 'html', 'drop'].map((fault) =>
      playlist(`~fail=playlist:${fault}:all`),
    );
    for (const url of [...urls, 'http://:1/live/a.m3u8']) {
      const { message } = await failureOf(fetchOnce(`${url}?${secret}`, 'playlist'));
      expect(message).to.not.contain('d41d8cd98f');
    }
  });
});
