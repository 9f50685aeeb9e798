import type { UnixMs } from '../../src/core/time/time-range.ts';
import { notFound, Refusal } from './answers.ts';
import type { PlaylistGrowth } from './knobs.ts';
import type { PlaylistRequest } from './playlist-request.ts';
import type { SegmentGrid } from './segment-grid.ts';
import type { Stream } from './stream.ts';

/** A growing playlist stops here. Without a limit, it could list 324,000 segments every few seconds. */
const LONGEST_GROWTH_MS = 3 * 3_600_000;

/** The segments of a playlist: the numbers in [from, to). */
export interface PlaylistWindow {
  readonly from: number;
  readonly to: number;
  /** The number of the segment with media sequence number 0; default 0. */
  readonly zero?: number;
}

/** The times of a request, by the server's clock. */
export interface RequestTimes {
  readonly now: UnixMs;
  /** When this very URL was first requested. */
  readonly first: UnixMs;
}

/** Finds the segments of the playlist that a request asks for. The answer is 404 if there are none. */
export function playlistWindow(
  request: PlaylistRequest,
  stream: Stream,
  times: RequestTimes,
): PlaylistWindow | Refusal {
  const refusal = refuseOutOfReach(request, stream, times);
  if (refusal) return refusal;
  const window = selectWindow(request, stream, times);
  return window.from < window.to ? window : notFound('Nothing is recorded in that time.');
}

function refuseOutOfReach(
  request: PlaylistRequest,
  stream: Stream,
  { now }: RequestTimes,
): Refusal | undefined {
  if (request.type === 'live' && stream.knobs.down === '404' && isEncoderGone(stream, now)) {
    return notFound('Nobody publishes this stream now.');
  }
  const start = 'start' in request ? request.start : undefined;
  const keptSince = stream.keptSince(now);
  if (start !== undefined && start > now) {
    return notFound(`start is in the future: start is ${iso(start)}, and the server's time is ${iso(now)}.`);
  }
  if ((start ?? now) < keptSince || (request.type === 'behind' && now - request.durationMs < keptSince)) {
    return notFound(`Nothing is kept from before ${iso(keptSince)}.`);
  }
  return undefined;
}

/** Whether the live playlist gets no new segment because the encoder is down: see the knob `down`. */
export const isEncoderGone = (stream: Stream, now: UnixMs): boolean =>
  stream.grid.followsHole(stream.edgeNumber(now));

function selectWindow(request: PlaylistRequest, stream: Stream, times: RequestTimes): PlaylistWindow {
  const { recordedGrid, knobs } = stream;
  switch (request.type) {
    case 'live':
      return sinceRestart(liveWindow(0, stream, stream.grid, times.now), stream);
    case 'behind':
      return knobs.offset === 'sliding'
        ? liveWindow(request.durationMs, stream, recordedGrid, times.now)
        : windowFrom(times.first - request.durationMs, 'growing', stream, times);
    case 'since':
      return windowFrom(request.start, knobs.offset, stream, times);
    case 'start':
      return windowFrom(request.start, knobs.start, stream, times);
    case 'bounded':
    case 'vod': {
      const to = Math.min(recordedGrid.numberFrom(request.end), stream.edgeNumber(times.now, recordedGrid));
      return { from: recordedGrid.numberAt(request.start), to };
    }
  }
}

/** The live playlist as it was some time ago, made of the segments of a grid. */
function liveWindow(agoMs: number, stream: Stream, grid: SegmentGrid, now: UnixMs): PlaylistWindow {
  const to = stream.edgeNumber(now - agoMs, grid);
  const firstKept = grid.numberFrom(stream.keptSince(now));
  return { from: Math.max(to - stream.knobs.edgeSegments, firstKept), to };
}

/** The part of a window after the encoder's last restart. The server of live playlists forgets everything before. */
function sinceRestart(window: PlaylistWindow, { grid }: Stream): PlaylistWindow {
  const { from, to } = window;
  if (from >= to) return window;
  const { first } = grid.encoderOf(to - 1);
  return { from: Math.max(from, first), to, zero: first };
}

function windowFrom(
  start: UnixMs,
  growth: PlaylistGrowth,
  stream: Stream,
  times: RequestTimes,
): PlaylistWindow {
  const { recordedGrid: grid, knobs } = stream;
  const first = grid.numberAt(start);
  const edge = stream.edgeNumber(times.now, grid);
  if (growth === 'growing') {
    return { from: first, to: Math.min(edge, first + Math.ceil(LONGEST_GROWTH_MS / knobs.segmentMs)) };
  }
  // The window slides in real time from the first request on. So it stands still at a hole for as long as the hole
  // lasts, as the live playlist did.
  const elapsedMs = times.now - times.first;
  const slidTo = grid.startOf(first) + knobs.edgeSegments * knobs.segmentMs + elapsedMs;
  const to = Math.min(edge, grid.numberAt(slidTo));
  return { from: Math.max(first, to - knobs.edgeSegments), to };
}

const iso = (at: UnixMs): string => new Date(at).toISOString();
