import { expect } from 'chai';
import { AUDIO_FRAME_MS, FRAME_MS } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  expectRightPicture,
  stageSession,
  untilLanded,
  untilPlayed,
  type StagedSource,
} from './session-stage.ts';

/** When a stream of {@link playsAcross} changes. Segments and windows begin at other times, too, so it is no edge of a window. */
export const changeAt = windowMiddle(2 * HOUR_MS);
export const changeS = changeAt / 1000;

/** hls.js nudges playback by this much, twice at most, where a busy browser has stalled. */
const NUDGE_S = 0.2;

/** How much was jumped over; not what is before `startS`, where nothing was played but the very first picture at most. */
function skippedS(played: TimeRanges, startS: number): number {
  let skipped = 0;
  for (let index = 1; index < played.length; index += 1) {
    const endS = played.end(index - 1);
    const isFirstPicture = endS < startS && endS - played.start(index - 1) < FRAME_MS / 1000;
    if (!isFirstPicture) skipped += played.start(index) - endS;
  }
  return skipped;
}

/** Defines the tests that a stream plays on across a change, and that seeks land before the change, on it and behind it. */
export function playsAcross(
  what: string,
  knobs: string,
  strategy: NonNullable<StagedSource['strategy']>,
): void {
  const stageAt = (start: number) =>
    stageSession({
      strategy,
      src: ownStream(knobs),
      request: { start, vodEnd: changeAt + 60_000 },
    });

  it(`A stream ${what} plays on across the change, without a jump, ${strategy} (case 5)`, async () => {
    const session = stageAt(changeAt - 2000);
    await untilLanded(session);
    const landedS = session.video.currentTime;
    await untilPlayed(session, changeAt + 500);
    expect(skippedS(session.video.played, landedS), 'seconds skipped').to.be.at.most(NUDGE_S);
    await expectRightPicture(session, AUDIO_FRAME_MS);
  });

  it(`A stream ${what} lands before the change, on it and behind it, ${strategy} (case 5)`, async () => {
    const session = stageAt(changeAt - 60_000);
    await untilLanded(session);
    for (const target of [changeAt - 30_000, changeAt, changeAt + 30_000]) {
      await session.seekTo(target);
      const landed = session.currentInstant! - target;
      expect(landed, `from ${target - changeAt}`).to.be.within(-FRAME_MS, FRAME_MS + AUDIO_FRAME_MS);
      await expectRightPicture(session, AUDIO_FRAME_MS);
    }
    expect(session.snapshot.error).to.equal(null);
  });
}
