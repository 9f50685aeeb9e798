import { TICKS_PER_MS } from './ts-packets.ts';

/** Time stamps of MPEG-TS have 33 bits. */
const TICKS_WRAP = 2 ** 33;
const CUE_MS = 1000;

export interface SubtitleSpec {
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly durationMs: number;
  /** The time at which time stamps are zero, in epoch milliseconds. */
  readonly clockZeroMs: number;
}

/**
 * Makes a segment of WebVTT (RFC 8216, section 3.5) that tells the time: a cue for each second, which holds the ISO 8601
 * time of the instant at which it begins. A second that two segments share has a cue in each.
 */
export function makeSubtitleSegment({ startMs, durationMs, clockZeroMs }: SubtitleSpec): string {
  const endMs = startMs + durationMs;
  const stamp = ((startMs - clockZeroMs) * TICKS_PER_MS) % TICKS_WRAP;
  const cues: string[] = [];
  for (let at = startMs; at < endMs; at = nextSecond(at)) {
    const until = Math.min(nextSecond(at), endMs);
    cues.push(`${cueTime(at - startMs)} --> ${cueTime(until - startMs)}\n${new Date(at).toISOString()}`);
  }
  return `WEBVTT\nX-TIMESTAMP-MAP=LOCAL:${cueTime(0)},MPEGTS:${stamp}\n\n${cues.join('\n\n')}\n`;
}

const nextSecond = (at: number): number => (Math.floor(at / CUE_MS) + 1) * CUE_MS;

/** `00:00:01.500`; a segment is shorter than a minute. */
const cueTime = (ms: number): string => `00:00:${(ms / 1000).toFixed(3).padStart(6, '0')}`;
