import { contains, type TimeRange } from '../../../src/core/time/time-range.ts';
import { audioFrames, type AudioChannels } from './audio-loop.ts';
import { encodeVideo } from './encode-video.ts';
import type { H264Profile, PictureFormat } from './h264-parameter-sets.ts';
import { initializationSegment } from './mp4-init.ts';
import { muxFragment } from './mp4-muxer.ts';
import { muxSegment, type AccessUnit } from './ts-muxer.ts';
import { TICKS_PER_MS } from './ts-packets.ts';

export const DEFAULT_FPS = 25;

/** MPEG-TS, or fragments of MP4 that need an initialization segment. */
export type Container = 'ts' | 'fmp4';

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
  /** Default `ts`. */
  readonly container?: Container;
  /** Default `baseline`. With B pictures, it is always `main`. */
  readonly profile?: H264Profile;
  /** Whether every second picture is a B picture; default no. A segment with a `keyLagMs` never has any. */
  readonly hasBPictures?: boolean;
  /** Default 1. */
  readonly audioChannels?: AudioChannels;
  /** The time at which time stamps are zero, in epoch milliseconds; default 0. */
  readonly clockZeroMs?: number;
}

/**
 * Makes a segment of H.264 and AAC whose picture and sound tell the time. The same spec always gives the same bytes, and
 * consecutive segments play seamlessly, whichever process made them and in whichever order.
 *
 * @throws RangeError for values that {@link SegmentSpec} does not allow
 */
export function makeSegment(spec: SegmentSpec): Uint8Array<ArrayBuffer> {
  const complete = completeSpec(spec);
  const groups = pictureTimes(complete);
  const video = encodeVideo({
    format: formatOf(complete),
    channel: complete.channel,
    groups,
    // After a time without a picture, the first one is a key picture.
    framesBefore: groups[0]?.[0] === complete.startMs ? framesSinceKey(complete) : 0,
  });
  const units = [video.map((unit) => stamped(unit, complete)), soundOf(complete)] as const;
  return complete.container === 'fmp4' ? muxFragment(complete.startMs, ...units) : muxSegment(...units);
}

/** The audio frames of a segment. */
export function soundOf(spec: SegmentSpec): AccessUnit[] {
  const { startMs, durationMs, audioChannels, withoutAudio = [] } = spec;
  const [startTicks, endTicks] = [startMs * TICKS_PER_MS, (startMs + durationMs) * TICKS_PER_MS];
  return audioFrames(startTicks, endTicks, audioChannels)
    .filter(({ ptsTicks }) => !isWithin(withoutAudio, ptsTicks / TICKS_PER_MS))
    .map((unit) => stamped(unit, spec));
}

function stamped<Unit extends AccessUnit>(unit: Unit, { clockZeroMs = 0 }: SegmentSpec): Unit {
  const zeroTicks = clockZeroMs * TICKS_PER_MS;
  return {
    ...unit,
    ptsTicks: unit.ptsTicks - zeroTicks,
    ...(unit.dtsTicks === undefined ? {} : { dtsTicks: unit.dtsTicks - zeroTicks }),
  };
}

/** Makes the initialization segment that a segment of fragmented MP4 needs. */
export function makeInitSegment(spec: SegmentSpec): Uint8Array<ArrayBuffer> {
  const complete = completeSpec(spec);
  return initializationSegment(formatOf(complete), complete.audioChannels);
}

function formatOf({ width, height, fps, profile, hasBPictures }: Required<SegmentSpec>): PictureFormat {
  return {
    widthPx: width,
    heightPx: height,
    fps,
    profile: hasBPictures ? 'main' : profile,
    isReordered: hasBPictures,
  };
}

const framesSinceKey = ({ keyLagMs, fps, gopFrames }: Required<SegmentSpec>): number =>
  ((keyLagMs * fps) / 1000) % gopFrames;

/** When the pictures of a segment are shown, in groups that begin with a key picture, but for the first one with a `keyLagMs`. */
function pictureTimes(spec: Required<SegmentSpec>): number[][] {
  const { startMs, durationMs, fps, gopFrames, withoutVideo } = spec;
  const frameMs = 1000 / fps;
  const groups: number[][] = [];
  let framesSince = framesSinceKey(spec);
  let isInterrupted = false;
  for (let timeMs = startMs; timeMs < startMs + durationMs; timeMs += frameMs) {
    if (isWithin(withoutVideo, timeMs)) {
      isInterrupted = true;
      continue;
    }
    if (isInterrupted || framesSince === gopFrames) framesSince = 0;
    if (groups.length === 0 || framesSince === 0) groups.push([]);
    groups.at(-1)?.push(timeMs);
    isInterrupted = false;
    framesSince += 1;
  }
  return groups;
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
    container = 'ts',
    profile = 'baseline',
    audioChannels = 1,
  } = spec;
  const hasBPictures = spec.hasBPictures === true && keyLagMs === 0;
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
    container,
    profile,
    hasBPictures,
    audioChannels,
  };
  return { startMs, durationMs, ...options };
}

function isMultiple(value: number, divisor: number): boolean {
  return value > 0 && value % divisor === 0;
}

function check(isAllowed: boolean, message: string): void {
  if (!isAllowed) throw new RangeError(message);
}
