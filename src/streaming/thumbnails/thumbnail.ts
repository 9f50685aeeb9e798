import type { UnixMs } from '../../core/index.ts';

/** A picture of the stream, made to be drawn at once: it is closed when many others have been asked for since. */
export interface Thumbnail {
  /** The instant that it shows: the beginning of a segment. */
  readonly at: UnixMs;
  /** At most 320 px wide. */
  readonly bitmap: ImageBitmap;
}
