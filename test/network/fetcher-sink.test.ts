import { expect } from 'chai';
import { ignoreRejection } from '../../src/network/ignore-rejection.ts';
import { ByteSink } from '../../src/network/segment-pipe.ts';
import { ownStream, segmentOf, windowMiddle } from '../session/own-stream.ts';
import { SentRequests } from '../session/sent-requests.ts';
import { MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { fetchOnce } from './counted-load.ts';
import { failureOf, rejectionOf } from './failure-of.ts';

const START = windowMiddle(20 * MINUTE_MS);
const segment = (knobs = '') => segmentOf(ownStream(knobs), START);

/** Fetches a segment into a sink, and collects the chunks that the sink hands on. */
function begin(url: string, retries = 2) {
  const chunks: ArrayBuffer[] = [];
  const sink = new ByteSink((chunk) => chunks.push(chunk));
  const abort = new AbortController();
  const fetched = fetchOnce(url, 'segment', { retries, signal: abort.signal, sink });
  return { fetched, abort, chunks, all: async () => new Uint8Array(await new Blob(chunks).arrayBuffer()) };
}

/** All streams of the origin have the same media at the same time. */
const wholeSegment = async (): Promise<Uint8Array> =>
  new Uint8Array((await fetchOnce(segment(), 'segment')).body);

/** Makes the connection of the first response drop after half of the body. */
function dropFirstConnection(): () => void {
  const fetch = window.fetch.bind(window);
  window.fetch = async (...request) => {
    window.fetch = fetch;
    const half = (await (await fetch(...request)).arrayBuffer()).slice(0, 40_000);
    let isSent = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (isSent) controller.error(new TypeError('network error'));
        else controller.enqueue(new Uint8Array(half));
        isSent = true;
      },
    });
    return new Response(body);
  };
  return () => (window.fetch = fetch);
}

describe('Fetcher with a sink', () => {
  it('writes the whole segment into the sink, and returns an empty body and the final URL', async () => {
    const url = segment();
    const { fetched, all } = begin(url, 0);
    const { url: finalUrl, body } = await fetched;
    expect(finalUrl).to.equal(new URL(url, document.baseURI).href);
    expect(body.byteLength).to.equal(0);
    expect(await all()).to.deep.equal(await wholeSegment());
  });

  it('hands on the first chunk while the rest is still to come, and nothing after an abort', async () => {
    const { fetched, chunks, abort } = begin(segment('~bandwidth=40000'), 0);
    let isComplete = false;
    ignoreRejection(fetched.then(() => (isComplete = true)));
    await until(() => chunks.length > 0);
    expect(isComplete).to.equal(false);
    const { length } = chunks;
    abort.abort();
    expect(await rejectionOf(fetched)).to.have.property('name', 'AbortError');
    expect(chunks).to.have.length(length);
  });

  for (const [what, fault, requests] of [
    ['is cut off half-way', 'truncated:1', 2],
    ['is cut off half-way twice', 'truncated:2', 3],
    ['is a web page at first', 'html:1', 2],
    ['is empty at first', 'empty:1', 2],
    ['is not found at first', '404:1', 2],
  ] as const) {
    it(`hands on each byte once when the segment ${what}`, async () => {
      const sent = new SentRequests();
      const { fetched, all } = begin(segment(`~fail=segment:${fault}`));
      await fetched;
      sent.stop();
      expect(sent.all).to.have.length(requests);
      expect(await all()).to.deep.equal(await wholeSegment());
    });
  }

  it('hands on each byte once when the connection drops half-way', async () => {
    const restore = dropFirstConnection();
    try {
      const { fetched, chunks, all } = begin(segment());
      await until(() => chunks.length > 0);
      expect(chunks[0]?.byteLength, 'before the connection dropped').to.equal(40_000);
      await fetched;
      expect(await all()).to.deep.equal(await wholeSegment());
    } finally {
      restore();
    }
  });

  it('hands on nothing of an error page', async () => {
    const { fetched, chunks } = begin(segment('~fail=segment:html:all'), 1);
    expect((await failureOf(fetched)).code).to.equal('network');
    expect(chunks).to.deep.equal([]);
  });
});
