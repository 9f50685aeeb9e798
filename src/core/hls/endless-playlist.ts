import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { addedSegments } from './join-segments.ts';
import { endOf, isHoleBetween, totalMs, type TimedSegment } from './segment.ts';
import { writePlaylist, type PlaylistToWrite } from './write-playlist.ts';

/**
 * The one live playlist that hls.js plays for as long as the player lives. Immutable: each change gives a new one.
 * From one to the next, a segment keeps its number and that of its discontinuity, as RFC 8216 § 6.2.2 wants; no
 * number is ever given to another segment.
 */
export class EndlessPlaylist {
  static readonly empty = new EndlessPlaylist({
    segments: [],
    mediaSequence: 0,
    discontinuitySequence: 0,
    targetDurationS: 1,
    isEnded: false,
  });

  private constructor(private readonly fields: PlaylistToWrite) {}

  /** In order of time, and each beginning after the one before; never fewer than one, once there were any. */
  get segments(): readonly TimedSegment[] {
    return this.fields.segments;
  }

  /** The number of the first segment: `startSN` of hls.js. */
  get firstNumber(): number {
    return this.fields.mediaSequence;
  }

  /** Whether it says that nothing will be added to it. */
  get isEnded(): boolean {
    return this.fields.isEnded;
  }

  /** When its first segment begins; null where there is none. */
  get start(): UnixMs | null {
    return this.segments[0]?.start ?? null;
  }

  /** When its last segment ends; null where there is none. */
  get end(): UnixMs | null {
    const last = this.segments.at(-1);
    return last ? endOf(last) : null;
  }

  /** With what is new among the segments, no longer ended; the same playlist if nothing is new. */
  append(segments: readonly TimedSegment[]): EndlessPlaylist {
    const added = addedSegments(this.segments, segments);
    return added.length === 0 ? this : this.#with({ segments: [...this.segments, ...added] }, added);
  }

  /**
   * With other segments in place of all that it has, for a far seek: hls.js puts them where the old ones have ended,
   * as a discontinuity. Without any segments the playlist stays as it is, since hls.js cannot read an empty one.
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

  /** Without the segments that have ended by an instant; the last one stays. */
  dropBefore(at: UnixMs): EndlessPlaylist {
    const { segments } = this;
    const firstKept = segments.findIndex((segment, index) => {
      return index === segments.length - 1 || endOf(segment) > at;
    });
    if (firstKept <= 0) return this;
    return new EndlessPlaylist({
      ...this.fields,
      segments: segments.slice(firstKept),
      mediaSequence: this.firstNumber + firstKept,
      discontinuitySequence: this.#discontinuityAt(firstKept),
    });
  }

  /** Saying that nothing will be added: playback ends with its last segment. */
  ended(): EndlessPlaylist {
    return new EndlessPlaylist({ ...this.fields, isEnded: true });
  }

  /** The text that hls.js reads. */
  write(): string {
    return writePlaylist(this.fields);
  }

  /**
   * How far an instant is from the beginning of the playlist's media; of an instant in a hole or before the first
   * segment, the next segment's beginning; null where nothing comes after it.
   */
  offsetMsOf(at: UnixMs): number | null {
    const { segments, end } = this;
    if (end === null || at >= end) return null;
    const index = segments.findLastIndex(({ start }) => start <= at);
    const segment = segments[index];
    if (!segment) return 0;
    return totalMs(segments.slice(0, index)) + Math.min(at - segment.start, segment.durationMs);
  }

  /** The time that it covers, cut at the holes. */
  ranges(): TimeRange[] {
    const ranges: { start: UnixMs; end: UnixMs }[] = [];
    let previous: TimedSegment | null = null;
    for (const segment of this.segments) {
      const range = ranges.at(-1);
      const isHole = previous !== null && segment.isDiscontinuity && isHoleBetween(previous, segment);
      if (range && !isHole) range.end = endOf(segment);
      else ranges.push({ start: segment.start, end: endOf(segment) });
      previous = segment;
    }
    return ranges;
  }

  /** The number of the discontinuity that the segment at an index comes after. */
  #discontinuityAt(index: number): number {
    const since = this.segments.slice(1, index + 1).filter(({ isDiscontinuity }) => isDiscontinuity);
    return this.fields.discontinuitySequence + since.length;
  }

  #with(changed: Partial<PlaylistToWrite>, added: readonly TimedSegment[]): EndlessPlaylist {
    const targetDurationS = added.reduce(
      (longestS, { durationMs }) => Math.max(longestS, Math.round(durationMs / 1000)),
      this.fields.targetDurationS,
    );
    return new EndlessPlaylist({ ...this.fields, isEnded: false, ...changed, targetDurationS });
  }
}
