import { expect } from 'chai';
import type { LoadKind } from '../../src/network/fetcher.ts';
import { fetchResource } from './fetch-resource.ts';
import { countedLoad as load } from './counted-load.ts';
import { failureOf } from './failure-of.ts';
import { minuteAgo, ownStream, segmentOf } from '../session/own-stream.ts';
import { SentRequests } from '../session/sent-requests.ts';

const playlist = (knobs = '') => ownStream(knobs);
const segment = (knobs = '') => segmentOf(ownStream(knobs), minuteAgo(600_000));

describe('Fetcher', () => {
  it('loads a playlist, and says where it came from', async () => {
    const url = playlist();
    const { url: from, body } = await load(url, 'playlist').fetched;
    expect(from).to.equal(new URL(url, document.baseURI).href);
    expect(new TextDecoder().decode(body)).to.match(/^#EXTM3U/);
  });

  it('loads without an authorize callback', async () => {
    const { signal } = new AbortController();
    const { body } = await fetchResource(segment(), 'segment', { retries: 0, signal });
    expect(new Uint8Array(body)[0]).to.equal(0x47);
  });

  it('sends a byte range, and none where the whole is wanted', async () => {
    const sent = new SentRequests();
    const options = { retries: 0, signal: new AbortController().signal };
    await fetchResource(segment(), 'segment', { ...options, byteRange: { start: 188, end: 376 } });
    await fetchResource(segment(), 'segment', { ...options, byteRange: null });
    sent.stop();
    expect(sent.all.map(({ headers }) => headers.get('Range'))).to.deep.equal(['bytes=188-375', null]);
  });

  it('cuts out the byte range where the server sends everything', async () => {
    const options = { retries: 0, signal: new AbortController().signal };
    const byteRange = { start: 188, end: 376 };
    // The origin knows no ranges; of what it has in its cache, the browser would cut them out itself.
    const { body } = await fetchResource(segment(), 'segment', { ...options, byteRange });
    const all = new Uint8Array((await fetchResource(segment(), 'segment', options)).body);
    expect(new Uint8Array(body)).to.deep.equal(all.slice(188, 376));
  });

  it('takes what a server that knows byte ranges sends as it is', async () => {
    const part = Uint8Array.from({ length: 188 }, (_, index) => (index === 0 ? 0x47 : index));
    const fetch = window.fetch.bind(window);
    window.fetch = () => Promise.resolve(new Response(part, { status: 206 }));
    try {
      const byteRange = { start: 188, end: 376 };
      const options = { retries: 0, signal: new AbortController().signal, byteRange };
      const { body } = await fetchResource(segment(), 'segment', options);
      expect(new Uint8Array(body)).to.deep.equal(part);
    } finally {
      window.fetch = fetch;
    }
  });
});

describe('a failure that passes is not noticed:', () => {
  const passing: [kind: 'playlist' | 'segment', fault: string, tries: number][] = [
    ['playlist', '503:2', 3],
    ['segment', '503:2', 3],
    ['playlist', 'html:1', 2],
    ['segment', 'html:1', 2],
    ['playlist', 'empty:1', 2],
    ['segment', 'empty:1', 2],
    ['segment', 'truncated:1', 2],
    ['segment', '404:1', 2],
  ];
  for (const [kind, fault, tries] of passing) {
    it(`of a ${kind}: ${fault}`, async () => {
      const url = (kind === 'segment' ? segment : playlist)(`~fail=${kind}:${fault}`);
      const { fetched, signings } = load(url, kind);
      const { body } = await fetched;
      const [first] = new Uint8Array(body);
      expect(first).to.equal(kind === 'segment' ? 0x47 : '#'.charCodeAt(0));
      expect(signings).to.deep.equal(Array.from({ length: tries }, () => 0));
    });
  }

  it('dropped connections', async () => {
    // The browser itself tries again where the connection had been used before.
    const { fetched } = load(segment('~fail=segment:drop:3'), 'segment', { retries: 4 });
    expect(new Uint8Array((await fetched).body)[0]).to.equal(0x47);
  });

  it('any number of them while the browser is offline', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      const { fetched, signings } = load(segment('~fail=segment:503:4'), 'segment', { retries: 1 });
      expect(new Uint8Array((await fetched).body)[0]).to.equal(0x47);
      expect(signings).to.have.length(5);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});

describe('a failure that stays', () => {
  const staying: [kind: LoadKind, fault: string, code: string, tries: number, sentence: RegExp][] = [
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
  for (const [kind, fault, code, tries, sentence] of staying) {
    it(`of a ${kind}, ${fault}, ends in ${code} after ${tries} and says what to do`, async () => {
      const url = (kind === 'segment' ? segment : playlist)(`~fail=${kind}:${fault}`);
      const { fetched, signings } = load(url, kind, { retries: 1 });
      const error = await failureOf(fetched);
      expect(error.code).to.equal(code);
      expect(error.message).to.match(sentence);
      expect(signings).to.have.length(tries);
    });
  }

  it('of a timeline query, 404, is no statement about what is recorded', async () => {
    expect((await failureOf(load('/nothing-here', 'timeline', { retries: 0 }).fetched)).code).to.equal(
      'network',
    );
  });

  it('never tells a signature', async () => {
    const secret = 'auth_key=1700000000-0-0-d41d8cd98f00b204e9800998ecf8427e';
    for (const fault of ['403', '404', '503', 'html', 'drop']) {
      const url = `${playlist(`~fail=playlist:${fault}:all`)}?${secret}`;
      const { message } = await failureOf(load(url, 'playlist', { retries: 0 }).fetched);
      expect(message).to.not.contain('d41d8cd98f');
    }
    const url = `http://:1/live/a.m3u8?${secret}`;
    expect((await failureOf(load(url, 'playlist', { retries: 0 }).fetched)).message).to.not.contain(
      'd41d8cd98f',
    );
  });
});
