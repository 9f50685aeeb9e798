import { expect } from 'chai';
import { stillPicture } from '../picture.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { clearSessions, stageSession, untilLanded } from './session-stage.ts';

describe('A window that is answered with 404 although the timeline lists it (case 46)', () => {
  afterEach(clearSessions);

  async function stage(knobs: string) {
    const session = stageSession({ strategy: 'windowed', src: ownStream(knobs), autoplay: false });
    await untilLanded(session);
    const target = windowMiddle(HOUR_MS);
    await until(() => session.snapshot.recorded.isRecorded(target));
    return { session, target };
  }

  it('once, is asked for again, and the seek shows the picture of its instant', async () => {
    const { session, target } = await stage('~fail=shifted:404:1');
    expect(await session.seekTo(target)).to.be.closeTo(target, 20);
    expect(await stillPicture(session.video)).to.equal(target);
    expect(session.snapshot.trouble).to.equal(null);
  });

  it('again and again, is left out, and is not kept as empty: the next seek finds it', async () => {
    const { session, target } = await stage('~fail=shifted:404:4');
    expect(await session.seekTo(target)).to.be.within(target + MINUTE_MS, target + 6 * MINUTE_MS);
    expect(await session.seekTo(target)).to.be.closeTo(target, 20);
    expect(await stillPicture(session.video)).to.equal(target);
  });
});
