import { readFileSync } from 'node:fs';
import type { AccessUnit } from './ts-muxer.ts';
import { TICKS_PER_MS, type Ticks } from './ts-packets.ts';

/**
 * Eight seconds of AAC-LC in ADTS, mono, 48 kHz, 24 kbit/s: exactly 375 frames of 1024 samples, so that the loop
 * repeats seamlessly. It is a quiet tone of 250 Hz with a pip of 60 ms at each full second: 1.5 kHz at every fourth
 * second, and 1 kHz at the others. An AAC encoder made it once; its first frame begins at a multiple of 8 s.
 */
const LOOP = splitAdts(readFileSync(new URL('./loop.aac', import.meta.url)));

/** 1024 samples at 48 kHz. */
const FRAME_TICKS = (1024 * 1000 * TICKS_PER_MS) / 48_000;

/** The audio frames that begin in [startTicks, endTicks). Frame number k begins at k × 1920 ticks since the epoch. */
export function audioFrames(startTicks: Ticks, endTicks: Ticks): AccessUnit[] {
  const first = Math.ceil(startTicks / FRAME_TICKS);
  const end = Math.ceil(endTicks / FRAME_TICKS);
  return Array.from({ length: end - first }, (_, i) => ({
    ptsTicks: (first + i) * FRAME_TICKS,
    data: LOOP[(first + i) % LOOP.length] ?? new Uint8Array(),
  }));
}

/** Splits a stream by aac_frame_length, the 13 bits from bit 30 of each header (ISO/IEC 13818-7, clause 6.2). */
function splitAdts(stream: Buffer): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let offset = 0; offset < stream.length;) {
    const length = (stream.readUInt32BE(offset + 2) >> 5) & 0x1fff;
    frames.push(stream.subarray(offset, offset + length));
    offset += length;
  }
  return frames;
}
