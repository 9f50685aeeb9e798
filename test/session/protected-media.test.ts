import { expect } from 'chai';
import { until } from '../until.ts';
import { clearSessions, STRATEGIES, stageSession } from './session-stage.ts';
import { ownStream } from './own-stream.ts';

const fetchPlainly = window.fetch.bind(window);

/** Answers each media playlist as if its segments were protected. */
function protectPlaylists(method: string): void {
  window.fetch = async (input, init) => {
    const answer = await fetchPlainly(input, init);
    if (!new URL(answer.url).pathname.endsWith('.m3u8')) return answer;
    const key = `#EXT-X-KEY:METHOD=${method},URI="skd://key",KEYFORMAT="com.apple.streamingkeydelivery"`;
    const text = (await answer.text()).replace('#EXTINF', `${key}\n#EXTINF`);
    const protectedAnswer = new Response(text, answer);
    Object.defineProperty(protectedAnswer, 'url', { value: answer.url });
    return protectedAnswer;
  };
}

afterEach(() => {
  window.fetch = fetchPlainly;
  clearSessions();
});

for (const strategy of STRATEGIES) {
  for (const method of ['SAMPLE-AES', 'SAMPLE-AES-CTR']) {
    it(`A stream protected by ${method} ends in an error that says so, ${strategy}`, async () => {
      protectPlaylists(method);
      const session = stageSession({ strategy, src: ownStream() });
      await until(() => session.snapshot.error);
      expect(session.snapshot.error).to.include({ code: 'unsupported', reason: 'protected' });
      expect(session.snapshot.error?.message).to.match(/DRM/);
      expect(session.snapshot.mode).not.to.equal('live');
    });
  }
}
