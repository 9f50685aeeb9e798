import { expect } from 'chai';
import Hls from 'hls.js/light';
import { until } from '../until.ts';
import { ENDLESS_S, HlsStage, SEGMENT_S, type Listed } from './hls-stage.ts';
import { windowMiddle } from '../session/own-stream.ts';
import { WoundClock } from '../session/wound-clock.ts';

const { Events } = Hls;
/** Elsewhere, and numbered on from 10 segments. */
const FAR: Listed = { start: windowMiddle(20 * 3_600_000), count: 10, number: 10, discontinuity: 1 };

/** What we use of hls.js that its documentation does not promise: to be seen at once where another version differs. */
describe('hls.js', () => {
  let stage: HlsStage;
  const open = (...args: ConstructorParameters<typeof HlsStage>): HlsStage => (stage = new HlsStage(...args));
  afterEach(() => stage.destroy());

  const once = (event: Parameters<Hls['once']>[0]) =>
    new Promise<void>((resolve) => stage.hls.once(event, () => resolve()));

  describe('reads a playlist that is pushed, without any timer', () => {
    let clock: WoundClock;
    beforeEach(() => (clock = new WoundClock()));
    afterEach(() => clock.stop());

    it('and asks again at once, but only once, several times in a row', async () => {
      const { read } = open();
      stage.load({ count: 2 });
      await once(Events.FRAG_BUFFERED);
      const { asks } = stage;
      for (let count = 3; count < 9; count += 1) {
        stage.push({ count });
        expect(read.at(-1)?.fragments, 'as soon as it is pushed').to.have.length(count);
        await until(() => stage.asks === asks + count - 2);
      }
      expect([read.length, stage.asks]).to.deep.equal([7, asks + 6]);
    });
  });

  it('keeps the duration that the media is given when it is attached', async () => {
    const { video } = open();
    const durations = new Set<number>();
    video.addEventListener('durationchange', () => durations.add(video.duration));
    stage.load({ count: 2 });
    await once(Events.FRAG_BUFFERED);
    stage.push({ count: 10 });
    stage.push(FAR);
    await until(() => stage.read.at(-1)?.startSN === FAR.number);
    video.currentTime = stage.read.at(-1)!.fragments[3]!.start + 1;
    await until(() => stage.asked.includes(13));
    await once(Events.FRAG_BUFFERED);
    expect([...durations]).to.deep.equal([ENDLESS_S]);
  });

  it('puts a playlist whose numbers go on from the one before where that has ended', async () => {
    const { hls } = open();
    stage.load({ count: 10 });
    await once(Events.FRAG_BUFFERED);
    const end = hls.latestLevelDetails!.edge;
    expect(end).to.be.closeTo(10 * SEGMENT_S, 0.1);
    stage.push(FAR);
    await until(() => stage.read.at(-1)?.startSN === FAR.number);
    expect(stage.read.at(-1)?.fragments[0]?.start).to.be.closeTo(end, 0.001);
  });

  it('loads for where it is sent while it tells of a playlist, and nothing for where it was', async () => {
    const { hls, video, asked } = open();
    hls.on(Events.LEVEL_UPDATED, (_, { details: { startSN, fragments } }) => {
      if (startSN === 2) video.currentTime = fragments[6]!.start + 1;
    });
    const buffered: unknown[] = [];
    hls.on(Events.FRAG_BUFFERED, (_, { frag }) => buffered.push(frag.sn));
    stage.load({ count: 2 });
    // It has all there is, and would have more: what comes next in the list is loaded at once.
    await until(() => buffered.includes(1));
    stage.push({ ...FAR, number: 2 });
    await until(() => video.currentTime > 8 * SEGMENT_S && !video.seeking);
    await until(() => asked.length > 3);
    expect(asked.slice(0, 4)).to.deep.equal([0, 1, 8, 9]);
  });

  it('begins where the configuration says, in the first playlist', async () => {
    const { hls, video, asked } = open();
    hls.config.startPosition = 5 * SEGMENT_S + 1.5;
    stage.load({ count: 10 });
    await until(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
    expect(asked[0]).to.equal(5);
    expect(video.currentTime).to.be.closeTo(5 * SEGMENT_S + 1.5, 0.001);
  });
});
