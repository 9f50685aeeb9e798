import { contains, type TimeRange } from '../../../src/core/time/time-range.ts';
import { audioFrames } from './audio-loop.ts';
import { encodeKeyPicture, encodePredictedPicture } from './h264-encoder.ts';
import type { Mosaic } from './mosaic.ts';
import { TestCard } from './test-card.ts';
import { muxSegment, type AccessUnit, type VideoAccessUnit } from './ts-muxer.ts';
import { TICKS_PER_MS } from './ts-packets.ts';

export const DEFAULT_FPS = 25;

export interface SegmentSpec {
  /** Epoch milliseconds, a multiple of the frame duration. */
  readonly startMs: number;
  /** A multiple of the frame duration: 40 ms at 25 fps. */
  readonly durationMs: number;
  /** 320, or a multiple of 640; default 640. */
  readonly width?: number;
  /** Even; default 9/16 of the width. */
  readonly height?: number;
  /** A divisor of 1000; default {@link DEFAULT_FPS}. */
  readonly fps?: number;
  /** 0 to 255, shown in the picture and in its barcode; default 1. */
  readonly channel?: number;
  /** The number of frames from one key picture to the next; default 50. */
  readonly gopFrames?: number;
  /** How long before its beginning the last key picture is, in milliseconds; default 0: it begins with one. */
  readonly keyLagMs?: number;
  /** When there is no sound, in epoch milliseconds; default never. */
  readonly withoutAudio?: readonly TimeRange[];
  /** When there is no picture, in epoch milliseconds; default never. What follows begins with a key picture. */
  readonly withoutVideo?: readonly TimeRange[];
  /** The time at which time stamps are zero, in epoch milliseconds; default 0. */
  readonly clockZeroMs?: number;
}

/**
 * Makes a segment of MPEG-TS with H.264 and AAC whose picture and sound tell the time. The same spec always gives the
 * same bytes, and consecutive segments play seamlessly, whichever process made them and in whichever order.
 *
 * @throws RangeError for values that {@link SegmentSpec} does not allow
 */
export function makeSegment(spec: SegmentSpec): Uint8Array<ArrayBuffer> {
  const complete = completeSpec(spec);
  const video = encodeVideo(complete).map((unit) => stamped(unit, complete));
  return muxSegment(video, soundOf(complete));
}

/** The audio frames of a segment. */
export function soundOf(spec: SegmentSpec): AccessUnit[] {
  const { startMs, durationMs, withoutAudio = [] } = spec;
  return audioFrames(startMs * TICKS_PER_MS, (startMs + durationMs) * TICKS_PER_MS)
    .filter(({ ptsTicks }) => !isWithin(withoutAudio, ptsTicks / TICKS_PER_MS))
    .map((unit) => stamped(unit, spec));
}

const stamped = <Unit extends AccessUnit>(unit: Unit, { clockZeroMs = 0 }: SegmentSpec): Unit => ({
  ...unit,
  ptsTicks: unit.ptsTicks - clockZeroMs * TICKS_PER_MS,
});

function encodeVideo(spec: Required<SegmentSpec>): VideoAccessUnit[] {
  const { startMs, durationMs, width, height, fps, channel, gopFrames, keyLagMs, withoutVideo } = spec;
  const format = { widthPx: width, heightPx: height, fps };
  const frameMs = 1000 / fps;
  const card = new TestCard(width, height, channel);
  let framesSinceKey = keyLagMs / frameMs;
  let previous: Mosaic | undefined = keyLagMs > 0 ? card.paint(startMs - frameMs) : undefined;
  const units: VideoAccessUnit[] = [];
  for (let timeMs = startMs; timeMs < startMs + durationMs; timeMs += frameMs) {
    if (isWithin(withoutVideo, timeMs)) {
      previous = undefined;
      continue;
    }
    const picture = card.paint(timeMs);
    const reference = framesSinceKey % gopFrames === 0 ? undefined : previous;
    if (!reference) framesSinceKey = 0;
    const data = reference
      ? encodePredictedPicture(picture, reference, framesSinceKey)
      : encodeKeyPicture(picture, format, (timeMs / frameMs) % 2);
    units.push({ ptsTicks: timeMs * TICKS_PER_MS, data, isKey: !reference });
    previous = picture;
    framesSinceKey += 1;
  }
  return units;
}

const isWithin = (ranges: readonly TimeRange[], atMs: number): boolean =>
  ranges.some((range) => contains(range, atMs));

function completeSpec(spec: SegmentSpec): Required<SegmentSpec> {
  const {
    startMs,
    durationMs,
    width = 640,
    fps = DEFAULT_FPS,
    channel = 1,
    gopFrames = 50,
    clockZeroMs = 0,
    keyLagMs = 0,
    withoutAudio = [],
    withoutVideo = [],
  } = spec;
  const height = spec.height ?? (width * 9) / 16;
  const frameMs = 1000 / fps;
  // A cell of the barcode is a fortieth of the width, and has to consist of whole blocks of the encoder.
  check(width === 320 || isMultiple(width, 640), `width ${width} is neither 320 nor a multiple of 640.`);
  check(isMultiple(height, 2), `height ${height} is not even and positive.`);
  check(isMultiple(1000, fps), `fps ${fps} does not divide 1000.`);
  check(startMs === 0 || isMultiple(startMs, frameMs), `startMs ${startMs} is not a multiple of ${frameMs}.`);
  check(isMultiple(durationMs, frameMs), `durationMs ${durationMs} is not a multiple of ${frameMs}.`);
  check(Number.isInteger(channel) && channel >= 0 && channel < 256, `channel ${channel} is not 0 to 255.`);
  check(isMultiple(gopFrames, 1), `gopFrames ${gopFrames} is not a positive integer.`);
  check(
    keyLagMs === 0 || isMultiple(keyLagMs, frameMs),
    `keyLagMs ${keyLagMs} is not a multiple of ${frameMs}.`,
  );
  const options = {
    width,
    height,
    fps,
    channel,
    gopFrames,
    clockZeroMs,
    keyLagMs,
    withoutAudio,
    withoutVideo,
  };
  return { startMs, durationMs, ...options };
}

function isMultiple(value: number, divisor: number): boolean {
  return value > 0 && value % divisor === 0;
}

function check(isAllowed: boolean, message: string): void {
  if (!isAllowed) throw new RangeError(message);
}
