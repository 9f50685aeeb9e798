import { expect } from 'chai';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

afterEach(clearSessions);

const subtitlesOf = ({ video }: TimeShiftSession): TextTrack | undefined =>
  [...video.textTracks].find(({ kind }) => kind === 'subtitles');

/** The instant that the subtitle on the screen says; null while there is none. */
function subtitleInstant(session: TimeShiftSession): number | null {
  const track = subtitlesOf(session);
  const cue = track?.mode === 'showing' ? track.activeCues?.[0] : undefined;
  return cue ? Date.parse((cue as VTTCue).text) : null;
}

/** Expects the subtitle to be that of the second of the picture. */
async function expectRightSubtitle(session: TimeShiftSession): Promise<void> {
  await expectRightPicture(session);
  await until(() => subtitleInstant(session) !== null);
  expect(session.currentInstant! - subtitleInstant(session)!).to.be.within(-50, 1050);
}

for (const strategy of STRATEGIES) {
  describe(`A stream with subtitles, ${strategy},`, () => {
    const show = async (session: TimeShiftSession) => {
      await until(() => subtitlesOf(session));
      subtitlesOf(session)!.mode = 'showing';
    };

    it('shows those of the picture, in the past and live', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const session = stageSession({ strategy, src: ownStream('~subtitles=on'), request: { start } });
      await untilLanded(session);
      await untilPlayed(session, start + 1000);
      expect(subtitlesOf(session)).to.include({ label: 'Clock', language: 'en', mode: 'disabled' });
      await show(session);
      await expectRightSubtitle(session);
      await session.goLive();
      await expectRightSubtitle(session);
    });

    it('keeps them shown over a seek, and none from before', async () => {
      const session = stageSession({
        strategy,
        src: ownStream('~subtitles=on'),
        request: { start: windowMiddle(2 * HOUR_MS) },
      });
      await untilLanded(session);
      await show(session);
      await expectRightSubtitle(session);
      const target = windowMiddle(5 * HOUR_MS);
      await session.seekTo(target);
      await expectRightSubtitle(session);
      expect([...session.video.textTracks].filter(({ kind }) => kind === 'subtitles')).to.have.length(1);
      const cues = [...(subtitlesOf(session)!.cues ?? [])] as VTTCue[];
      for (const { text } of cues) expect(Date.parse(text)).to.be.within(target - 60_000, target + 600_000);
    });

    it('plays with separate sound, too', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const src = ownStream('~subtitles=on~audio=separate~variants=2');
      const session = stageSession({ strategy, src, request: { start } });
      await untilLanded(session);
      await show(session);
      await untilPlayed(session, start + 2000);
      await expectRightSubtitle(session);
    });
  });
}
