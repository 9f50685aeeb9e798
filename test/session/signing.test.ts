import { expect } from 'chai';
import { authorizeFrom } from '../../src/network/authorize-from.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import { clearSessions, stageSession, untilLanded, untilPlayed } from './session-stage.ts';

describe('A stream whose URLs are signed by the page (rule 5)', () => {
  afterEach(clearSessions);

  it('has each path signed once in the lifetime of its key, whatever loads it', async () => {
    const sent = new SentRequests();
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~auth=secret~authttl=600'),
      request: { start: windowMiddle(HOUR_MS) },
      authorize: authorizeFrom('/sign'),
    });
    await untilLanded(session);
    session.video.playbackRate = 4;
    await untilPlayed(session, session.currentInstant! + 16_000);
    const target = session.currentInstant! - 20 * MINUTE_MS;
    await session.thumbnail(target, new AbortController().signal);
    await session.seekTo(target);
    await session.goLive();
    sent.stop();
    const requests = sent.all.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname === '/sign');
    const paths = requests.flatMap(({ searchParams }) =>
      searchParams.getAll('url').map((url) => new URL(url).pathname),
    );
    const loads = sent.all.filter(({ url }) => new URL(url).searchParams.has('auth_key'));
    expect(paths).to.have.length(new Set(paths).size);
    expect(loads.length, 'several loads share a key').to.be.above(paths.length + 3);
    expect(requests.length).to.be.at.most(paths.length);
  });
});
