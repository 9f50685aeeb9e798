import { readFileSync } from 'node:fs';
import { TICKS_PER_MS, type Ticks } from './ts-clock.ts';
import type { AccessUnit } from './ts-muxer.ts';

/**
 * Eight seconds of AAC-LC in ADTS, mono, 48 kHz, 24 kbit/s: exactly 375 frames of 1024 samples, so that it
 * repeats without a seam. A quiet tone of 250 Hz, and at each full second a pip of 60 ms: 1 kHz, but 1.5 kHz
 * at every fourth. Made once by an AAC encoder; its first frame starts at a multiple of eight seconds.
 */
const LOOP = splitAdts(readFileSync(new URL('./loop.aac', import.meta.url)));

/** 1024 samples at 48 kHz. */
const FRAME_TICKS = (1024 * 1000 * TICKS_PER_MS) / 48_000;

/** The frames that start in [startTicks, endTicks): frame k of all time starts at k × 1920 ticks. */
export function audioFrames(startTicks: Ticks, endTicks: Ticks): AccessUnit[] {
  const first = Math.ceil(startTicks / FRAME_TICKS);
  const end = Math.ceil(endTicks / FRAME_TICKS);
  return Array.from({ length: end - first }, (_, i) => ({
    ptsTicks: (first + i) * FRAME_TICKS,
    data: LOOP[(first + i) % LOOP.length] ?? new Uint8Array(),
  }));
}

/** aac_frame_length is the 13 bits from the 31st bit of each header (ISO/IEC 13818-7, clause 6.2). */
function splitAdts(stream: Buffer): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let offset = 0; offset < stream.length;) {
    const length = (stream.readUInt32BE(offset + 2) >> 5) & 0x1fff;
    frames.push(stream.subarray(offset, offset + length));
    offset += length;
  }
  return frames;
}
