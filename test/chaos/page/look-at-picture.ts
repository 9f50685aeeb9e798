import { AUDIO_FRAME_MS, FRAME_MS, stillPicture } from '../../picture.ts';
import { ignoreRejection } from '../../../src/network/ignore-rejection.ts';
import type { Stage } from './stage.ts';

/** A seek, or the picture after one, has to be there within this time. */
export const MAX_WAIT_MS = 20_000;
/** A look is repeated when the session seeks by itself meanwhile. */
const MAX_TRIES = 4;

/**
 * Waits until what was last asked for is there, and holds the barcode in the still picture against the instant that
 * the session says. Playback goes on afterwards if it went on before.
 */
export async function lookAtPicture(stage: Stage): Promise<void> {
  const { session, video, verdict } = stage;
  const hasError = () => session.snapshot.error !== null;
  const isSettled = () => hasError() || hasPicture(stage);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (!(await verdict.waitFor('the picture', MAX_WAIT_MS, isSettled))) return;
    if (hasError()) return;
    const wasPaused = video.paused;
    const { seek } = session.snapshot;
    const picture = { at: NaN };
    const taking = stillPicture(video).then((at) => (picture.at = at));
    const isTaken = () => !Number.isNaN(picture.at) || session.snapshot.seek !== seek || isFailing(stage);
    const isInTime = await verdict.waitFor('the still picture', MAX_WAIT_MS, isTaken);
    ignoreRejection(taking);
    const said = session.currentInstant ?? NaN;
    const isSame = session.snapshot.seek === seek && !Number.isNaN(picture.at);
    if (!wasPaused && !hasError()) ignoreRejection(session.play());
    if (!isInTime) return;
    if (isSame) {
      checkPicture(stage, picture.at, said);
      return;
    }
  }
}

const isFailing = ({ session, video }: Stage): boolean =>
  session.snapshot.error !== null || video.readyState === HTMLMediaElement.HAVE_NOTHING;

function hasPicture({ session, video }: Stage): boolean {
  const isThere = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !video.seeking;
  return isThere && session.currentInstant !== null && session.snapshot.seekingTo === null;
}

function checkPicture(stage: Stage, pictureAt: number, said: number): void {
  const { log, verdict, model, session } = stage;
  const { encoderMs } = model.knobs;
  // The picture has the encoder's clock, and the session tells the server's.
  const aheadMs = pictureAt - encoderMs - said;
  log.add(`look: the picture is ${aheadMs.toFixed(1)} ms from what is said`);
  // Until the server has told its time, nobody may know of the encoder's clock, and without the timeline nobody of a
  // hole between two segments without dates; but then the session says so.
  const { recorded, currentDateAccuracy } = session.snapshot;
  const isKnown = recorded.isKnown(said);
  const saidMs = encoderMs === 0 && isKnown ? 0 : (currentDateAccuracy ?? 0);
  const slackMs = Math.max(model.clockErrorMs, saidMs);
  // Without dates, nothing but the timeline says where in a window its first segment belongs.
  if (model.clockErrorMs > 0 && !isKnown) return;
  const isRight = aheadMs >= -FRAME_MS - AUDIO_FRAME_MS - slackMs && aheadMs <= AUDIO_FRAME_MS + slackMs;
  if (!isRight) verdict.fail(`the picture is ${aheadMs.toFixed(1)} ms from what currentInstant says`);
}
