import { HOLE_TOLERANCE_MS, INTO_FRAGMENT_S, MEDIA_EDGE_TOLERANCE_S } from '../policy/tolerances.ts';
import type { TimeRange, UnixMs } from './time-range.ts';

/** A media segment that the playlist in use holds. */
export interface TimedFragment {
  /** Where it begins in the media element's time, in seconds. */
  readonly mediaTimeS: number;
  readonly durationS: number;
  /** What the clock on the wall said when it was recorded: `EXT-X-PROGRAM-DATE-TIME`. */
  readonly at: UnixMs;
}

/** Translates between media time and wall-clock time, only ever within one fragment, so that holes count. */
export class WallClock {
  /** @param fragments in order of their media time, which is also that of their wall-clock time */
  constructor(readonly fragments: readonly TimedFragment[]) {}

  /** In the last fragment's continuation too, and before the first one's, but not without any fragment. */
  wallAt(mediaTimeS: number): UnixMs | null {
    const index = lastIndex(this.fragments, (each) => each.mediaTimeS <= mediaTimeS + MEDIA_EDGE_TOLERANCE_S);
    const fragment = this.fragments[Math.max(index, 0)];
    if (!fragment) return null;
    const offsetS = mediaTimeS - fragment.mediaTimeS;
    // What the tolerance counts to a fragment after a hole must not lie in the hole.
    return fragment.at + (index > 0 ? Math.max(offsetS, 0) : offsetS) * 1000;
  }

  /** The media time in seconds that shows an instant; null where no fragment holds it. */
  mediaTimeOf(at: UnixMs): number | null {
    const index = lastIndex(this.fragments, (each) => each.at <= at);
    const fragment = this.fragments[index];
    if (!fragment) return null;
    const offsetS = (at - fragment.at) / 1000;
    if (offsetS >= fragment.durationS) {
      // Dates are rounded: fragments that are joined need not touch.
      const next = this.fragments[index + 1];
      return next && next.at - endOf(fragment) <= HOLE_TOLERANCE_MS ? next.mediaTimeS : null;
    }
    const before = this.fragments[index - 1];
    const isAfterHole = before !== undefined && fragment.at - endOf(before) > HOLE_TOLERANCE_MS;
    return fragment.mediaTimeS + (isAfterHole ? Math.max(offsetS, INTO_FRAGMENT_S) : offsetS);
  }

  /** The wall-clock time that the fragments cover. */
  ranges(): TimeRange[] {
    const ranges: { start: UnixMs; end: UnixMs }[] = [];
    for (const fragment of this.fragments) {
      const last = ranges.at(-1);
      if (last && fragment.at - last.end <= HOLE_TOLERANCE_MS) last.end = endOf(fragment);
      else ranges.push({ start: fragment.at, end: endOf(fragment) });
    }
    return ranges;
  }
}

const endOf = (fragment: TimedFragment): UnixMs => fragment.at + fragment.durationS * 1000;

/** The last index whose fragment holds to `isUpTo`, which is true up to some index and false after; else -1. */
function lastIndex(fragments: readonly TimedFragment[], isUpTo: (each: TimedFragment) => boolean): number {
  let low = 0;
  let high = fragments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const fragment = fragments[middle];
    if (fragment && isUpTo(fragment)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
