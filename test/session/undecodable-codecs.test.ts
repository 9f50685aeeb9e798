import { expect } from 'chai';
import FullHls from 'hls.js';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import {
  clearSessions,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

const HEVC = 'hvc1.1.6.L93.B0';

let sent: SentRequests;
before(function () {
  // A browser that decodes H.265 plays these streams.
  if (MediaSource.isTypeSupported(`video/mp4;codecs="${HEVC}"`)) this.skip();
});
beforeEach(() => (sent = new SentRequests()));
afterEach(() => {
  clearSessions();
  sent.stop();
});

/** The paths of the segments that have been requested of a stream and of its variants. */
const segmentsOf = (src: string): string[] =>
  sent.of(src.replace('.m3u8', '')).filter((url) => url.includes('.ts'));

async function expectDecoderError(session: TimeShiftSession, name: RegExp): Promise<void> {
  await until(() => session.snapshot.error);
  const { error } = session.snapshot;
  expect(error).to.include({ code: 'unsupported', reason: 'no-decoder' });
  expect(error?.detail).to.match(name);
  expect(error?.message)
    .to.match(name)
    .and.to.match(/another browser/);
  expect(session.snapshot.mode).not.to.equal('live');
}

for (const strategy of STRATEGIES) {
  describe(`A stream with variants in H.265, ${strategy},`, () => {
    for (const [where, request] of [
      ['live', {}],
      ['in the past', { start: windowMiddle(2 * HOUR_MS) }],
    ] as const) {
      it(`plays those in H.264, and offers no others, ${where}`, async () => {
        const session = stageSession({ strategy, src: ownStream('~variants=3~hevc=first'), request });
        await untilLanded(session);
        await untilPlayed(session, session.currentInstant! + 1000);
        expect(session.snapshot.qualities.map(({ codecs }) => codecs?.slice(0, 4))).to.deep.equal(
          Array(3).fill('avc1'),
        );
        await expectRightPicture(session);
      });
    }

    it('plays one in H.264 although the playlist does not tell which these are', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const src = ownStream('~variants=2~hevc=unstated');
      const session = stageSession({ strategy, src, request: { start } });
      await untilPlayed(session, start + 1000);
      await expectRightPicture(session);
    });

    it('ends in an error that names H.265, and requests no segment, where there are no others', async () => {
      const src = ownStream('~variants=3~hevc=only');
      const session = stageSession({ strategy, src, request: { start: windowMiddle(2 * HOUR_MS) } });
      await expectDecoderError(session, /H\.265, hvc1\.1\.6\.L93\.B0/);
      expect(segmentsOf(src)).to.deep.equal([]);
    });
  });

  describe(`A media playlist whose segments are in H.265, ${strategy},`, () => {
    for (const [by, Hls] of [
      ['the light build of hls.js', undefined],
      ['the full build', FullHls],
    ] as const) {
      it(`ends in an error that names H.265, by ${by}, and asks for no segment twice`, async () => {
        const src = ownStream('~hevc=only');
        const session = stageSession({ strategy, src, Hls, request: { start: windowMiddle(2 * HOUR_MS) } });
        await expectDecoderError(session, Hls ? /H\.265, hvc1/ : /H\.265/);
        const requested = segmentsOf(src);
        expect(requested).to.have.length.above(0);
        expect(new Set(requested).size).to.equal(requested.length);
      });
    }

    it('ends in that error while it is live', async () => {
      await expectDecoderError(stageSession({ strategy, src: ownStream('~hevc=only') }), /H\.265/);
    });
  });
}

describe('A media playlist in H.265, which the browser says to decode,', () => {
  const isTypeSupported = MediaSource.isTypeSupported.bind(MediaSource);
  beforeEach(() => {
    MediaSource.isTypeSupported = (type) => type.includes('hvc1') || isTypeSupported(type);
  });
  afterEach(() => (MediaSource.isTypeSupported = isTypeSupported));

  for (const strategy of STRATEGIES) {
    it(`is played by the full build of hls.js, which the light one cannot do, ${strategy}`, async () => {
      const session = stageSession({ strategy, src: ownStream('~hevc=only') });
      // It gets as far as to a SourceBuffer, which this browser does not make; only the full build knows the codec then.
      await expectDecoderError(session, /H\.265, hvc1\.1\.6\.L93\.B0/);
    });
  }
});

it("The browser's own HLS ends in an error that names H.265 where no variant can be decoded", async function () {
  const canPlay = document.createElement('video').canPlayType('application/vnd.apple.mpegurl') !== '';
  if (!canPlay) this.skip();
  const session = stageSession({ src: ownStream('~variants=3~hevc=only'), Hls: null });
  await expectDecoderError(session, /H\.265, hvc1\.1\.6\.L93\.B0/);
});
