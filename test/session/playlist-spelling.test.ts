import { HOUR_MS } from '../time-units.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { clearSessions, expectRightPicture, stageSession, STRATEGIES, untilLanded } from './session-stage.ts';

const SPELLINGS: [knobs: string, what: string][] = [
  ['~define=on', 'variables in URIs (case 10)'],
  ['~define=on~variants=2', 'variables in the URIs of variants (case 10)'],
  ['~spaces=on~aes=8', 'spaces in attribute lists (case 3)'],
];

/** In the middle of a segment, at the start of a frame. */
const start = windowMiddle(HOUR_MS) + 5480;

describe('A playlist with', () => {
  afterEach(clearSessions);

  for (const [knobs, what] of SPELLINGS) {
    for (const strategy of STRATEGIES) {
      it(`${what} is played: ${strategy}`, async () => {
        const session = stageSession({ strategy, src: ownStream(knobs), request: { start } });
        await untilLanded(session);
        await expectRightPicture(session);
        await session.seekTo(start - HOUR_MS);
        await expectRightPicture(session);
      });
    }
  }
});
