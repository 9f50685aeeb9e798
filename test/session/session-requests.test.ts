import { expect } from 'chai';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { systemClock } from '../../src/core/time/clock.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { TimeSkip } from '../ui/time-skip.ts';
import { until } from '../until.ts';
import { setHidden, unhidePage } from './hidden-page.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import { clearSessions, stageSession, untilLanded } from './session-stage.ts';

let time: TimeSkip;

/** A session, and the clock that the test drives. */
function stage(request = {}) {
  const src = ownStream();
  time = new TimeSkip(src.slice('/live/'.length, -'.m3u8'.length));
  const zero = Date.now() - performance.now();
  const clock = new SkippingClock({ ...systemClock, now: () => zero + performance.now() });
  const session = stageSession({ strategy: 'windowed', src, request, clock, retentionMs: HOUR_MS });
  return { src, clock, session };
}

/** Lets time pass for everything but the media element. */
async function pass(ms: number, clock: SkippingClock): Promise<void> {
  const untilMs = clock.steady() + ms;
  while (clock.steady() < untilMs) {
    // The playlist updater looks every half a second, unless it waits for an answer.
    await until(() => (clock.nextWaitMs ?? Infinity) <= 500);
    time.skip(Math.max(clock.nextWaitMs ?? 0, 0));
    clock.skipToNextWait();
  }
}

describe('Besides segments, a session sends', () => {
  let sent: SentRequests;
  beforeEach(() => (sent = new SentRequests()));
  afterEach(() => {
    clearSessions();
    time.stop();
    sent.stop();
    unhidePage();
  });

  async function requestsPerMinute(
    { clock, src, session }: ReturnType<typeof stage>,
    begin: (session: TimeShiftSession) => void,
  ): Promise<number> {
    await untilLanded(session);
    await until(() => session.snapshot.recorded.ranges.length > 0);
    begin(session);
    clock.heldFromMs = 250;
    // What has begun before goes on for a moment.
    await pass(MINUTE_MS / 4, clock);
    const before = sent.of(src).length;
    await pass(MINUTE_MS, clock);
    return sent
      .of(src)
      .slice(before)
      .filter((url) => !url.includes('.ts')).length;
  }

  const rows: [what: string, most: number, request: object, begin: (session: TimeShiftSession) => void][] = [
    ['five requests a minute while live is paused', 5, {}, ({ video }) => video.pause()],
    ['five requests a minute while the page is hidden', 5, {}, () => setHidden(true)],
    [
      'four requests a minute while the past is played',
      4,
      { start: windowMiddle(HOUR_MS / 2) },
      () => undefined,
    ],
  ];
  for (const [what, most, request, begin] of rows) {
    it(`at most ${what} (case 30)`, async () => {
      expect(await requestsPerMinute(stage(request), begin)).to.be.within(1, most);
    });
  }
});
