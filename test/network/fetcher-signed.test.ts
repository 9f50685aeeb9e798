import { expect } from 'chai';
import { authorizeFrom } from '../../src/network/authorize-from.ts';
import { TimeShiftError } from '../../src/core/service/time-shift-error.ts';
import type { Authorize } from '../../src/network/fetcher.ts';
import { fetchResource } from './fetch-resource.ts';
import { until } from '../ui/stage.ts';
import { countedLoad as load } from './counted-load.ts';
import { failureOf, rejectionOf } from './failure-of.ts';
import { minuteAgo, ownStream, segmentOf } from '../session/own-stream.ts';
import { SentRequests } from '../session/sent-requests.ts';

const playlist = (knobs = '') => ownStream(knobs);
const segment = (knobs = '') => segmentOf(ownStream(knobs), minuteAgo(600_000));

describe('authorize', () => {
  it('signs again, once and as attempt 1, when its first signature is refused', async () => {
    const fromServer = authorizeFrom('/sign');
    const sign: Authorize = (url, kind, attempt) =>
      attempt === 0 ? `${url.href}?auth_key=1-0-0-stale` : fromServer(url, kind, attempt);
    const { fetched, signings } = load(playlist('~auth=secret'), 'playlist', { authorize: sign });
    expect((await fetched).url)
      .to.contain('auth_key=')
      .and.not.contain('stale');
    expect(signings).to.deep.equal([0, 1]);
  });

  it('is asked anew after a failure of another kind, and may then be refused once more', async () => {
    const { fetched, signings } = load(
      segment('~fail=segment:403:1~fail=segment:503:1~fail=segment:403:1'),
      'segment',
    );
    await fetched;
    expect(signings).to.deep.equal([0, 1, 0, 1]);
  });

  it('gets the whole address, and its answer may be a URL, a text or a promise of one', async () => {
    const src = `${playlist()}?user=7`;
    const answers: Authorize[] = [
      (url) => url,
      (url) => url.href,
      (url) => Promise.resolve(url),
      (url) => `${url.pathname}${url.search}`,
    ];
    for (const authorize of answers) {
      const { url } = await load(src, 'playlist', { authorize }).fetched;
      expect(url).to.equal(new URL(src, document.baseURI).href);
    }
  });

  for (const how of ['throws', 'rejects'] as const) {
    it(`that ${how} is forbidden at once, with what it failed with as the cause`, async () => {
      const cause = new Error('no session');
      const authorize = (): Promise<URL> => {
        if (how === 'throws') throw cause;
        return Promise.reject(cause);
      };
      const { fetched, signings } = load(playlist(), 'playlist', { authorize });
      const error = await failureOf(fetched);
      expect(error.code).to.equal('forbidden');
      expect(error.message).to.match(/authorize callback failed/);
      expect(error.cause).to.equal(cause);
      // Attempt 1 is for what the server has refused, and it has not been asked.
      expect(signings).to.deep.equal([0]);
    });
  }
});

describe('an authorize that knows what its failure is', () => {
  it('is asked again where that may pass', async () => {
    let failures = 0;
    const authorize: Authorize = (url) => {
      if (failures === 2) return url;
      failures += 1;
      throw new TimeShiftError('network', 'cannot sign now');
    };
    const { fetched, signings } = load(playlist(), 'playlist', { authorize });
    await fetched;
    expect(signings).to.deep.equal([0, 0, 0]);
  });

  it('is believed where it will not', async () => {
    const refusal = new TimeShiftError('forbidden', 'no session', { cause: new Error('403') });
    const authorize = () => Promise.reject(refusal);
    const { fetched, signings } = load(playlist(), 'playlist', { authorize });
    expect(await failureOf(fetched)).to.equal(refusal);
    expect(signings).to.deep.equal([0]);
  });
});

describe('a load that is not wanted any more', () => {
  const rejectsWithAbort = async (promise: Promise<unknown>) =>
    expect(await rejectionOf(promise)).to.have.property('name', 'AbortError');

  it('ends while it waits for another try', async () => {
    const { fetched, signings, abort } = load(playlist('~fail=playlist:503:all'), 'playlist', { retries: 9 });
    await until(() => signings.length > 2);
    abort.abort();
    await rejectsWithAbort(fetched);
    expect(signings).to.have.length(3);
  });

  it('ends while the server makes it wait', async () => {
    const { fetched, signings, abort } = load(playlist('~latency=30000'), 'playlist');
    await until(() => signings.length > 0);
    abort.abort();
    await rejectsWithAbort(fetched);
  });

  it('ends in the middle of the body', async () => {
    const sent = new SentRequests();
    const { fetched, abort } = load(segment('~bandwidth=1000'), 'segment');
    await until(() => sent.answers === 1);
    sent.stop();
    abort.abort();
    await rejectsWithAbort(fetched);
  });

  it('does not begin where it was not wanted from the start', async () => {
    const signal = AbortSignal.abort();
    await rejectsWithAbort(fetchResource(playlist(), 'playlist', { retries: 3, signal }));
  });

  it('ends with the reason that it is given', async () => {
    const { fetched, abort } = load(playlist('~latency=30000'), 'playlist');
    const reason = new Error('a newer seek');
    abort.abort(reason);
    expect(await rejectionOf(fetched)).to.equal(reason);
  });
});
