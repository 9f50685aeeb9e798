import { expect } from 'chai';
import Hls from 'hls.js/light';
import { stillPicture } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { windowMiddle, ownStream } from '../session/own-stream.ts';
import {
  clearSessions,
  emptySession,
  expectRightPicture,
  pictureError,
  sourceOf,
  stageSession,
  STRATEGIES,
  untilLanded,
  untilPlayed,
} from '../session/session-stage.ts';

afterEach(clearSessions);

describe('Playback from a start', () => {
  const offsets = [0, 1480, 3960, 5000];
  for (const offsetMs of offsets) {
    it(`shows the exact frame, ${offsetMs} ms after the start of a segment`, async () => {
      const start = windowMiddle(HOUR_MS) + offsetMs;
      const session = stageSession({ src: ownStream(), request: { start }, autoplay: false });
      await untilLanded(session);
      expect(await stillPicture(session.video)).to.equal(start);
      expect(session.currentInstant).to.be.closeTo(start, 20);
    });
  }

  it('shows the frame before, for an instant between two frames', async () => {
    const start = windowMiddle(HOUR_MS) + 1495;
    const session = stageSession({ src: ownStream(), request: { start }, autoplay: false });
    await untilLanded(session);
    expect(await stillPicture(session.video)).to.equal(start - 15);
  });

  const playlists: [what: string, knobs: string][] = [
    ['that grows', '~start=growing'],
    ['that slides', '~start=sliding'],
    ['with a date on its first segment only', '~pdt=first'],
    ['with dates after discontinuities only', '~pdt=discontinuity'],
    ['of segments of 3.84 s', '~segment=3840'],
    ['of segments of 10 s', '~segment=10000'],
    ['of several variants', '~variants=3'],
  ];
  for (const [what, knobs] of playlists) {
    it(`shows the exact frame and plays on, in a playlist ${what}`, async () => {
      const start = windowMiddle(HOUR_MS) + 2520;
      const session = stageSession({ src: ownStream(knobs), request: { start }, autoplay: false });
      await untilLanded(session);
      expect(await stillPicture(session.video)).to.equal(start);
      session.video.playbackRate = 16;
      await session.play();
      await untilPlayed(session, start + 9000);
      await expectRightPicture(session);
    });
  }

  it('is right to a segment in a playlist without dates, from a start and live', async () => {
    for (const request of [{ start: windowMiddle(HOUR_MS) + 2520 }, {}]) {
      const session = stageSession({ src: ownStream('~pdt=none'), request });
      await untilLanded(session);
      expect(Math.abs(await pictureError(session))).to.be.below(6000);
      if (request.start) expect(Math.abs(session.currentInstant! - request.start)).to.be.below(500);
    }
  });
});

for (const strategy of STRATEGIES) {
  describe(`Playback begins at its start although a segment fails, ${strategy}:`, () => {
    for (const fault of ['503:2', '404:1', 'html:1', 'empty:1', 'truncated:1', 'garbled:1']) {
      it(fault, async () => {
        const start = windowMiddle(HOUR_MS) + 1480;
        const src = ownStream(`~fail=segment:${fault}`);
        const session = stageSession({ strategy, src, request: { start }, autoplay: false });
        await untilLanded(session);
        expect(await stillPicture(session.video)).to.equal(start);
      });
    }
  });
}

describe('hls.js', () => {
  it("can be the page's own", async () => {
    const created: Hls[] = [];
    class OwnHls extends Hls {
      constructor(...args: ConstructorParameters<typeof Hls>) {
        super(...args);
        created.push(this);
      }
    }
    const session = stageSession({ src: ownStream(), Hls: OwnHls });
    await untilLanded(session);
    expect(created).to.have.length(1);
    expect(created[0]?.media).to.equal(session.video);
    await session.seekTo(Date.now() - 2 * HOUR_MS);
    expect(created, 'after a far seek').to.have.length(1);
    session.unload();
    expect(created[0]?.media).to.equal(null);
  });

  it('is unsupported where it does not run and the browser has no HLS of its own', async () => {
    class NoHls extends Hls {
      static override isSupported = () => false;
    }
    const session = emptySession();
    session.Hls = NoHls;
    session.video.canPlayType = () => '';
    session.load(sourceOf({ src: ownStream() }));
    await until(() => session.snapshot.error);
    expect(session.snapshot.error?.code).to.equal('unsupported');
  });

  it('goes on playing after a media error', async () => {
    const created: Hls[] = [];
    class OwnHls extends Hls {
      constructor(...args: ConstructorParameters<typeof Hls>) {
        super(...args);
        created.push(this);
      }
    }
    const start = windowMiddle(HOUR_MS);
    const session = stageSession({ src: ownStream(), request: { start }, Hls: OwnHls });
    await untilPlayed(session, start + 500);
    const error = new Error('PIPELINE_ERROR_DECODE');
    created[0]?.trigger(Hls.Events.ERROR, {
      type: Hls.ErrorTypes.MEDIA_ERROR,
      details: Hls.ErrorDetails.BUFFER_APPEND_ERROR,
      fatal: true,
      error,
    });
    await untilPlayed(session, start + 1500);
    await expectRightPicture(session);
  });
});
