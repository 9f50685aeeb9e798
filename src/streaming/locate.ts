import { endOf, TimeShiftError, windowAt, type TimedSegment, type UnixMs } from '../core/index.ts';
import type { WindowLoader } from './window-loader.ts';

/** Where a seek ends, and what is to be played from there on. */
export interface Landing {
  readonly segments: readonly TimedSegment[];
  readonly at: UnixMs;
  /** The one of the segments that the instant is in. */
  readonly segment: TimedSegment;
}

/** How many segments a live playlist's end is kept away from, so that the next one is there in time. */
const LIVE_SYNC_SEGMENTS = 2;
/** How many windows without a recording a seek looks through, where the timeline is not known yet. */
const MOST_EMPTY_WINDOWS = 3;

/** @throws TimeShiftError `not-recorded` where nothing is live */
export async function locateLive(reader: WindowLoader, signal: AbortSignal): Promise<Landing> {
  const { segments } = await reader.readLive([], signal);
  const segment = segments.at(-LIVE_SYNC_SEGMENTS) ?? segments[0];
  if (!segment) throw new TimeShiftError('not-recorded', 'Nothing is live now; choose a time before.');
  return { segments, at: segment.start, segment };
}

/** The window of an instant, or the first one after it that has anything. */
export async function locateInstant(
  reader: WindowLoader,
  startAt: UnixMs,
  serverInstant: () => UnixMs,
  signal: AbortSignal,
): Promise<Landing> {
  let window = windowAt(startAt);
  for (let tries = 0; tries <= MOST_EMPTY_WINDOWS; tries += 1) {
    const { segments } = await reader.read(window, [], signal);
    const segment = segments.find((each) => endOf(each) > startAt);
    if (segment) return { segments, at: Math.max(segment.start, startAt), segment };
    if (window.end > serverInstant()) return locateLive(reader, signal);
    window = windowAt(window.end);
  }
  throw new TimeShiftError('not-recorded', 'Nothing is recorded there; choose another time.');
}
