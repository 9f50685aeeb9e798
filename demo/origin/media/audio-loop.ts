import { readFileSync } from 'node:fs';
import { toStereo } from './stereo-frame.ts';
import type { AccessUnit } from './ts-muxer.ts';
import { TICKS_PER_MS, type Ticks } from './ts-packets.ts';

/**
 * Eight seconds of AAC-LC in ADTS, mono, 48 kHz, 24 kbit/s: exactly 375 frames of 1024 samples, so that the loop
 * repeats seamlessly. It is a quiet tone of 250 Hz with a pip of 60 ms at each full second: 1.5 kHz at every fourth
 * second, and 1 kHz at the others. An AAC encoder made it once; its first frame begins at a multiple of 8 s.
 */
const LOOP = splitAdts(readFileSync(new URL('./loop.aac', import.meta.url)));

export type AudioChannels = 1 | 2;

/** The frames of the loop in stereo, as far as they have been asked for. */
const STEREO_LOOP: (Uint8Array | undefined)[] = [];

export const SAMPLES_PER_FRAME = 1024;
export const SAMPLE_RATE_HZ = 48_000;

const FRAME_TICKS = (SAMPLES_PER_FRAME * 1000 * TICKS_PER_MS) / SAMPLE_RATE_HZ;

/** The audio frames that begin in [startTicks, endTicks). Frame number k begins at k × 1920 ticks since the epoch. */
export function audioFrames(startTicks: Ticks, endTicks: Ticks, channels: AudioChannels = 1): AccessUnit[] {
  const first = Math.ceil(startTicks / FRAME_TICKS);
  const end = Math.ceil(endTicks / FRAME_TICKS);
  return Array.from({ length: end - first }, (_, i) => ({
    ptsTicks: (first + i) * FRAME_TICKS,
    data: loopFrame((first + i) % LOOP.length, channels),
  }));
}

function loopFrame(number: number, channels: AudioChannels): Uint8Array {
  const mono = LOOP[number] ?? new Uint8Array();
  return channels === 1 ? mono : (STEREO_LOOP[number] ??= toStereo(mono));
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
