import { decodeOrder, type PictureToDecode } from './decode-order.ts';
import { encodeBipredictedPicture, encodeKeyPicture, encodePredictedPicture } from './h264-encoder.ts';
import type { PictureFormat } from './h264-parameter-sets.ts';
import type { Mosaic } from './mosaic.ts';
import { TestCard } from './test-card.ts';
import type { VideoAccessUnit } from './ts-muxer.ts';
import { TICKS_PER_MS } from './ts-packets.ts';

export interface VideoSpec {
  readonly format: PictureFormat;
  readonly channel: number;
  /** When the pictures are shown, in epoch milliseconds. Each group begins with a key picture, the first one maybe not. */
  readonly groups: readonly (readonly number[])[];
  /** How many pictures of the first group come before these; default 0. Then no pictures may be reordered. */
  readonly framesBefore?: number;
}

/** Encodes the pictures of a segment, and returns them in the order in which they are decoded. */
export function encodeVideo({ format, channel, groups, framesBefore = 0 }: VideoSpec): VideoAccessUnit[] {
  const card = new TestCard(format.widthPx, format.heightPx, channel);
  return groups.flatMap((times, i) => encodeGroup(card, format, times, i === 0 ? framesBefore : 0));
}

function encodeGroup(
  card: TestCard,
  format: PictureFormat,
  times: readonly number[],
  framesBefore: number,
): VideoAccessUnit[] {
  const frameMs = 1000 / format.fps;
  const isReordered = format.isReordered ?? false;
  // What the first picture refers to is painted, although it belongs to the segment before.
  const shown = framesBefore > 0 ? [(times[0] ?? 0) - frameMs, ...times] : times;
  const pictures = shown.map((timeMs) => card.paint(timeMs));
  const order = decodeOrder(shown.length, isReordered).slice(shown.length - times.length);
  let frameNumber = framesBefore;
  return order.map((picture, i) => {
    const timeMs = shown[picture.shown] ?? 0;
    const orderCount = isReordered ? 2 * picture.shown : null;
    const idrPictureId = (timeMs / frameMs) % 2;
    const data = encode(picture, pictures, format, { frameNumber, orderCount, idrPictureId });
    if (picture.refersTo.length < 2) frameNumber += 1;
    // A picture is decoded before it is shown, and before those that refer to it.
    const decodedMs = (times[i] ?? 0) - (isReordered ? frameMs : 0);
    return {
      ptsTicks: timeMs * TICKS_PER_MS,
      dtsTicks: decodedMs * TICKS_PER_MS,
      data,
      isKey: picture.refersTo.length === 0,
    };
  });
}

function encode(
  { shown, refersTo }: PictureToDecode,
  pictures: readonly Mosaic[],
  format: PictureFormat,
  order: { frameNumber: number; orderCount: number | null; idrPictureId: number },
): Uint8Array {
  const [picture, before, after] = [shown, ...refersTo].map((index) => pictures[index]);
  if (!picture) throw new RangeError(`There is no picture ${shown}.`);
  if (!before) return encodeKeyPicture(picture, format, order.idrPictureId);
  return after
    ? encodeBipredictedPicture(picture, [before, after], order)
    : encodePredictedPicture(picture, before, order);
}
