import { expect } from 'chai';
import Hls from 'hls.js/light';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import { clearSessions, expectRightPicture, stageSession, STRATEGIES, untilLanded } from './session-stage.ts';

/** hls.js that fails for good when a test says so. */
class FailingHls extends Hls {
  static last: FailingHls | null = null;
  constructor(...args: ConstructorParameters<typeof Hls>) {
    super(...args);
    FailingHls.last = this;
  }
  fail() {
    this.trigger(Hls.Events.ERROR, {
      type: Hls.ErrorTypes.NETWORK_ERROR,
      details: Hls.ErrorDetails.FRAG_LOAD_ERROR,
      fatal: true,
      error: new Error('503'),
    });
  }
}

/** Lets minutes pass for all waits, each of which would end in a request. */
async function passMinutes(clock: SkippingClock): Promise<void> {
  const untilMs = clock.steady() + 5 * MINUTE_MS;
  while ((clock.nextWaitMs ?? Infinity) < untilMs - clock.steady()) {
    clock.skipToNextWait();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  clock.skip(untilMs - clock.steady());
  await new Promise((resolve) => setTimeout(resolve, 700));
}

let sent: SentRequests;
beforeEach(() => (sent = new SentRequests()));
afterEach(() => {
  clearSessions();
  sent.stop();
});

for (const strategy of STRATEGIES) {
  describe(`After a fatal error nothing is polled (case 47), ${strategy}:`, () => {
    const starts: [where: string, request: object][] = [
      ['at live', {}],
      ['in the past', { start: windowMiddle(HOUR_MS / 2) }],
    ];
    for (const [where, request] of starts) {
      it(`${where}, until a retry, which plays`, async () => {
        const [src, clock] = [ownStream(), new SkippingClock()];
        let signatures = 0;
        const authorize = (url: URL) => {
          signatures += 1;
          return url;
        };
        const session: TimeShiftSession = stageSession({
          strategy,
          src,
          request,
          clock,
          authorize,
          retentionMs: HOUR_MS,
          Hls: FailingHls,
        });
        await untilLanded(session);
        await until(() => session.snapshot.recorded.ranges.length > 0);
        FailingHls.last!.fail();
        expect(session.snapshot.error?.code).to.equal('network');
        const before = [sent.of(src).length, signatures];
        await passMinutes(clock);
        expect([sent.of(src).length, signatures]).to.deep.equal(before);
        await session.retry();
        expect(session.snapshot.error).to.equal(null);
        await expectRightPicture(session);
        await until(() =>
          sent
            .of(src)
            .slice(before[0])
            .some((url) => url.includes('timeline')),
        );
      });
    }
  });
}
