import { expect } from 'chai';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { ownStream } from './own-stream.ts';
import { changeAt, changeS, playsAcross } from './plays-across.ts';
import {
  clearSessions,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

afterEach(clearSessions);

/** An encoder that restarted then has time stamps that wrap in the segment before the change. */
const wrapRestartS = changeS - Math.floor(2 ** 33 / 90_000);

const CASES: readonly (readonly [what: string, knobs: string])[] = [
  ['whose encoder restarts as another one', `~restart=${changeS}~change=${changeS}-:640x360+main+stereo`],
  ['whose settings change without a mark', `~change=${changeS}-:640x360+main+stereo~tags=off`],
  ['of fMP4 with another map without a mark', `~container=fmp4~change=${changeS}-:640x360+stereo~tags=off`],
  ['of fMP4 whose encoder restarts without a mark', `~container=fmp4~restart=${changeS}~tags=off`],
  ['whose time stamps wrap', `~restart=${wrapRestartS}`],
];

for (const strategy of STRATEGIES) {
  for (const [what, knobs] of CASES) playsAcross(what, knobs, strategy);
}

it('A stream of fMP4 whose segments and map are encrypted or have tokens plays on over a seam of windows (case 5)', async () => {
  const seam = changeAt + 5 * 60_000;
  for (const knobs of ['~aes=8', '~token=query:30', '~token=path:30']) {
    const src = ownStream(`~container=fmp4${knobs}`);
    const session = stageSession({ strategy: 'windowed', src, request: { start: seam - 2000 } });
    await untilPlayed(session, seam + 1000);
    await expectRightPicture(session, AUDIO_FRAME_MS);
    clearSessions();
  }
});

it('A stream of fMP4 has no thumbnails, and requests nothing for them (case 5)', async () => {
  const session = stageSession({ strategy: 'windowed', src: ownStream('~container=fmp4') });
  await untilLanded(session);
  const { signal } = new AbortController();
  expect(await session.thumbnail(changeAt, signal)).to.equal(null);
  const before = performance.getEntriesByType('resource').length;
  for (const at of [changeAt, changeAt + 1000, changeAt + 4000]) {
    expect(await session.thumbnail(at, signal)).to.equal(null);
  }
  const later = performance.getEntriesByType('resource').slice(before);
  expect(later.filter(({ name }) => name.includes(`/${changeAt}`))).to.deep.equal([]);
});
