import { lastIndexUpTo } from '../time/bisect.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { addedSegments } from './join-segments.ts';
import { endOf, isHoleBetween, totalMs, type TimedSegment } from './segment.ts';
import { writePlaylist, type PlaylistToWrite } from './write-playlist.ts';

/**
 * The one live playlist that hls.js plays for as long as the player lives. The playback of the session holds it, the
 * playlist updater appends to it, and the engine hands its text to hls.js.
 *
 * A playlist is immutable: each change returns a new one. A segment keeps its media sequence number and its
 * discontinuity sequence number from one playlist to the next, as RFC 8216 § 6.2.2 requires, and no number is ever
 * given to a second segment.
 *
 *     const list = EndlessPlaylist.empty.append(segments);
 *     const later = list.append(nextSegments).dropBefore(oldest);
 *     hls.read(later.write());
 */
export class EndlessPlaylist {
  static readonly empty = new EndlessPlaylist({
    segments: [],
    mediaSequence: 0,
    discontinuitySequence: 0,
    targetDurationS: 1,
    isEnded: false,
  });

  private constructor(
    private readonly fields: PlaylistToWrite,
    /** What {@link ranges} returns; null until somebody asks. */
    private knownRanges: readonly TimeRange[] | null = null,
  ) {}

  /** In order of time: each segment begins after the one before. Once there are any, at least one stays. */
  get segments(): readonly TimedSegment[] {
    return this.fields.segments;
  }

  /** The media sequence number of the first segment: `startSN` of hls.js. */
  get firstNumber(): number {
    return this.fields.mediaSequence;
  }

  /** Whether the playlist says, with `EXT-X-ENDLIST`, that nothing will be added to it. */
  get isEnded(): boolean {
    return this.fields.isEnded;
  }

  /** When the first segment begins; null if there is none. */
  get start(): UnixMs | null {
    return this.segments[0]?.start ?? null;
  }

  /** When the last segment ends; null if there is none. */
  get end(): UnixMs | null {
    const last = this.segments.at(-1);
    return last ? endOf(last) : null;
  }

  /** Adds those of the segments that are new. The result is not ended. Returns this playlist if none is new. */
  append(segments: readonly TimedSegment[]): EndlessPlaylist {
    const added = addedSegments(this.segments, segments);
    if (added.length === 0) return this;
    const ranges = this.knownRanges && extendRanges(this.knownRanges, this.segments.at(-1), added);
    return this.#with({ segments: [...this.segments, ...added] }, added, ranges);
  }

  /**
   * Replaces all segments, for a far seek: hls.js places the new segments where the old ones ended, behind a
   * discontinuity. Without new segments the playlist stays as it is, because hls.js cannot read an empty one.
   */
  replaceWith(segments: readonly TimedSegment[]): EndlessPlaylist {
    const { length } = this.segments;
    const replacing = addedSegments([], segments);
    if (replacing.length === 0) return this;
    return this.#with(
      {
        segments: replacing,
        mediaSequence: this.firstNumber + length,
        discontinuitySequence: this.#discontinuityAt(length - 1) + (length > 0 ? 1 : 0),
      },
      replacing,
    );
  }

  /** Drops the segments that have ended by an instant, except the last segment of the playlist. */
  dropBefore(at: UnixMs): EndlessPlaylist {
    const { segments } = this;
    const firstKept = segments.findIndex((segment, index) => {
      return index === segments.length - 1 || endOf(segment) > at;
    });
    const first = segments[firstKept];
    if (firstKept <= 0 || !first) return this;
    const fields = {
      ...this.fields,
      segments: segments.slice(firstKept),
      mediaSequence: this.firstNumber + firstKept,
      discontinuitySequence: this.#discontinuityAt(firstKept),
    };
    return new EndlessPlaylist(fields, this.knownRanges && cutRanges(this.knownRanges, first.start));
  }

  /**
   * Tells the times of the segments anew. They keep their numbers and discontinuities, so that the picture does not jump.
   *
   * @param segments one for each segment
   */
  corrected(segments: readonly TimedSegment[]): EndlessPlaylist {
    return segments === this.segments ? this : new EndlessPlaylist({ ...this.fields, segments });
  }

  /** Adds `EXT-X-ENDLIST`: playback ends with the last segment. */
  ended(): EndlessPlaylist {
    return new EndlessPlaylist({ ...this.fields, isEnded: true }, this.knownRanges);
  }

  /** The text that hls.js reads. */
  write(): string {
    return writePlaylist(this.fields);
  }

  /**
   * How much media lies before an instant, counted from the first segment. An instant in a hole, or before the first
   * segment, counts as the start of the next segment. Returns null if no segment follows.
   */
  offsetMsOf(at: UnixMs): number | null {
    const { segments, end } = this;
    if (end === null || at >= end) return null;
    const index = lastIndexUpTo(segments, ({ start }) => start <= at);
    const segment = segments[index];
    if (!segment) return 0;
    return totalMs(segments.slice(0, index)) + Math.min(at - segment.start, segment.durationMs);
  }

  /** The segment with a media sequence number, if the playlist holds it. */
  numbered(number: number): TimedSegment | undefined {
    return this.segments[number - this.firstNumber];
  }

  /** By how much the time of a picture may be wrong, in milliseconds; null if there is no segment. */
  accuracyAt(at: UnixMs): number | null {
    const { segments } = this;
    const index = lastIndexUpTo(segments, ({ start }) => start <= at);
    return segments[Math.max(index, 0)]?.accuracyMs ?? null;
  }

  /** The time that the segments cover, cut at the holes. One playlist always returns the same array. */
  ranges(): readonly TimeRange[] {
    return (this.knownRanges ??= extendRanges([], undefined, this.segments));
  }

  /** The discontinuity sequence number of the segment at an index. */
  #discontinuityAt(index: number): number {
    let number = this.fields.discontinuitySequence;
    for (let each = 1; each <= index; each += 1) if (this.segments[each]?.isDiscontinuity) number += 1;
    return number;
  }

  #with(
    changed: Partial<PlaylistToWrite>,
    added: readonly TimedSegment[],
    ranges: readonly TimeRange[] | null = null,
  ): EndlessPlaylist {
    const targetDurationS = added.reduce(
      (longestS, { durationMs }) => Math.max(longestS, Math.round(durationMs / 1000)),
      this.fields.targetDurationS,
    );
    return new EndlessPlaylist({ ...this.fields, isEnded: false, ...changed, targetDurationS }, ranges);
  }
}

/** Adds the time of more segments to ranges. @param last the segment that the added ones follow */
function extendRanges(
  ranges: readonly TimeRange[],
  last: TimedSegment | undefined,
  added: readonly TimedSegment[],
): readonly TimeRange[] {
  const extended = ranges.map(({ start, end }) => ({ start, end }));
  let previous = last;
  for (const segment of added) {
    const range = extended.at(-1);
    const isHole = previous && segment.isDiscontinuity && isHoleBetween(previous, segment);
    if (range && !isHole) range.end = endOf(segment);
    else extended.push({ start: segment.start, end: endOf(segment) });
    previous = segment;
  }
  return extended;
}

/** Removes from ranges what lies before the start of a segment. */
const cutRanges = (ranges: readonly TimeRange[], start: UnixMs): readonly TimeRange[] =>
  ranges.filter(({ end }) => end > start).map((range) => ({ ...range, start: Math.max(range.start, start) }));
