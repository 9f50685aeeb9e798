import { ignoreRejection } from '../../../src/network/ignore-rejection.ts';
import { setHidden } from '../../session/hidden-page.ts';
import type { Outcome, Scenario } from '../scenario.ts';
import { lookAtPicture, MAX_WAIT_MS } from './look-at-picture.ts';
import { performAction, retry } from './perform-action.ts';
import { realMs } from './scenario-log.ts';
import { SeekTracker } from './seek-tracker.ts';
import { SnapshotWatch } from './snapshot-watch.ts';
import { Stage } from './stage.ts';
import { pause } from './verdict.ts';

const VIDEO_EVENTS = [
  ...[
    'loadstart',
    'emptied',
    'loadedmetadata',
    'loadeddata',
    'durationchange',
    'seeking',
    'seeked',
    'canplay',
  ],
  ...['playing', 'pause', 'waiting', 'stalled', 'ended', 'error', 'ratechange'],
];
/** How far playback has to get at the end. */
const PLAYED_MS = 1000;
/** While playback is paused, the timeline is asked this rarely. */
const PAUSED_TIMELINE_MS = 80_000;
/** A moment for what may have been left: timers of the pointer, and what is under way in the browser. */
const AFTER_DESTROY_MS = 250;
/** Enough for the final look. */
const SAFE_MS = 10_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Runs a scenario on the page, and holds the session against the invariants. Scenarios run one at a time. */
export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const stage = new Stage(scenario);
  const { verdict, log } = stage;
  logVideoEvents(stage);
  const watch = new SnapshotWatch(stage);
  const seeks = new SeekTracker(stage);
  try {
    await stage.service.setNow(scenario.startsAt);
    stage.load();
    await performSteps(stage, seeks);
    const isDestroyed = scenario.steps.at(-1)?.action.do === 'destroy';
    if (!isDestroyed && !verdict.hasFailed) await checkPlaysOn(stage, seeks);
    if (!verdict.hasFailed) await checkDestroyed(stage, seeks);
  } catch (error) {
    verdict.fail(
      `the scenario itself fails: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
    );
  } finally {
    watch.stop();
    stage.clear();
  }
  return { failures: verdict.failures, log: log.lines };
}

async function performSteps(stage: Stage, seeks: SeekTracker): Promise<void> {
  for (const { afterMs, action } of stage.scenario.steps) {
    await pause(afterMs);
    if (stage.verdict.hasFailed) return;
    stage.log.add(`DO ${JSON.stringify(action)}`);
    stage.network.rate.allow();
    await performAction(action, stage, seeks);
  }
}

/** When all faults are over, any recorded instant can be shown, and playback goes on from there. */
async function checkPlaysOn(stage: Stage, seeks: SeekTracker): Promise<void> {
  const { log, model, network, session, verdict, video } = stage;
  log.add('END');
  if (!(await verdict.waitFor('the end of the faults', 60_000, () => !network.isFaulty))) return;
  setHidden(false);
  const isSettled = () => session.snapshot.seekingTo === null;
  if (!(await verdict.waitFor('the last seek', MAX_WAIT_MS, isSettled))) return;
  if (session.snapshot.error) {
    retry(stage, seeks);
    await verdict.waitFor('the seek that is repeated', MAX_WAIT_MS, isSettled);
  }
  const isClockRight = () => stage.isClockRight;
  const hasFailed = () => verdict.hasFailed;
  // After a fatal error, nothing is asked any more.
  const isAsking = hasTimeline(stage) && session.snapshot.error === null;
  if (isAsking) await verdict.waitFor("the service's time", MAX_WAIT_MS, isClockRight);
  const target = safeInstant(stage);
  // With a wrong clock, the session may take the instant for one that is not there.
  if (target === null || hasFailed() || !stage.isClockRight) return;
  const isKnown = () => session.snapshot.recorded.isKnown(target);
  const needsTimeline = model.clockErrorMs > 0 && hasTimeline(stage);
  if (needsTimeline && !(await verdict.waitFor('the timeline', PAUSED_TIMELINE_MS, isKnown))) return;
  seeks.track('the final seek', target, 'forward', () => session.seekTo(target));
  await lookAtPicture(stage);
  if (hasFailed()) return;
  if (session.snapshot.error) {
    verdict.fail(`the final seek ends in an error: ${session.snapshot.error.message}`);
    return;
  }
  video.playbackRate = 1;
  ignoreRejection(session.play());
  const isPlaying = () => (session.currentInstant ?? 0) > target + PLAYED_MS;
  await verdict.waitFor('playing on after the final seek', MAX_WAIT_MS, isPlaying);
}

/** Whether the service answers timeline queries at last, and with one time. */
const hasTimeline = ({ model }: Stage): boolean =>
  model.knobs.clusterMs === 0 &&
  model.knobs.timeline === 'ok' &&
  !model.knobs.faults.some(({ kind, incidence }) => kind === 'timeline' && incidence.type === 'all');

/** An instant that may be sought, and after which the stream is recorded for a while; null where there is none. */
function safeInstant({ scenario, model, service }: Stage): number | null {
  const { request, retentionMs } = scenario.source;
  const { now } = service;
  const last = request.end ?? request.vodEnd;
  const isBounded = request.start !== undefined && last !== undefined;
  const earliest = Math.max(
    model.keptSince(now) + HOUR_MS / 2,
    isBounded ? request.start : now - retentionMs + HOUR_MS / 2,
  );
  const latest = Math.min(isBounded ? last : now, now - MINUTE_MS) - SAFE_MS;
  for (let at = Math.round(earliest + (latest - earliest) / 3); at < latest; at += SAFE_MS) {
    const isSafe = [0, 2000, 4000, 8000].every((ms) => model.isRecorded(at + ms));
    if (isSafe) return at;
  }
  return null;
}

/** Nothing of a session is left when it is destroyed: no wait, no request, no picture. */
async function checkDestroyed(stage: Stage, seeks: SeekTracker): Promise<void> {
  const { verdict, session, network, clock, service, video } = stage;
  seeks.replaceAll();
  session.destroy();
  const destroyedMs = realMs();
  await pause(AFTER_DESTROY_MS);
  if (clock.pendingWaits > 0) verdict.fail(`${clock.pendingWaits} waits are pending after destroy()`);
  await service.setNow(service.now + HOUR_MS);
  clock.sleep(HOUR_MS, true);
  window.dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  await pause(AFTER_DESTROY_MS);
  if (network.lastRequestMs > destroyedMs) verdict.fail('something is requested after destroy()');
  if (video.readyState !== HTMLMediaElement.HAVE_NOTHING) verdict.fail('a picture is left after destroy()');
  if (session.currentInstant !== null) verdict.fail('currentInstant is not null after destroy()');
}

function logVideoEvents({ log, video }: Stage): void {
  for (const type of VIDEO_EVENTS) {
    video.addEventListener(type, () => {
      const { currentTime, readyState, seeking, paused, buffered } = video;
      const ranges = Array.from({ length: buffered.length }, (_, index) =>
        [buffered.start(index), buffered.end(index)].map((timeS) => timeS.toFixed(2)).join('-'),
      );
      const state = `${seeking ? ' seeking' : ''}${paused ? ' paused' : ''}`;
      log.add(`video ${type} at ${currentTime.toFixed(3)} ready ${readyState}${state} [${ranges.join(' ')}]`);
    });
  }
}
