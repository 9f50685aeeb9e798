import { expect } from 'chai';
import { TimeShiftError } from '../../src/core/index.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, expectRightPicture, stageSession, untilLanded } from './session-stage.ts';

/** The sentences that the session says beside the picture. */
function warningsOf(session: TimeShiftSession): string[] {
  const messages: string[] = [];
  session.addEventListener('warning', ({ detail }) => messages.push(detail.error.message));
  return messages;
}

const OFF = 'Time shift is not on for this stream; only live can be played.';

describe('A stream whose time shift is off (case 20)', () => {
  afterEach(clearSessions);

  for (const pdt of ['all', 'none']) {
    const dates = pdt === 'all' ? 'with dates' : 'without dates';

    it(`plays live, and says that there is no more, when it is opened in the past, ${dates}`, async () => {
      const src = ownStream(`~shift=off~timeline=404~pdt=${pdt}`);
      const request = { start: Date.now() - HOUR_MS };
      const session = stageSession({ src, strategy: 'windowed', request });
      const warnings = warningsOf(session);
      await untilLanded(session);
      await until(() => session.snapshot.mode === 'live');
      expect(session.snapshot).to.include({ canTimeShift: false, error: null });
      expect(warnings).to.include(OFF);
      if (pdt === 'all') await expectRightPicture(session);
      expect(session.serverInstant - session.currentInstant!).to.be.within(0, 30_000);
      expect(session.bounds.end - session.bounds.start).to.be.below(2 * MINUTE_MS);
    });

    it(`refuses a seek to the past, and live plays on, ${dates}`, async () => {
      const src = ownStream(`~shift=off~pdt=${pdt}`);
      const session = stageSession({ src, strategy: 'windowed' });
      await untilLanded(session);
      const sought = await session.seekTo(Date.now() - HOUR_MS).catch((error: unknown) => error);
      expect(sought).to.be.instanceOf(TimeShiftError).with.property('message', OFF);
      expect(session.snapshot).to.include({ canTimeShift: false, mode: 'live', error: null });
      expect(session.video.paused).to.equal(false);
    });
  }

  for (const pdt of ['all', 'none']) {
    const dates = pdt === 'all' ? 'with dates' : 'without dates';

    it(`is not shown as the past that was asked for by the direct strategy, ${dates}`, async () => {
      const src = ownStream(`~shift=off~timeline=404~pdt=${pdt}`);
      const at = Date.now() - HOUR_MS;
      const session = stageSession({ src, strategy: 'direct', request: { start: at } });
      const warnings = warningsOf(session);
      await untilLanded(session);
      await until(() => session.snapshot.mode === 'live');
      expect(session.snapshot).to.include({ canTimeShift: false, error: null });
      expect(warnings).to.include(OFF);
      expect(session.serverInstant - session.currentInstant!).to.be.within(0, 30_000);
    });

    it(`leaves live playing after a seek to the past by the direct strategy, ${dates}`, async () => {
      const session = stageSession({ src: ownStream(`~shift=off~pdt=${pdt}`), strategy: 'direct' });
      await untilLanded(session);
      const sought = await session.seekTo(Date.now() - HOUR_MS).catch((error: unknown) => error);
      expect(sought).to.be.instanceOf(TimeShiftError).with.property('message', OFF);
      expect(session.snapshot).to.include({ canTimeShift: false, mode: 'live', error: null });
      expect(session.video.paused).to.equal(false);
    });
  }

  it('is not suspected by the direct strategy where the past is played', async () => {
    for (const knobs of ['', '~start=sliding']) {
      const session = stageSession({ src: ownStream(`~pdt=none${knobs}`), strategy: 'direct' });
      await untilLanded(session);
      const at = Date.now() - HOUR_MS;
      expect((await session.seekTo(at)) - at).to.be.within(-40, 4000);
      expect(session.snapshot).to.include({ canTimeShift: true, mode: 'shifted' });
      expect(session.currentDateAccuracy, 'what is told of a time without dates').to.be.above(1000);
    }
  });

  for (const timeline of ['404', '403', '4001', '4002']) {
    it(`is found out at live where the timeline answers ${timeline}`, async () => {
      const session = stageSession({
        src: ownStream(`~shift=off~timeline=${timeline}`),
        strategy: 'windowed',
      });
      await untilLanded(session);
      await until(() => !session.snapshot.canTimeShift);
      expect(session.snapshot).to.include({ mode: 'live', error: null });
    });
  }

  it('is not suspected where only the timeline is gone', async () => {
    const session = stageSession({ src: ownStream('~timeline=404'), strategy: 'windowed' });
    const warnings = warningsOf(session);
    await untilLanded(session);
    await until(() => warnings.length > 0);
    const at = Date.now() - HOUR_MS;
    expect((await session.seekTo(at)) - at).to.be.within(-40, 40);
    expect(session.snapshot.canTimeShift).to.equal(true);
    expect(warnings).to.not.include(OFF);
  });
});
