import { readPlaylist } from '../../../src/core/hls/read-playlist.ts';
import type { MediaSegment, TimedSegment } from '../../../src/core/hls/segment.ts';
import type { TimeRange, UnixMs } from '../../../src/core/time/time-range.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';

export const SLOPPY_URL = 'https://live.example/app/stream.m3u8';

export interface SloppyScene {
  /** What a segment really lasts. */
  readonly segmentMs: number;
  /** What the playlist states. */
  readonly statedS: number;
  /** Which segments of an answer have a date. */
  readonly dates: 'all' | 'first' | 'none';
  readonly hole?: TimeRange;
}

/** A model of a server that states durations as they are not. Each segment is named by when it really begins. */
export class SloppyServer {
  constructor(private readonly scene: SloppyScene) {}

  /** When the segments begin that overlap a range. */
  startsIn({ start, end }: TimeRange): UnixMs[] {
    const { segmentMs, hole = { start: 0, end: 0 } } = this.scene;
    const first = Math.floor(start / segmentMs);
    const starts = Array.from({ length: Math.ceil(end / segmentMs) - first }, (_, index) => {
      return (first + index) * segmentMs;
    });
    return starts.filter((at) => at + segmentMs <= hole.start || at >= hole.end);
  }

  answer(asked: TimeRange): readonly MediaSegment[] {
    const { segmentMs, statedS, dates } = this.scene;
    const starts = this.startsIn(asked);
    const lines = starts.flatMap((start, index) => {
      const isDated = dates === 'all' || (dates === 'first' && index === 0);
      const isCut = index > 0 && start - segmentMs > starts[index - 1]!;
      return [
        ...(isCut ? ['#EXT-X-DISCONTINUITY'] : []),
        ...(isDated ? [`#EXT-X-PROGRAM-DATE-TIME:${new Date(start).toISOString()}`] : []),
        `#EXTINF:${statedS},`,
        `${start}.ts`,
      ];
    });
    const text = ['#EXTM3U', '#EXT-X-TARGETDURATION:4', ...lines, '#EXT-X-ENDLIST', ''].join('\n');
    const playlist = readPlaylist(text, SLOPPY_URL);
    if (playlist.kind !== 'media') throw new Error(`The text was read as ${playlist.kind}.`);
    return playlist.segments;
  }

  /** What the timeline tells of a range, in whole seconds. */
  timeline(range: TimeRange): RecordedRanges {
    const toSecond = (at: UnixMs) => Math.round(at / 1000) * 1000;
    const ranges = this.startsIn(range).map((start) => ({
      start: toSecond(start),
      end: toSecond(start + this.scene.segmentMs),
    }));
    return RecordedRanges.empty.learn(range, ranges);
  }
}

/** By how much a segment's time is wrong. */
export const errorMsOf = ({ url, start }: TimedSegment): number =>
  start - Number(/(\d+)\.ts$/.exec(url)?.[1] ?? NaN);

/** By how much the time of any of the segments is wrong, at most. */
export const worstMs = (segments: readonly TimedSegment[]): number =>
  segments.reduce((worst, segment) => Math.max(worst, Math.abs(errorMsOf(segment))), 0);
