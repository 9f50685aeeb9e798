import { LIVE_WITHIN_MS, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { hasLive } from './live-edge.ts';
import { isSettledHole } from './settled.ts';

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

export interface SpokenScene {
  readonly recorded: RecordedRanges;
  readonly bounds: TimeRange;
  readonly now: UnixMs;
  readonly playhead: UnixMs | null;
  readonly seekingTo: UnixMs | null;
}

/** What a screen reader would be interrupted by any oftener. */
const EVERY_MS = 10_000;
/** More than any playback speed makes of `EVERY_MS`: somebody moved it. */
const MOVED_MS = 60_000;

/** The scene to tell assistive technology of: the one before, as long as it only plays on. */
export function spokenScene(before: SpokenScene, now: SpokenScene): SpokenScene {
  return isNews(before, now) ? now : before;
}

function isNews(before: SpokenScene, now: SpokenScene): boolean {
  if (now.seekingTo !== before.seekingTo) return true;
  if ((now.playhead === null) !== (before.playhead === null)) return true;
  const isMoved = Math.abs((now.playhead ?? 0) - (before.playhead ?? 0)) >= MOVED_MS;
  return isMoved || Math.abs(now.now - before.now) >= EVERY_MS;
}

export const spokenInstant = ({ seekingTo, playhead }: SpokenScene): UnixMs | null => seekingTo ?? playhead;

type State = 'isLive' | 'isRecorded' | 'isHole' | 'isUnknown';
/** The word for it in the language of the page. */
type Say = (word: State | 'nothingPlays') => string;

/** `Saturday 21 November 2026, 14:05:30, recorded` */
export function spokenText(scene: SpokenScene, language: string, timeZone: string, say: Say): string {
  const at = spokenInstant(scene);
  if (at === null) return say('nothingPlays');
  const parts = [DAY, TIME].map((part) =>
    new Intl.DateTimeFormat(language, { ...part, timeZone }).format(at),
  );
  return [...parts, say(stateOf(scene, at))].join(', ');
}

function stateOf({ recorded, bounds, now }: SpokenScene, at: UnixMs): State {
  if (hasLive(bounds, now) && now - at <= LIVE_WITHIN_MS) return 'isLive';
  if (isSettledHole(recorded, at, now)) return 'isHole';
  return recorded.isRecorded(at) ? 'isRecorded' : 'isUnknown';
}
