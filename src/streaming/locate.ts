import {
  endOf,
  TimeShiftError,
  windowAt,
  type TimedSegment,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import type { WindowLoader } from './window-loader.ts';

/** Where a seek lands, and what is played from there on. */
export interface Location {
  readonly segments: readonly TimedSegment[];
  readonly at: UnixMs;
  /** The one of the segments that holds the instant. */
  readonly segment: TimedSegment;
}

/** Live playback begins this many segments before the end of the playlist, so that the next one is there in time. */
const LIVE_SYNC_SEGMENTS = 2;
/** How many empty windows a seek looks through where the timeline is not known. */
const MAX_EMPTY_WINDOWS = 3;

/** @throws TimeShiftError `not-recorded` where nothing is live */
export async function locateLive(
  loader: WindowLoader,
  variant: Variant | null,
  signal: AbortSignal,
): Promise<Location> {
  const { segments } = await loader.loadLive([], variant, signal);
  const segment = segments.at(-LIVE_SYNC_SEGMENTS) ?? segments[0];
  if (!segment) throw new TimeShiftError('not-recorded', 'Nothing is live now; choose a time before.');
  return { segments, at: segment.start, segment };
}

/**
 * Finds an instant in its window, or the first segment after it.
 *
 * @throws TimeShiftError `not-recorded` where neither the window nor those after it hold anything
 */
export async function locateInstant(
  loader: WindowLoader,
  target: UnixMs,
  serverNow: () => UnixMs,
  variant: Variant | null,
  signal: AbortSignal,
): Promise<Location> {
  let window = windowAt(target);
  for (let tries = 0; tries <= MAX_EMPTY_WINDOWS; tries += 1) {
    const { segments } = await loader.load(window, [], variant, signal);
    const segment = segments.find((each) => endOf(each) > target);
    if (segment) return { segments, at: Math.max(segment.start, target), segment };
    if (window.end > serverNow()) return locateLive(loader, variant, signal);
    window = windowAt(window.end);
  }
  throw new TimeShiftError('not-recorded', 'Nothing is recorded there; choose another time.');
}
