import { expect } from 'chai';
import type { Variant } from '../../src/core/index.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { DAY_MS, HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, expectRightPicture, stageSession, untilLanded } from './session-stage.ts';

afterEach(clearSessions);

const heightOf = (quality: Variant | null) => quality?.resolution?.height;

/** Whether the picture is that of a variant. */
const shows = ({ video }: TimeShiftSession, height: number) => video.videoHeight === height;

describe('A stream of several variants', () => {
  it('plays on one MediaSource, in the past and live', async () => {
    const target = Date.now() - HOUR_MS;
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~variants=3'),
      request: { start: target },
    });
    await untilLanded(session);
    let emptied = 0;
    session.video.addEventListener('emptied', () => (emptied += 1));
    expect(session.snapshot.qualities.map(heightOf)).to.deep.equal([180, 360, 720]);
    expect(session.currentInstant! - target).to.be.within(-40, 3000);
    await expectRightPicture(session);
    await session.seekTo(Date.now() - DAY_MS / 2);
    await expectRightPicture(session);
    await session.goLive();
    expect(session.snapshot.mode).to.equal('live');
    await expectRightPicture(session);
    expect(emptied).to.equal(0);
  });

  for (const request of [{ start: Date.now() - HOUR_MS }, {}]) {
    it(`changes to the selected variant at the same instant, ${request.start ? 'in the past' : 'live'}`, async () => {
      const session = stageSession({ strategy: 'windowed', src: ownStream('~variants=3'), request });
      await untilLanded(session);
      for (const height of [720, 180]) {
        const quality = session.snapshot.qualities.find((each) => heightOf(each) === height)!;
        const before = session.currentInstant!;
        session.choose(quality);
        await until(() => shows(session, height));
        expect(session.snapshot.quality).to.equal(quality);
        expect(session.snapshot.isQualityChosen).to.be.true;
        expect(session.currentInstant! - before).to.be.within(0, 5000);
        await expectRightPicture(session);
        await session.play();
      }
    });
  }

  it('changes up to the best variant for the network, and keeps it in a seek', async () => {
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~variants=3'),
      request: { start: Date.now() - HOUR_MS },
    });
    await until(() => heightOf(session.snapshot.quality) === 720);
    await until(() => shows(session, 720));
    await session.seekTo(Date.now() - 5 * HOUR_MS);
    expect(heightOf(session.snapshot.quality)).to.equal(720);
    await expectRightPicture(session);
  });

  it('changes down to the lowest variant in a slow network', async () => {
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~variants=3~bandwidth=25000'),
      request: { start: Date.now() - HOUR_MS },
    });
    await until(() => heightOf(session.snapshot.quality) === 180);
    await until(() => shows(session, 180));
    await expectRightPicture(session);
  });

  it('keeps its variant when another one cannot be loaded', async () => {
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~variants=2'),
      request: { start: Date.now() - HOUR_MS },
    });
    await untilLanded(session);
    const warnings: string[] = [];
    session.addEventListener('warning', ({ detail }) => warnings.push(detail.error.code));
    const { quality, qualities } = session.snapshot;
    const other = qualities.find((each) => each !== quality)!;
    const refused = new URL(other.url).pathname;
    session.authorize = (url) => (url.pathname === refused ? new URL('/nowhere', url) : url);
    session.choose(other);
    await until(() => warnings.length);
    await until(() => session.snapshot.qualities.length === 1);
    expect(session.snapshot.qualities).to.deep.equal([quality]);
    const from = session.currentInstant!;
    await until(() => session.currentInstant! > from + 3000);
    expect(session.snapshot.quality).to.equal(quality);
    await expectRightPicture(session);
  });
});
