import {
  clampTo,
  LIVE_WITHIN_MS,
  type RecordedRanges,
  type TimeRange,
  type UnixMs,
} from '../../core/index.ts';
import type { DateFormat } from '../i18n/date-format.ts';
import { hasLive, isSettledHole } from './live-edge.ts';

/** What the value of the slider depends on. */
export interface SpokenScene {
  readonly recorded: RecordedRanges;
  readonly bounds: TimeRange;
  readonly now: UnixMs;
  readonly playhead: UnixMs | null;
  readonly seekingTo: UnixMs | null;
}

/** Screen readers read each new value, so it changes no oftener than this while nothing but time passes. */
const EVERY_MS = 10_000;
/** No playback speed moves the playhead by this much within `EVERY_MS`, so a larger step is a seek. */
const SEEK_MS = 60_000;

/** The scene to report to assistive technology: the one before, as long as it only plays on. */
export function spokenScene(before: SpokenScene, now: SpokenScene): SpokenScene {
  return isNews(before, now) ? now : before;
}

function isNews(before: SpokenScene, now: SpokenScene): boolean {
  if (now.seekingTo !== before.seekingTo) return true;
  if ((now.playhead === null) !== (before.playhead === null)) return true;
  const isSeek = Math.abs((now.playhead ?? 0) - (before.playhead ?? 0)) >= SEEK_MS;
  return isSeek || Math.abs(now.now - before.now) >= EVERY_MS;
}

const spokenInstant = ({ seekingTo, playhead }: SpokenScene): UnixMs | null => seekingTo ?? playhead;

/** `aria-valuemin`, `aria-valuemax` and `aria-valuenow` of the slider, in epoch seconds. */
export interface SpokenSeconds {
  readonly min: number;
  readonly max: number;
  readonly now: number;
}

export function spokenSeconds(scene: SpokenScene): SpokenSeconds {
  const { start, end } = scene.bounds;
  const at = clampTo(scene.bounds, spokenInstant(scene) ?? end);
  return { min: toSeconds(start), max: toSeconds(end), now: toSeconds(at) };
}

const toSeconds = (at: UnixMs): number => Math.floor(at / 1000);

type State = 'isLive' | 'isRecorded' | 'isHole' | 'isUnknown';
/** Gives a term in the language of the page. */
type Translate = (term: State | 'nothingPlays') => string;

/** `Saturday 21 November 2026, 14:05:30, recorded` */
export function spokenText(scene: SpokenScene, dates: DateFormat, translate: Translate): string {
  const at = spokenInstant(scene);
  if (at === null) return translate('nothingPlays');
  return [dates.longDay(at), dates.time(at), translate(stateOf(scene, at))].join(', ');
}

function stateOf({ recorded, bounds, now }: SpokenScene, at: UnixMs): State {
  if (hasLive(bounds, now) && now - at <= LIVE_WITHIN_MS) return 'isLive';
  if (isSettledHole(recorded, at, now)) return 'isHole';
  return recorded.isRecorded(at) ? 'isRecorded' : 'isUnknown';
}
