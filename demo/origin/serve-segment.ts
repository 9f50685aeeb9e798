import { textAnswer } from './answer.ts';
import { makeSegment, type SegmentSpec } from './media/segment.ts';
import { pacedBody } from './paced-body.ts';
import type { SegmentCache } from './segment-cache.ts';
import type { Stream } from './stream.ts';

/** A segment is there a little longer than it is listed, § 6.2.2 of RFC 8216. */
const GRACE_MS = 60_000;

/**
 * What the first time stamp after a restart is. Not 0, as the clock reference goes 0.7 s ahead of the stamps and would
 * be below it: FFmpeg's muxer begins here, too.
 */
const FIRST_STAMP_MS = 1400;

export function serveSegment(stream: Stream, startMs: number, cache: SegmentCache): Response {
  const now = stream.now();
  const { grid } = stream;
  const { bytesPerSecond } = stream.knobs;
  const number = grid.numberAt(startMs);
  const isPast = grid.endOf(number) <= now;
  const isKept = startMs >= stream.keptSince(now) - GRACE_MS;
  if (!isPast || !isKept || !grid.hasSegmentAt(startMs)) {
    return textAnswer(
      404,
      'No segment begins at that time: not on the grid, in a hole, to come, or not kept.',
    );
  }
  const spec = segmentSpec(stream, number);
  // A copy, so that the cache counts what it keeps and not a larger buffer behind it.
  const bytes = cache.take(JSON.stringify(spec), () => makeSegment(spec));
  return new Response(bytesPerSecond === Infinity ? bytes : pacedBody(bytes, bytesPerSecond, stream.clock), {
    headers: {
      'Content-Type': 'video/mp2t',
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': 'public, max-age=600',
    },
  });
}

function segmentSpec({ grid, channel, knobs }: Stream, number: number): SegmentSpec {
  const startMs = grid.startOf(number);
  const encoder = grid.encoderOf(number);
  const clockZeroMs = encoder.start === 0 ? 0 : encoder.start - FIRST_STAMP_MS;
  return { startMs, durationMs: grid.endOf(number) - startMs, ...knobs.size, channel, clockZeroMs };
}
