import { expect } from 'chai';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  hasLanded,
  stageSession,
  STRATEGIES,
  untilLanded,
} from './session-stage.ts';

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  it(`A seek before the first answer of the timeline stands, although an offset was asked for: ${strategy} (case 40)`, async () => {
    let isHeld = true;
    const session = stageSession({
      strategy,
      src: ownStream(),
      request: { offsetMs: 10 * MINUTE_MS },
      authorize: async (url, kind) => {
        if (kind === 'timeline') await until(() => !isHeld);
        return url;
      },
    });
    const target = windowMiddle(HOUR_MS);
    const landing = session.seekTo(target);
    isHeld = false;
    expect(await landing).to.be.within(target - 50, target + 1000);
    await until(() => session.snapshot.recorded.ranges.length > 0);
    await until(() => session.currentInstant! > target + 300);
    expect(hasLanded(session)).to.equal(true);
    expect(session.currentInstant).to.be.within(target, target + MINUTE_MS);
    await expectRightPicture(session);
  });

  it(`An offset of nothing plays live, where the server has nothing of it yet: ${strategy}`, async () => {
    const src = ownStream('~offset=growing');
    const session = stageSession({ strategy, src, request: { offsetMs: 0 } });
    await untilLanded(session);
    expect(session.snapshot).to.include({ mode: 'live', error: null });
    await expectRightPicture(session);
  });
}
