import { expect } from 'chai';
import { TimeShiftError } from '../../src/core/service/time-shift-error.ts';
import { authorizeFrom } from '../../src/network/authorize-from.ts';
import type { Authorize } from '../../src/network/fetcher.ts';
import { ManualClock } from '../manual-clock.ts';
import { ownStream, segmentOf, windowMiddle } from '../session/own-stream.ts';
import { SentRequests } from '../session/sent-requests.ts';
import { MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { countedLoad, fetchOnce } from './counted-load.ts';
import { failureOf, rejectionOf } from './failure-of.ts';

const START = windowMiddle(20 * MINUTE_MS);
const playlist = (knobs = '') => ownStream(knobs);
const segment = (knobs = '') => segmentOf(ownStream(knobs), START);

describe('The authorize callback', () => {
  it('signs again, once and as attempt 1, when the server refuses its first signature', async () => {
    const fromServer = authorizeFrom('/sign');
    const sign: Authorize = (url, kind, attempt) =>
      attempt === 0 ? `${url.href}?auth_key=1-0-0-stale` : fromServer(url, kind, attempt);
    const { fetched, signings } = countedLoad(playlist('~auth=secret'), 'playlist', { authorize: sign });
    expect((await fetched).url)
      .to.contain('auth_key=')
      .and.not.contain('stale');
    expect(signings).to.deep.equal([0, 1]);
  });

  it('starts over after a failure of another kind, and its signature may be refused once more', async () => {
    const { fetched, signings } = countedLoad(
      segment('~fail=segment:403:1~fail=segment:503:1~fail=segment:403:1'),
      'segment',
    );
    await fetched;
    expect(signings).to.deep.equal([0, 1, 0, 1]);
  });

  it('gets the whole URL, and may return a URL, a string or a promise of either', async () => {
    const src = `${playlist()}?user=7`;
    const answers: Authorize[] = [
      (url) => url,
      (url) => url.href,
      (url) => Promise.resolve(url),
      (url) => `${url.pathname}${url.search}`,
    ];
    for (const authorize of answers) {
      const { url } = await fetchOnce(src, 'playlist', { authorize });
      expect(url).to.equal(new URL(src, document.baseURI).href);
    }
  });

  for (const how of ['throws', 'rejects'] as const) {
    it(`ends the load as forbidden when it ${how}, with its error as the cause`, async () => {
      const cause = new Error('no session');
      const authorize = (): Promise<URL> => {
        if (how === 'throws') throw cause;
        return Promise.reject(cause);
      };
      const { fetched, signings } = countedLoad(playlist(), 'playlist', { authorize });
      const error = await failureOf(fetched);
      expect(error.code).to.equal('forbidden');
      expect(error.message).to.match(/authorize callback failed/);
      expect(error.cause).to.equal(cause);
      // Attempt 1 is for a signature that the server has refused, and the server has not been asked.
      expect(signings).to.deep.equal([0]);
    });
  }

  it('is called again when it throws a TimeShiftError with the code network', async () => {
    let failures = 0;
    const authorize: Authorize = (url) => {
      if (failures === 2) return url;
      failures += 1;
      throw new TimeShiftError('network', 'cannot sign now');
    };
    const { fetched, signings } = countedLoad(playlist(), 'playlist', { authorize });
    await fetched;
    expect(signings).to.deep.equal([0, 0, 0]);
  });

  it('is not called again when it throws a TimeShiftError with the code forbidden', async () => {
    const refusal = new TimeShiftError('forbidden', 'no session', { cause: new Error('403') });
    const authorize = () => Promise.reject(refusal);
    const { fetched, signings } = countedLoad(playlist(), 'playlist', { authorize });
    expect(await failureOf(fetched)).to.equal(refusal);
    expect(signings).to.deep.equal([0]);
  });
});

describe('A fetch is aborted', () => {
  const expectAborted = async (promise: Promise<unknown>) =>
    expect(await rejectionOf(promise)).to.have.property('name', 'AbortError');

  it('while it waits to retry', async () => {
    const clock = new ManualClock();
    const { fetched, signings, abort } = countedLoad(playlist('~fail=playlist:503:all'), 'playlist', {
      clock,
    });
    await until(() => clock.nextWaitMs === 300);
    abort.abort();
    await expectAborted(fetched);
    expect([signings.length, clock.nextWaitMs]).to.deep.equal([1, null]);
  });

  it('while the server lets it wait', async () => {
    const { fetched, signings, abort } = countedLoad(playlist('~latency=30000'), 'playlist');
    await until(() => signings.length > 0);
    abort.abort();
    await expectAborted(fetched);
  });

  it('in the middle of the body', async () => {
    const sent = new SentRequests();
    const { fetched, abort } = countedLoad(segment('~bandwidth=1000'), 'segment');
    await until(() => sent.answers === 1);
    sent.stop();
    abort.abort();
    await expectAborted(fetched);
  });

  it('before it begins', async () => {
    const sent = new SentRequests();
    await expectAborted(fetchOnce(playlist(), 'playlist', { signal: AbortSignal.abort() }));
    sent.stop();
    expect(sent.all).to.be.empty;
  });

  it('and rejects with the reason of its signal', async () => {
    const { fetched, abort } = countedLoad(playlist('~latency=30000'), 'playlist');
    const reason = new Error('a newer seek');
    abort.abort(reason);
    expect(await rejectionOf(fetched)).to.equal(reason);
  });
});
