import { endOf, TimeShiftError, type TimedSegment, type UnixMs } from '../../core/index.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import type { SegmentLoad } from '../../network/segment-cache.ts';
import { ByteSink } from '../../network/segment-pipe.ts';
import { SharedRequests } from '../../network/shared-request.ts';
import { decodeKeyFrame } from './decode-key-frame.ts';
import type { KeyFrame } from './nal-units.ts';
import { KeyFrameReader } from './key-frame-reader.ts';
import { ThumbnailCache, type Thumbnail } from './thumbnail-cache.ts';

/** At 320 × 180 px, these take 14 MB. */
const MAX_KEPT = 60;

/** Makes the thumbnails of segments, each from the first picture of its segment. The prefetcher owns it. */
export class ThumbnailLoader {
  readonly #cache = new ThumbnailCache(MAX_KEPT);
  readonly #pending = new SharedRequests<Thumbnail | null>();
  readonly #life = new AbortController();

  /** The thumbnail of an instant: null where its segment has none, undefined where it has not been made yet. */
  at(at: UnixMs): Thumbnail | null | undefined {
    return this.#cache.at(at);
  }

  /**
   * @param finding the segment; undefined where there is none
   * @param loadOf brings a segment; the thumbnail is made as soon as its first picture has arrived
   * @returns null where there is no picture that the browser can show, or where something could not be loaded
   */
  async of(
    finding: Promise<TimedSegment | undefined>,
    loadOf: (segment: TimedSegment) => SegmentLoad,
    signal: AbortSignal,
  ): Promise<Thumbnail | null> {
    try {
      return await this.#find(finding, loadOf, AbortSignal.any([signal, this.#life.signal]));
    } catch (error) {
      if (error instanceof TimeShiftError) return null;
      throw error;
    }
  }

  destroy(): void {
    this.#life.abort();
    this.#cache.clear();
  }

  async #find(
    finding: Promise<TimedSegment | undefined>,
    loadOf: (segment: TimedSegment) => SegmentLoad,
    signal: AbortSignal,
  ): Promise<Thumbnail | null> {
    const segment = await finding;
    signal.throwIfAborted();
    if (!segment || !isSelfContained(segment)) return null;
    const load = loadOf(segment);
    // The thumbnail needs only the first picture; the whole segment is for the seek that may follow.
    ignoreRejection(load.want(signal));
    const known = this.#cache.get(segment.url);
    if (known !== undefined) return known;
    return this.#pending.join(segment.url, signal, (joined) => this.#make(segment, load, joined));
  }

  async #make(segment: TimedSegment, load: SegmentLoad, signal: AbortSignal): Promise<Thumbnail | null> {
    const keyFrame = await readKeyFrame(load, signal);
    const bitmap = keyFrame && (await decodeKeyFrame(keyFrame));
    if (this.#life.signal.aborted) bitmap?.close();
    this.#life.signal.throwIfAborted();
    const thumbnail = bitmap && { at: segment.start, bitmap };
    this.#cache.put(segment.url, { start: segment.start, end: endOf(segment) }, thumbnail);
    return thumbnail;
  }
}

/** Whether its beginning can be decoded by itself: not encrypted, without `EXT-X-MAP`, not a part of a file. */
const isSelfContained = ({ keys, map, byteRange, isGap }: TimedSegment): boolean =>
  keys.length === 0 && map === null && byteRange === null && !isGap;

/** Rejects where the segment cannot be loaded. */
async function readKeyFrame(load: SegmentLoad, signal: AbortSignal): Promise<KeyFrame | null> {
  const reader = new KeyFrameReader();
  const found = new AbortController();
  const sink = new ByteSink((chunk) => {
    reader.read(new Uint8Array(chunk));
    if (reader.isOver) found.abort();
  });
  try {
    await load.pipeTo(sink, AbortSignal.any([signal, found.signal]));
    reader.end();
  } catch (error) {
    if (!reader.isOver) throw error;
  }
  return reader.keyFrame;
}
