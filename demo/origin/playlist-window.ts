import type { UnixMs } from '../../src/core/time/time-range.ts';
import type { PlaylistGrowth } from './knobs.ts';
import type { PlaylistRequest } from './playlist-request.ts';
import { notFound, Refusal } from './refusal.ts';
import type { SegmentGrid } from './segment-grid.ts';
import type { Stream } from './stream.ts';

/** A growing playlist stops here: nobody writes 324,000 lines every few seconds, and nobody could read them. */
const LONGEST_GROWTH_MS = 3 * 3_600_000;

/** The segments of a playlist: numbers from `from` up to, but not including, `to`. */
export interface PlaylistWindow {
  readonly from: number;
  readonly to: number;
  /** Number of the segment that has the media sequence number 0; 0 unless given. */
  readonly zero?: number;
}

/** The moment of a request, by the server's clock. */
export interface Asked {
  readonly now: UnixMs;
  /** When this very URL was asked for the first time. */
  readonly first: UnixMs;
}

/** Which segments the playlist holds that was asked for; 404 if there are none. */
export function playlistWindow(
  request: PlaylistRequest,
  stream: Stream,
  asked: Asked,
): PlaylistWindow | Refusal {
  const refusal = outOfReach(request, stream, asked);
  if (refusal) return refusal;
  const window = select(request, stream, asked);
  return window.from < window.to ? window : notFound('Nothing is recorded in that time.');
}

function outOfReach(request: PlaylistRequest, stream: Stream, { now }: Asked): Refusal | undefined {
  if (request.type === 'live' && isGone(stream, now)) return notFound('Nobody publishes this stream now.');
  const start = 'start' in request ? request.start : undefined;
  const keptSince = stream.keptSince(now);
  if (start !== undefined && start > now) {
    return notFound(`start is in the future: it is ${iso(start)}, and here it is ${iso(now)}.`);
  }
  if ((start ?? now) < keptSince || (request.type === 'behind' && now - request.durationMs < keptSince)) {
    return notFound(`Nothing is kept from before ${iso(keptSince)}.`);
  }
  return undefined;
}

/** Nobody publishes, and the server does not go on with what it had: see the knob `down`. */
const isGone = (stream: Stream, now: UnixMs): boolean =>
  stream.knobs.down === '404' && stream.grid.followsHole(stream.edgeNumber(now));

function select(request: PlaylistRequest, stream: Stream, asked: Asked): PlaylistWindow {
  const { recorded, knobs } = stream;
  switch (request.type) {
    case 'live':
      return sinceRestart(asLiveWas(0, stream, stream.grid, asked.now), stream);
    case 'behind':
      return knobs.offset === 'sliding'
        ? asLiveWas(request.durationMs, stream, recorded, asked.now)
        : startingAt(asked.first - request.durationMs, 'growing', stream, asked);
    case 'since':
      return startingAt(request.start, knobs.offset, stream, asked);
    case 'start':
      return startingAt(request.start, knobs.start, stream, asked);
    case 'bounded':
    case 'vod': {
      const to = Math.min(recorded.numberFrom(request.end), stream.edgeNumber(asked.now, recorded));
      return { from: recorded.numberAt(request.start), to };
    }
  }
}

/** What the live playlist was so long ago, of these segments. */
function asLiveWas(agoMs: number, stream: Stream, grid: SegmentGrid, now: UnixMs): PlaylistWindow {
  const to = stream.edgeNumber(now - agoMs, grid);
  const firstKept = grid.numberFrom(stream.keptSince(now));
  return { from: Math.max(to - stream.knobs.edgeSegments, firstKept), to };
}

/** What is left of a window for a server that knows nothing from before the encoder's last start. */
function sinceRestart(window: PlaylistWindow, { grid }: Stream): PlaylistWindow {
  const { from, to } = window;
  if (from >= to) return window;
  const { first } = grid.encoderOf(to - 1);
  return { from: Math.max(from, first), to, zero: first };
}

function startingAt(start: UnixMs, growth: PlaylistGrowth, stream: Stream, asked: Asked): PlaylistWindow {
  const { recorded: grid, knobs } = stream;
  const first = grid.numberAt(start);
  const edge = stream.edgeNumber(asked.now, grid);
  if (growth === 'growing') {
    return { from: first, to: Math.min(edge, first + Math.ceil(LONGEST_GROWTH_MS / knobs.segmentMs)) };
  }
  // In real time from the first request on, so it stands still while it passes a hole, as live did.
  const elapsedMs = asked.now - asked.first;
  const slidTo = grid.startOf(first) + knobs.edgeSegments * knobs.segmentMs + elapsedMs;
  const to = Math.min(edge, grid.numberAt(slidTo));
  return { from: Math.max(first, to - knobs.edgeSegments), to };
}

const iso = (at: UnixMs): string => new Date(at).toISOString();
