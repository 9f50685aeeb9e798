import { expect } from 'chai';
import { TimeShiftError } from '../../src/core/service/time-shift-error.ts';
import { Fetcher, type FetchOptions, type SegmentUrls } from '../../src/network/fetcher.ts';
import type { LoadKind } from '../../src/network/body-check.ts';
import { ManualClock } from '../manual-clock.ts';
import { ownStream, segmentOf, windowMiddle } from '../session/own-stream.ts';
import { SentRequests } from '../session/sent-requests.ts';
import { MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { fetchOnce } from './counted-load.ts';
import { failureOf } from './failure-of.ts';
import { RetryClock } from './retry-clock.ts';

const START = windowMiddle(20 * MINUTE_MS);
const segment = (knobs = '') => segmentOf(ownStream(knobs), START);
/** The same server under its other name, which is another origin for the page. */
const elsewhere = (path: string): string => new URL(path, `http://localhost:${location.port}`).href;
const NEVER = new AbortController().signal;

describe('A server that asks to wait (case 27)', () => {
  for (const damage of ['429after5', '503after5', '429until5']) {
    it(`${damage}: is asked again after 5 s and not before, and the wait has a cause`, async () => {
      const clock = new ManualClock(Date.now());
      const troubles: (string | undefined)[] = [];
      const fetcher = new Fetcher(
        clock,
        () => undefined,
        (kind, error) => troubles.push(error?.message ?? kind),
      );
      const sent = new SentRequests();
      const loading = fetcher.fetch(segment(`~fail=segment:${damage}:1`), 'segment', {
        retries: 2,
        signal: NEVER,
      });
      // A date has whole seconds.
      await until(() => clock.waitsMs.some((ms) => ms > 4000 && ms <= 5000));
      const waitMs = clock.waitsMs.find((ms) => ms > 4000 && ms <= 5000) ?? NaN;
      expect(waitMs).to.equal(5000);
      expect(troubles.join()).to.match(/answers (429|503); the player waits for 5 s/);
      await clock.advance(4999);
      expect(sent.all).to.have.length(1);
      await clock.advance(1);
      await loading;
      sent.stop();
      expect(sent.all).to.have.length(2);
      expect(troubles.at(-1)).to.equal('segment');
    });
  }

  it('is not asked by anybody else meanwhile, for what it has refused', async () => {
    const clock = new ManualClock();
    const fetcher = new Fetcher(clock, () => undefined);
    const load = (url: string, kind: LoadKind) => fetcher.fetch(url, kind, { retries: 0, signal: NEVER });
    await failureOf(load(segment('~fail=segment:429after5:all'), 'segment'));
    const sent = new SentRequests();
    const other = load(segment(), 'segment');
    await load(ownStream(), 'playlist');
    expect(sent.all.map(({ url }) => /\.(\w+)$/.exec(url)?.[1])).to.deep.equal(['m3u8']);
    await clock.advance(5000);
    await other;
    sent.stop();
  });
});

describe('A failure that does not end (rule 5)', () => {
  it('makes fewer than 40 requests a minute, however many ask for it', async () => {
    const clock = new ManualClock();
    const fetcher = new Fetcher(clock, () => undefined);
    const sent = new SentRequests();
    const abort = new AbortController();
    const { signal } = abort;
    const url = segment('~fail=segment:503:all');
    const insist = async () => {
      while (!signal.aborted) {
        await fetcher.fetch(url, 'segment', { retries: 6, signal }).catch(() => undefined);
      }
    };
    const insisting = Promise.all([insist(), insist(), insist()]);
    for (let ms = 0; ms < MINUTE_MS; ms += 500) {
      await clock.advance(500);
      await until(() => sent.answers === sent.all.length);
    }
    abort.abort();
    await insisting;
    sent.stop();
    expect(sent.all.length).to.be.within(15, 42);
  });
});

describe('An answer without CORS headers (case 22)', () => {
  const load = (knobs: string, kind: LoadKind) => {
    const stream = ownStream(knobs);
    const url = kind === 'segment' ? segmentOf(stream, START) : stream;
    return fetchOnce(elsewhere(url), kind, { retries: 3, clock: new RetryClock() });
  };
  for (const kind of ['segment', 'playlist'] as const) {
    it(`of a ${kind} ends in an error that names CORS, after few requests`, async () => {
      const sent = new SentRequests();
      const error = await failureOf(load(`~nocors=${kind}`, kind));
      sent.stop();
      expect([error.code, error.reason]).to.deep.equal(['forbidden', 'cors']);
      expect(error.message).to.match(new RegExp(`read its ${kind}s \\(CORS\\); let it send Access-Control`));
      expect(sent.all.length).to.be.at.most(4);
    });
  }

  it('is told from a server that drops connections', async () => {
    const error = await failureOf(load('~fail=segment:drop:all', 'segment'));
    expect(error.code).to.equal('network');
    expect(error.message).to.match(/cannot be reached/);
  });

  it('is told from a server that is not there', async () => {
    const url = 'http://localhost:9/live/studio.m3u8';
    expect((await failureOf(fetchOnce(url, 'playlist'))).message).to.match(/cannot be reached/);
  });

  it('that is an error is told from a server that lets nothing be read', async () => {
    const stream = ownStream('~nocors=segment');
    const fetcher = new Fetcher(new RetryClock(), () => undefined);
    const options: FetchOptions = { retries: 1, signal: NEVER };
    await fetcher.fetch(elsewhere(segment()), 'segment', options);
    const error = await failureOf(fetcher.fetch(elsewhere(segmentOf(stream, START)), 'segment', options));
    expect(error.code).to.equal('network');
    expect(error.message).to.match(/an error that this page may not read \(CORS\)/);
  });
});

describe('A refused segment (case 26)', () => {
  /** Finds the segment of another stream in its place. */
  class OtherUrls implements SegmentUrls {
    readonly renewals: string[] = [];
    constructor(
      private readonly found: string | null,
      private known: string | null = null,
    ) {}
    newest(url: string): string {
      return this.known ?? url;
    }
    renew(_: string, refused: string): Promise<string | null> {
      this.renewals.push(refused);
      this.known = this.found;
      return Promise.resolve(this.found);
    }
  }
  const good = segment();
  for (const status of [401, 403, 404, 410]) {
    it(`${status}: is loaded from where its window lists it by now`, async () => {
      const urls = new OtherUrls(good);
      const refused = segment(`~fail=segment:${status}:all`);
      const { url } = await fetchOnce(refused, 'segment', { urls });
      expect(url).to.equal(new URL(good, document.baseURI).href);
      expect(urls.renewals).to.deep.equal([refused]);
    });
  }

  it('makes the window be read once, and then backs off', async () => {
    const clock = new RetryClock();
    const urls = new OtherUrls(null);
    const sent = new SentRequests();
    const error = await failureOf(
      fetchOnce(segment('~fail=segment:403:all'), 'segment', { urls, clock, retries: 4 }),
    );
    sent.stop();
    expect([error.code, urls.renewals.length, sent.all.length]).to.deep.equal(['forbidden', 1, 5]);
    expect(clock.pausesMs).to.deep.equal([300, 600, 1200, 2400]);
  });

  it('is requested from its newest URL at once, where that is known', async () => {
    const urls = new OtherUrls(null, good);
    const sent = new SentRequests();
    await fetchOnce(segment('~fail=segment:403:all'), 'segment', { urls });
    sent.stop();
    expect([sent.all.length, urls.renewals.length]).to.deep.equal([1, 0]);
  });

  it('is signed again first', async () => {
    const signed: number[] = [];
    const urls = new OtherUrls(good);
    await fetchOnce(segment('~fail=segment:403:2'), 'segment', {
      urls,
      authorize: (url, _, attempt) => {
        signed.push(attempt);
        return url;
      },
    });
    expect([signed, urls.renewals.length]).to.deep.equal([[0, 1, 0], 1]);
  });

  it('is not looked for where the page itself cannot sign', async () => {
    const urls = new OtherUrls(good);
    const authorize = () =>
      Promise.reject(new TimeShiftError('forbidden', 'no', { cause: new Error('403') }));
    await failureOf(fetchOnce(segment(), 'segment', { urls, authorize, retries: 3 }));
    expect(urls.renewals).to.be.empty;
  });
});

describe('A key of segments', () => {
  it('is signed only where its server refuses it', async () => {
    const signed: number[] = [];
    const authorize = (url: URL, _: LoadKind, attempt: number) => {
      signed.push(attempt);
      return url;
    };
    await fetchOnce(segment(), 'segment', { authorize, isKey: true });
    expect(signed).to.be.empty;
    await fetchOnce(segment('~fail=segment:403:2'), 'segment', { authorize, isKey: true });
    expect(signed).to.deep.equal([0, 1]);
  });
});
