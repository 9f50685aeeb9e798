import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { HOLE_TOLERANCE_MS } from './tolerances.ts';

/** The position of playback at one moment, in media time and in wall-clock time. */
export interface Playhead {
  readonly mediaTimeS: number;
  readonly at: UnixMs;
}

/**
 * Returns the hole that playback has crossed between two moments, if wall-clock time went on by more than media time.
 * The caller must make sure that there was no seek in between.
 *
 *     media time    before ── after
 *     wall clock    before ─┤ hole ├─ after
 *
 * @param loaded what the playlist covers, which tells the exact edges of the hole
 */
export function crossedHole(
  before: Playhead,
  after: Playhead,
  loaded: readonly TimeRange[],
): TimeRange | null {
  const jumpMs = after.at - before.at - (after.mediaTimeS - before.mediaTimeS) * 1000;
  if (jumpMs < HOLE_TOLERANCE_MS) return null;
  // Audio may reach past the last picture of a segment, and playback is just past the end of a range there.
  const isBefore = ({ start, end }: TimeRange) => start <= before.at && before.at < end + HOLE_TOLERANCE_MS;
  const start = loaded.findLast(isBefore)?.end ?? before.at;
  const end = loaded.findLast((range) => range.start <= after.at)?.start ?? after.at;
  return end > start ? { start, end } : null;
}

/** What {@link continuation} decides from. */
export interface PlaylistEndScene {
  /** The instant of the picture. */
  readonly at: UnixMs;
  /** What the playlist covers. */
  readonly loaded: readonly TimeRange[];
  readonly recorded: RecordedRanges;
  /** The time that playback is limited to. It ends at server time unless the page has set an end. */
  readonly bounds: TimeRange;
  /** For how long the end of the playlist has not moved. */
  readonly unchangedMs: number;
}

/** The picture is at the end of the playlist when at most this much is left. */
const AT_END_MS = 1500;
/** A playlist that still grows has changed within this time. */
const GROWS_WITHIN_MS = 15_000;

/**
 * Returns where playback has to continue when it has reached the end of a playlist that no longer grows although more
 * may be recorded: servers cut playlists that begin long ago. Returns null while nothing has to be done.
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
