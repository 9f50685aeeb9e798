import { HOLE_TOLERANCE_MS, INTO_FRAGMENT_S, MEDIA_EDGE_TOLERANCE_S } from '../policy/tolerances.ts';
import { lastIndexUpTo } from './bisect.ts';
import type { TimeRange, UnixMs } from './time-range.ts';

/** A media segment that hls.js has placed on the timeline of the media element. */
export interface TimedFragment {
  /** Where the fragment begins in the time of the media element, in seconds. */
  readonly mediaTimeS: number;
  readonly durationS: number;
  /** The wall-clock time of its recording: `EXT-X-PROGRAM-DATE-TIME`. */
  readonly at: UnixMs;
}

/**
 * Translates between media time and wall-clock time. The engines create one from each playlist that hls.js has read.
 * It translates only ever within one fragment, because media time runs on across a hole and wall-clock time does not:
 *
 *     media time   10 ──── 14 ──── 18 ──── 22
 *     wall clock   12:00:00 ─ :04 ─ :08 │ 12:01:48 ─ :52     a hole of 100 s
 */
export class WallClock {
  #ranges: readonly TimeRange[] | null = null;

  /** @param fragments in order of media time, which is also the order of wall-clock time */
  constructor(readonly fragments: readonly TimedFragment[]) {}

  /**
   * The wall-clock time of a media time. Before the first fragment and after the last one, time is counted on as if
   * these fragments were longer. Returns null if there is no fragment.
   */
  wallAt(mediaTimeS: number): UnixMs | null {
    const index = lastIndexUpTo(this.fragments, (each) => {
      return each.mediaTimeS <= mediaTimeS + MEDIA_EDGE_TOLERANCE_S;
    });
    const fragment = this.fragments[Math.max(index, 0)];
    if (!fragment) return null;
    const offsetS = mediaTimeS - fragment.mediaTimeS;
    // Within the tolerance, a media time just before a fragment counts as its first instant, never as one in a hole.
    return fragment.at + (index > 0 ? Math.max(offsetS, 0) : offsetS) * 1000;
  }

  /** The media time in seconds that shows an instant; null if no fragment holds the instant. */
  mediaTimeOf(at: UnixMs): number | null {
    const index = lastIndexUpTo(this.fragments, (each) => each.at <= at);
    const fragment = this.fragments[index];
    if (!fragment) return null;
    const offsetS = (at - fragment.at) / 1000;
    if (offsetS >= fragment.durationS) {
      // Dates are rounded, so the next fragment may begin a little later than this one ends.
      const next = this.fragments[index + 1];
      return next && next.at - endOf(fragment) <= HOLE_TOLERANCE_MS ? next.mediaTimeS : null;
    }
    const before = this.fragments[index - 1];
    const isAfterHole = before !== undefined && fragment.at - endOf(before) > HOLE_TOLERANCE_MS;
    return fragment.mediaTimeS + (isAfterHole ? Math.max(offsetS, INTO_FRAGMENT_S) : offsetS);
  }

  /** The wall-clock time that the fragments cover, cut at the holes. One clock always returns the same array. */
  ranges(): readonly TimeRange[] {
    return (this.#ranges ??= rangesOf(this.fragments));
  }
}

const endOf = (fragment: TimedFragment): UnixMs => fragment.at + fragment.durationS * 1000;

function rangesOf(fragments: readonly TimedFragment[]): readonly TimeRange[] {
  const ranges: { start: UnixMs; end: UnixMs }[] = [];
  for (const fragment of fragments) {
    const last = ranges.at(-1);
    if (last && fragment.at - last.end <= HOLE_TOLERANCE_MS) last.end = endOf(fragment);
    else ranges.push({ start: fragment.at, end: endOf(fragment) });
  }
  return ranges;
}
