import { expect } from 'chai';
import Hls from 'hls.js/light';
import { windowMiddle } from '../session/own-stream.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ENDLESS_S, HlsStage, SEGMENT_S, type PlaylistToPush } from './hls-stage.ts';

const { Events } = Hls;
/** Another part of the stream, numbered on from the ten segments of the first playlist. */
const FAR: PlaylistToPush = {
  start: windowMiddle(20 * HOUR_MS),
  count: 10,
  number: 10,
  discontinuity: 1,
};

/** What we use of hls.js that its documentation does not promise. A failure here means that a new version differs. */
describe('hls.js', () => {
  let stage: HlsStage;
  const open = (...args: ConstructorParameters<typeof HlsStage>): HlsStage => (stage = new HlsStage(...args));
  afterEach(() => stage.destroy());

  const once = (event: Parameters<Hls['once']>[0]) =>
    new Promise<void>((resolve) => stage.hls.once(event, () => resolve()));

  it('parses a pushed playlist and requests the next one in the same task, without any timer', async () => {
    const { parsed } = open();
    stage.load({ count: 2 });
    await once(Events.FRAG_BUFFERED);
    const { requests } = stage;
    for (let count = 3; count < 9; count += 1) {
      stage.push({ count });
      expect(parsed.at(-1)?.fragments).to.have.length(count);
      expect(stage.requests).to.equal(requests + count - 2);
    }
    // Nor does it request a playlist twice.
    await until(() => stage.bufferedSegments.includes(3));
    expect([parsed.length, stage.requests]).to.deep.equal([7, requests + 6]);
  });

  it('keeps the duration that the media is given when it is attached', async () => {
    const { video } = open();
    stage.load({ count: 2 });
    // If the MediaSource opens only after the first segment has come, the duration is that of the playlist for a moment.
    await until(() => stage.bufferedSegments.length > 0 && video.duration === ENDLESS_S);
    const durations: number[] = [];
    video.addEventListener('durationchange', () => durations.push(video.duration));
    stage.push({ count: 10 });
    stage.push(FAR);
    await until(() => stage.parsed.at(-1)?.startSN === FAR.number);
    video.currentTime = stage.parsed.at(-1)!.fragments[3]!.start + 1;
    await until(() => stage.bufferedSegments.includes(13));
    expect([video.duration, ...durations]).to.satisfy((all: number[]) =>
      all.every((each) => each === ENDLESS_S),
    );
  });

  it('places a playlist where the one before ends, if its numbers go on from there', async () => {
    const { hls } = open();
    stage.load({ count: 10 });
    await once(Events.FRAG_BUFFERED);
    const end = hls.latestLevelDetails!.edge;
    expect(end).to.be.closeTo(10 * SEGMENT_S, 0.1);
    stage.push(FAR);
    await until(() => stage.parsed.at(-1)?.startSN === FAR.number);
    expect(stage.parsed.at(-1)?.fragments[0]?.start).to.be.closeTo(end, 0.001);
  });

  it('loads the segments of a seek during LEVEL_UPDATED, and none of where playback was', async () => {
    const { hls, video, requestedSegments } = open();
    hls.on(Events.LEVEL_UPDATED, (_, { details: { startSN, fragments } }) => {
      if (startSN === 2) video.currentTime = fragments[6]!.start + 1;
    });
    stage.load({ count: 2 });
    // It has loaded all segments that there are, and would load the next one in the playlist at once.
    await until(() => stage.bufferedSegments.includes(1));
    stage.push({ ...FAR, number: 2 });
    await until(() => video.currentTime > 8 * SEGMENT_S && !video.seeking);
    await until(() => requestedSegments.length > 3);
    expect(requestedSegments.slice(0, 4)).to.deep.equal([0, 1, 8, 9]);
  });

  it('starts the first playlist at the startPosition of its configuration', async () => {
    const { hls, video, requestedSegments } = open();
    hls.config.startPosition = 5 * SEGMENT_S + 1.5;
    stage.load({ count: 10 });
    await until(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
    expect(requestedSegments[0]).to.equal(5);
    expect(video.currentTime).to.be.closeTo(5 * SEGMENT_S + 1.5, 0.001);
  });
});
