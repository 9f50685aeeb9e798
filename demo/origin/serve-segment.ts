import type { Clock } from '../../src/core/time/clock.ts';
import { movedBy, type TimeRange, type UnixMs } from '../../src/core/time/time-range.ts';
import { textAnswer } from './answers.ts';
import { settingsAt } from './encoder-settings.ts';
import { makeHevcSegment } from './media/hevc-segment.ts';
import { makeInitSegment, makeSegment, type SegmentSpec } from './media/segment.ts';
import { makeSubtitleSegment } from './media/subtitle-segment.ts';
import { encryptSegment, keyNumberAt } from './segment-keys.ts';
import type { Stream } from './stream.ts';

/** A segment stays available for a while after playlists stop listing it (RFC 8216, section 6.2.2). */
const GRACE_MS = 60_000;

/**
 * The first time stamp after a restart of the encoder. It is not 0, because the clock reference is 0.7 s ahead of the
 * time stamps and would be negative. FFmpeg's muxer begins at the same time.
 */
const FIRST_STAMP_MS = 1400;

/** Answers with the segment that begins at a time. The answer is 404 if there is no such segment. */
export function serveSegment(stream: Stream, startMs: number, cache: SegmentCache): Response {
  const now = stream.now();
  const { grid } = stream;
  const { bytesPerSecond, names } = stream.knobs;
  const number = grid.numberAt(startMs);
  const isComplete = grid.endOf(number) <= now;
  const isKept = startMs >= stream.keptSince(now) - GRACE_MS;
  if (!isComplete || !isKept || !grid.hasSegmentAt(startMs)) {
    return textAnswer(
      404,
      'No segment begins at that time: it is not on the grid, in a hole, in the future, or no longer kept.',
    );
  }
  const spec = segmentSpec(stream, number);
  const { aesMs, subtitles, hevc } = stream.knobs;
  const bytes = cache.get(JSON.stringify({ ...spec, aesMs, subtitles, hevc }), () => {
    const plain = makeContent(stream, spec);
    return aesMs === undefined ? plain : encryptSegment(plain, keyNumberAt(startMs, aesMs));
  });
  return new Response(bytesPerSecond === Infinity ? bytes : pacedBody(bytes, bytesPerSecond, stream.clock), {
    headers: {
      'Content-Type': contentTypeOf(stream),
      'Content-Length': String(bytes.byteLength),
      // With these names, another segment may be there after a restart.
      'Cache-Control': names === 'restart' ? 'no-store' : 'public, max-age=600',
    },
  });
}

function makeContent({ knobs }: Stream, spec: CompleteSpec): Uint8Array<ArrayBuffer> {
  if (knobs.subtitles === 'only') return new TextEncoder().encode(makeSubtitleSegment(spec));
  return knobs.hevc === 'only' ? makeHevcSegment(spec) : makeSegment(spec);
}

function contentTypeOf({ knobs }: Stream): string {
  if (knobs.subtitles === 'only') return 'text/vtt';
  return knobs.container === 'fmp4' ? 'video/mp4' : 'video/mp2t';
}

/** Answers with the initialization segment of the segments since a time. The answer is 404 if the stream has none. */
export function serveMap(stream: Stream, startMs: UnixMs): Response {
  const { grid, knobs } = stream;
  if (knobs.container !== 'fmp4' || !grid.hasSegmentAt(startMs)) {
    return textAnswer(404, 'No segment that needs an initialization segment begins at that time.');
  }
  const bytes = makeInitSegment(segmentSpec(stream, grid.numberAt(startMs)));
  return new Response(bytes, {
    headers: { 'Content-Type': 'video/mp4', 'Cache-Control': 'public, max-age=600' },
  });
}

type CompleteSpec = SegmentSpec & { readonly clockZeroMs: number };

const ALWAYS: readonly TimeRange[] = [{ start: 0, end: Infinity }];

function segmentSpec({ grid, channel, knobs }: Stream, number: number): CompleteSpec {
  const startMs = grid.startOf(number);
  const encoder = grid.encoderOf(number);
  const clockZeroMs = encoder.start === 0 ? 0 : encoder.start - FIRST_STAMP_MS;
  const { size, ...settings } = settingsAt(knobs, startMs);
  // All times are those of the encoder's clock.
  const inEncoderTime = (ranges: readonly TimeRange[]) =>
    ranges.map((range) => movedBy(range, knobs.encoderMs));
  return {
    startMs: startMs + knobs.encoderMs,
    durationMs: grid.endOf(number) - startMs,
    ...size,
    ...settings,
    container: knobs.container,
    channel,
    keyLagMs: knobs.keyLagMs,
    withoutAudio: knobs.audio === 'none' ? ALWAYS : inEncoderTime(knobs.withoutAudio),
    withoutVideo: knobs.audio === 'only' ? ALWAYS : inEncoderTime(knobs.withoutVideo),
    clockZeroMs: clockZeroMs + knobs.encoderMs,
  };
}

const STEP_S = 0.05;

/** A body that arrives at a number of bytes per second, in steps of 50 ms. */
function pacedBody(
  bytes: Uint8Array<ArrayBuffer>,
  bytesPerSecond: number,
  clock: Clock,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const stepBytes = Math.ceil(bytesPerSecond * STEP_S);
  const cancelled = new AbortController();
  const startedMs = clock.steady();
  let sentBytes = 0;
  return new ReadableStream({
    async pull(controller) {
      const step = bytes.slice(sentBytes, sentBytes + stepBytes);
      sentBytes += step.byteLength;
      // Each step is due relative to the start, not to the step before, so that late timers do not add up.
      const dueMs = startedMs + (sentBytes / bytesPerSecond) * 1000;
      await clock.delay(Math.max(0, dueMs - clock.steady()), cancelled.signal);
      controller.enqueue(step);
      if (sentBytes >= bytes.byteLength) controller.close();
    },
    cancel() {
      cancelled.abort();
    },
  });
}

/** Keeps the most recently used segments, up to a total size. An origin has one for all its streams. */
export class SegmentCache {
  private readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();
  private sizeBytes = 0;

  constructor(private readonly capacityBytes: number) {}

  /** Returns the bytes that are kept under a name, or makes them. */
  get(name: string, make: () => Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const kept = this.entries.get(name);
    if (kept) this.entries.delete(name);
    const bytes = kept ?? make();
    // A Map keeps the order of insertion, so its first entry is the least recently used one.
    this.entries.set(name, bytes);
    if (!kept) this.sizeBytes += bytes.byteLength;
    this.dropOldest();
    return bytes;
  }

  private dropOldest(): void {
    for (const [name, { byteLength }] of this.entries) {
      if (this.sizeBytes <= this.capacityBytes) return;
      this.entries.delete(name);
      this.sizeBytes -= byteLength;
    }
  }
}
