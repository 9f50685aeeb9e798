import { createCipheriv, createHash } from 'node:crypto';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import { textAnswer } from './answers.ts';
import type { Stream } from './stream.ts';

const KEY_BYTES = 16;

/** The number of the key of the segment that begins at an instant. */
export const keyNumberAt = (startMs: UnixMs, aesMs: number): number => Math.floor(startMs / aesMs);

/** The initialization vector that the playlist states for all segments of a key. */
export const ivOf = (keyNumber: number): string => keyNumber.toString(16).padStart(2 * KEY_BYTES, '0');

/** Encrypts a segment by AES-128 (RFC 8216, section 5.2). */
export function encryptSegment(bytes: Uint8Array, keyNumber: number): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv('aes-128-cbc', keyOf(keyNumber), Buffer.from(ivOf(keyNumber), 'hex'));
  return new Uint8Array(Buffer.concat([cipher.update(bytes), cipher.final()]));
}

/** Answers with the 16 bytes of a key. The answer is 404 if the stream is not encrypted. */
export function serveKey({ knobs }: Stream, keyNumber: number): Response {
  if (knobs.aesMs === undefined) return textAnswer(404, 'This stream is not encrypted.');
  return new Response(keyOf(keyNumber), {
    headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'public, max-age=600' },
  });
}

/** Another key for each number, and always the same. */
function keyOf(keyNumber: number): Uint8Array<ArrayBuffer> {
  const hash = createHash('sha256').update(`key ${keyNumber}`).digest();
  return new Uint8Array(hash.subarray(0, KEY_BYTES));
}
