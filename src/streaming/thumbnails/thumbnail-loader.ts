import { endOf, type TimedSegment, type UnixMs } from '../../core/index.ts';
import { ByteSink } from '../../network/byte-sink.ts';
import type { SegmentLoad } from '../../network/segment-load.ts';
import { SharedRequests } from '../../network/shared-requests.ts';
import type { Thumbnail } from './thumbnail.ts';
import { decodeKeyFrame } from './decode-key-frame.ts';
import type { KeyFrame } from './key-frame-collector.ts';
import { KeyFrameReader } from './key-frame-reader.ts';
import { ThumbnailCache } from './thumbnail-cache.ts';

/** At 320 px by 180 they are 14 MB. */
const MOST_KEPT = 60;

/** The first picture of each segment that somebody points at. */
export class ThumbnailLoader {
  readonly #kept = new ThumbnailCache(MOST_KEPT);
  readonly #underWay = new SharedRequests<Thumbnail | null>();
  readonly #life = new AbortController();

  /** What is here of an instant: null where its segment is known to have none, undefined where nothing is known. */
  at(at: UnixMs): Thumbnail | null | undefined {
    return this.#kept.at(at);
  }

  /**
   * @param load brings the segment; its picture is made as soon as enough of it is there
   * @returns null where there is none that the browser can show
   */
  async of(segment: TimedSegment, load: SegmentLoad, signal: AbortSignal): Promise<Thumbnail | null> {
    const known = this.#kept.get(segment.url);
    if (known !== undefined) return known;
    return this.#underWay.want(segment.url, signal, (wanted) => this.#make(segment, load, wanted));
  }

  destroy(): void {
    this.#life.abort();
    this.#kept.clear();
  }

  async #make(segment: TimedSegment, load: SegmentLoad, signal: AbortSignal): Promise<Thumbnail | null> {
    const keyFrame = await readKeyFrame(load, signal);
    const bitmap = keyFrame && (await decodeKeyFrame(keyFrame));
    if (this.#life.signal.aborted) bitmap?.close();
    this.#life.signal.throwIfAborted();
    const picture = bitmap && { at: segment.start, bitmap };
    this.#kept.put(segment.url, { start: segment.start, end: endOf(segment) }, picture);
    return picture;
  }
}

/** Rejects where the segment does not come. */
async function readKeyFrame(load: SegmentLoad, signal: AbortSignal): Promise<KeyFrame | null> {
  const reader = new KeyFrameReader();
  const enough = new AbortController();
  const sink = new ByteSink((chunk) => {
    reader.read(new Uint8Array(chunk));
    if (reader.isOver) enough.abort();
  });
  try {
    await load.pipeTo(sink, AbortSignal.any([signal, enough.signal]));
    reader.end();
  } catch (error) {
    if (!reader.isOver) throw error;
  }
  return reader.keyFrame;
}
