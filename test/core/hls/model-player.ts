import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { readPlaylist } from '../../../src/core/hls/read-playlist.ts';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import type { TimedSegment } from '../../../src/core/hls/segment.ts';
import type { TimeRange, UnixMs } from '../../../src/core/time/time-range.ts';
import { SERVER, type ModelServer, type Recorded } from './model-server.ts';

/** A model of a player: it reads windows from a server, and notes which segments its playlist must contain. */
export class ModelPlayer {
  list = EndlessPlaylist.empty;
  /** The paths of the segments that the playlist must contain, in order. */
  expected: string[] = [];
  #next: UnixMs;
  readonly #recorded;
  readonly #byPath: ReadonlyMap<string, Recorded>;

  constructor(
    readonly server: ModelServer,
    private readonly windowMs: number,
    private readonly marginMs: number,
  ) {
    this.#next = this.#windowStart(server.segments[0]!.start);
    this.#recorded = server.recorded;
    this.#byPath = new Map(server.segments.map((segment) => [segment.path, segment]));
  }

  /** Appends the next window. Returns false after the last window. */
  append(): boolean {
    const { asked, segments } = this.#read();
    const before = this.list;
    this.list = before.append(segments);
    const last = this.expected.at(-1) ?? '';
    const paths = this.server.segmentsIn(asked).map(({ path }) => path);
    // Paths are numbered in order of time.
    this.expected.push(...paths.filter((path) => path > last));
    return asked.end < this.server.end;
  }

  replace(at: UnixMs): void {
    this.#next = this.#windowStart(at);
    const { asked, segments } = this.#read();
    if (segments.length === 0) return;
    this.list = this.list.replaceWith(segments);
    this.expected = this.server.segmentsIn(asked).map(({ path }) => path);
  }

  drop(at: UnixMs): void {
    this.list = this.list.dropBefore(at);
    this.expected = this.expected.slice(-this.list.segments.length);
  }

  /** Returns the recorded segment of a segment in the playlist. */
  recordedAs(segment: TimedSegment): Recorded {
    return this.#byPath.get(pathOf(segment))!;
  }

  #windowStart(at: UnixMs): UnixMs {
    return Math.floor(at / this.windowMs) * this.windowMs;
  }

  #read(): { asked: TimeRange; segments: TimedSegment[] } {
    const end = this.#next + this.windowMs;
    const asked = { start: this.#next - this.marginMs, end: end + this.marginMs };
    this.#next = end;
    const playlist = readPlaylist(this.server.playlist(asked), `${SERVER}stream.m3u8?lhs_start=1`);
    if (playlist.kind !== 'media') throw new Error(`The text was read as ${playlist.kind}.`);
    const scene = { asked, recorded: this.#recorded, before: this.list.segments };
    return { asked, segments: timeSegments(playlist.segments, scene) };
  }
}

export const pathOf = ({ url }: TimedSegment): string => url.slice(SERVER.length, url.indexOf('?'));
