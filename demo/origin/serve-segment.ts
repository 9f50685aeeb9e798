import { textAnswer } from './answer.ts';
import { makeSegment } from './media/segment.ts';
import { pacedBody } from './paced-body.ts';
import type { SegmentCache } from './segment-cache.ts';
import type { Stream } from './stream.ts';

/** A segment is there a little longer than it is listed, § 6.2.2 of RFC 8216. */
const GRACE_MS = 60_000;

export function serveSegment(stream: Stream, startMs: number, cache: SegmentCache): Response {
  const now = stream.now();
  const { segmentMs, size, bytesPerSecond } = stream.knobs;
  const isPast = startMs + segmentMs <= now;
  const isKept = startMs >= stream.keptSince(now) - GRACE_MS;
  if (!isPast || !isKept || !stream.grid.hasSegmentAt(startMs)) {
    return textAnswer(
      404,
      'No segment begins at that time: not on the grid, in a hole, to come, or not kept.',
    );
  }
  const spec = { startMs, durationMs: segmentMs, ...size, channel: stream.channel };
  // A copy, so that the cache counts what it keeps and not a larger buffer behind it.
  const bytes = cache.take(JSON.stringify(spec), () => makeSegment(spec));
  return new Response(bytesPerSecond === Infinity ? bytes : pacedBody(bytes, bytesPerSecond), {
    headers: {
      'Content-Type': 'video/mp2t',
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': 'public, max-age=600',
    },
  });
}
