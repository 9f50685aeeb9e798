import { expect } from 'chai';
import { ByteSink } from '../../src/network/segment-pipe.ts';
import { ignoreRejection } from '../../src/network/ignore-rejection.ts';
import { fetchResource } from './fetch-resource.ts';
import { until } from '../ui/stage.ts';
import { failureOf, rejectionOf } from './failure-of.ts';
import { minuteAgo, ownStream, segmentOf } from '../session/own-stream.ts';
import { SentRequests } from '../session/sent-requests.ts';

const START = minuteAgo(600_000);
const segment = (knobs = '') => segmentOf(ownStream(knobs), START);

/** A load into a sink, with all that the sink hands on. */
function begin(url: string, retries = 2) {
  const chunks: ArrayBuffer[] = [];
  const sink = new ByteSink((chunk) => chunks.push(chunk));
  const abort = new AbortController();
  const fetched = fetchResource(url, 'segment', { retries, signal: abort.signal, sink });
  return { fetched, abort, chunks, all: async () => new Uint8Array(await new Blob(chunks).arrayBuffer()) };
}

/** Each stream has the same pictures at the same time. */
async function wholeSegment(): Promise<Uint8Array> {
  const { signal } = new AbortController();
  return new Uint8Array((await fetchResource(segment(), 'segment', { retries: 0, signal })).body);
}

/** The first answer's connection drops after half of the body. */
function dropFirstHalfWay(): () => void {
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

describe('fetchResource into a sink', () => {
  it('hands the segment on whole, in the sink and not as a body, and says where it came from', async () => {
    const url = segment();
    const { fetched, all } = begin(url, 0);
    const { url: from, body } = await fetched;
    expect(from).to.equal(new URL(url, document.baseURI).href);
    expect(body.byteLength).to.equal(0);
    expect(await all()).to.deep.equal(await wholeSegment());
  });

  it('hands on the beginning while the rest is still to come', async () => {
    const { fetched, chunks, abort } = begin(segment('~bandwidth=40000'), 0);
    let isWhole = false;
    ignoreRejection(fetched.then(() => (isWhole = true)));
    await until(() => chunks.length > 0);
    expect(isWhole).to.equal(false);
    const handedOn = chunks.length;
    abort.abort();
    expect(await rejectionOf(fetched)).to.have.property('name', 'AbortError');
    expect(chunks, 'after the end').to.have.length(handedOn);
  });

  for (const [what, fault, tries] of [
    ['is cut off half-way', 'truncated:1', 2],
    ['is cut off half-way twice', 'truncated:2', 3],
    ['is a web page at first', 'html:1', 2],
    ['is empty at first', 'empty:1', 2],
    ['is not there at first', '404:1', 2],
  ] as const) {
    it(`hands on each byte once where the segment ${what}`, async () => {
      const sent = new SentRequests();
      const { fetched, all } = begin(segment(`~fail=segment:${fault}`));
      await fetched;
      sent.stop();
      expect(sent.all).to.have.length(tries);
      expect(await all()).to.deep.equal(await wholeSegment());
    });
  }

  it('hands on each byte once where the connection drops half-way', async () => {
    const restore = dropFirstHalfWay();
    try {
      const { fetched, chunks, all } = begin(segment());
      await until(() => chunks.length > 0);
      expect(chunks[0]?.byteLength, 'before it dropped').to.equal(40_000);
      await fetched;
      expect(await all()).to.deep.equal(await wholeSegment());
    } finally {
      restore();
    }
  });

  it('hands on nothing of an error page that stays', async () => {
    const { fetched, chunks } = begin(segment('~fail=segment:html:all'), 1);
    expect((await failureOf(fetched)).code).to.equal('network');
    expect(chunks).to.deep.equal([]);
  });
});
