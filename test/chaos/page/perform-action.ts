import { clampTo, type UnixMs } from '../../../src/core/index.ts';
import { ignoreRejection } from '../../../src/network/ignore-rejection.ts';
import { setHidden } from '../../session/hidden-page.ts';
import type { Action, Target } from '../scenario.ts';
import { RETENTION_EDGE_MS } from './landing-check.ts';
import { lookAtPicture } from './look-at-picture.ts';
import { realMs } from './scenario-log.ts';
import type { SeekTracker } from './seek-tracker.ts';
import type { Stage } from './stage.ts';
import { pause } from './verdict.ts';

/** Carries out one action of a scenario. */
export async function performAction(action: Action, stage: Stage, seeks: SeekTracker): Promise<void> {
  const { session, video, network, faults, clock, service } = stage;
  switch (action.do) {
    case 'seek': {
      const target = resolveTarget(action.to, stage);
      const { direction } = action;
      seeks.track(describeSeek(target, stage), target, direction, () => session.seekTo(target, direction));
      return;
    }
    case 'seek-by': {
      const from = session.snapshot.seekingTo ?? session.currentInstant ?? session.serverInstant;
      const target = from + action.seconds * 1000;
      const direction = action.seconds < 0 ? 'backward' : 'forward';
      seeks.track(`a seek by ${action.seconds} s`, target, direction, () => session.seekBy(action.seconds));
      return;
    }
    case 'go-live':
      seeks.track('going live', null, 'forward', () => session.goLive());
      return;
    case 'retry':
      // While nothing has failed, it would only load again what is there.
      if (session.snapshot.error) retry(stage, seeks);
      return;
    case 'play':
      ignoreRejection(session.play());
      return;
    case 'pause':
      video.pause();
      return;
    case 'rate':
      video.playbackRate = action.rate;
      return;
    case 'quality': {
      const { qualities } = session.snapshot;
      session.choose(action.index === null ? null : (qualities[action.index] ?? null));
      return;
    }
    case 'warm':
      session.warm(action.to === null ? null : resolveTarget(action.to, stage));
      return;
    case 'thumbnail':
      takeThumbnail(resolveTarget(action.to, stage), stage);
      return;
    case 'hide':
      setHidden(true);
      return;
    case 'show':
      setHidden(false);
      return;
    case 'faults':
      faults.addFaults(action.faults, action.forMs);
      void network.fail(action.faults, action.forMs);
      return;
    case 'slow':
      void network.slowDown(action.latencyMs, action.forMs);
      return;
    case 'offline':
      faults.addOutage(action.forMs);
      void network.disconnect(action.forMs);
      return;
    case 'media-error':
      faults.addMediaError();
      stage.hls.failDecoder();
      return;
    case 'sleep':
      await service.setNow(service.now + action.ms);
      clock.sleep(action.ms, action.isCounted);
      return;
    case 'set-clock':
      clock.setBy(action.byMs);
      return;
    case 'reload':
      await reload(action.afterMs, stage, seeks);
      return;
    case 'look':
      await lookAtPicture(stage);
      return;
    case 'destroy':
      seeks.replaceAll();
      session.destroy();
      return;
  }
}

/** Repeats what has failed, as the viewer does by "Try again". */
export function retry({ session }: Stage, seeks: SeekTracker): void {
  seeks.replaceAll();
  ignoreRejection(session.retry());
}

function resolveTarget({ from, ms }: Target, { scenario, session, service }: Stage): UnixMs {
  const bases: Record<Target['from'], UnixMs | null | undefined> = {
    epoch: 0,
    start: scenario.startsAt,
    playhead: session.currentInstant,
    'buffer-start': session.buffered[0]?.start,
    'buffer-end': session.buffered.at(-1)?.end,
    'list-start': session.seekable[0]?.start,
    'list-end': session.seekable.at(-1)?.end,
    server: service.now,
  };
  return Math.round((bases[from] ?? scenario.startsAt) + ms);
}

const describeSeek = (target: UnixMs, { scenario }: Stage): string =>
  `a seek to ${new Date(target).toISOString()} (start ${target - scenario.startsAt} ms)`;

/** A thumbnail is of where a seek would land, thus within the bounds of the source. */
function takeThumbnail(target: UnixMs, { session, verdict, model }: Stage): void {
  const { bounds } = session;
  const at = clampTo(bounds, target);
  const isAtEdge = at < bounds.start + RETENTION_EDGE_MS;
  session.thumbnail(target, new AbortController().signal).then(
    (thumbnail) => {
      if (!thumbnail || model.clockErrorMs > 0 || !model.isRecorded(at) || isAtEdge) return;
      const isRight = thumbnail.at <= at + 1 && at < thumbnail.at + model.knobs.segmentMs + 1;
      if (!isRight) verdict.fail(`a thumbnail is ${thumbnail.at - at} ms from what was asked for`);
    },
    (error: unknown) => {
      const isAborted = error instanceof DOMException && error.name === 'AbortError';
      if (!isAborted) verdict.fail(`a thumbnail rejects with ${String(error)}`);
    },
  );
}

/** After the source has been unloaded, nothing may be requested. */
async function reload(afterMs: number, stage: Stage, seeks: SeekTracker): Promise<void> {
  seeks.replaceAll();
  stage.session.unload();
  const unloadedMs = realMs();
  await pause(afterMs);
  if (stage.network.lastRequestMs > unloadedMs) stage.verdict.fail('something is requested after unload()');
  stage.load();
}
