import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { contains, type TimeRange, type UnixMs } from '../time/time-range.ts';
import { HOLE_TOLERANCE_MS } from './tolerances.ts';

/** Where playback is, on both clocks, at one moment. */
export interface Playhead {
  readonly mediaTimeS: number;
  readonly at: UnixMs;
}

/**
 * The hole that playback has run over between two moments: the wall clock went on by more than the media did. The
 * caller sees to it that no seek lies between the two.
 */
export function crossedHole(
  before: Playhead,
  after: Playhead,
  loaded: readonly TimeRange[],
): TimeRange | null {
  const jumpMs = after.at - before.at - (after.mediaTimeS - before.mediaTimeS) * 1000;
  if (jumpMs < HOLE_TOLERANCE_MS) return null;
  const start = loaded.find((range) => contains(range, before.at))?.end ?? before.at;
  const end = loaded.findLast((range) => range.start <= after.at)?.start ?? after.at;
  return end > start ? { start, end } : null;
}

export interface PlaylistEndScene {
  readonly at: UnixMs;
  readonly loaded: readonly TimeRange[];
  readonly recorded: RecordedRanges;
  /** What playback is bounded to; its end is the server's time where the page set none. */
  readonly bounds: TimeRange;
  /** For how long the end of what is loaded has not moved. */
  readonly unchangedMs: number;
}

const AT_END_MS = 1500;
const GROWS_WITHIN_MS = 15_000;

/**
 * Where to go on when playback has come to the end of a playlist that does not grow any more, although more may be
 * recorded: servers cut playlists that begin long ago. Null while there is nothing to do.
 */
export function continuation(scene: PlaylistEndScene): UnixMs | null {
  const { at, loaded, recorded, bounds, unchangedMs } = scene;
  const end = loaded.at(-1)?.end;
  if (end === undefined || end - at > AT_END_MS || unchangedMs < GROWS_WITHIN_MS) return null;
  if (bounds.end - end < GROWS_WITHIN_MS) return null;
  if (!recorded.isHole(end)) return end;
  const next = recorded.next(end);
  return next && next.start < bounds.end ? next.start : null;
}
