import { expect } from 'chai';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { ownStream } from './own-stream.ts';
import { changeS, playsAcross } from './plays-across.ts';
import {
  clearSessions,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  playsAcross('with B pictures', '~bframes=on', strategy);
  playsAcross('of fMP4 with B pictures', '~container=fmp4~bframes=on', strategy);
  playsAcross(
    'that gets B pictures when its encoder restarts',
    `~restart=${changeS}~change=${changeS}-:bframes`,
    strategy,
  );

  it(`A stream of fMP4 with B pictures plays live, ${strategy} (case 5)`, async () => {
    const session = stageSession({ strategy, src: ownStream('~container=fmp4~bframes=on') });
    await untilLanded(session);
    await untilPlayed(session, session.currentInstant! + 1000);
    expect(session.snapshot.mode).to.equal('live');
    await expectRightPicture(session, AUDIO_FRAME_MS);
  });
}
