import type { Fragment } from 'hls.js';
import type { RecordedRanges, TimedFragment, UnixMs } from '../core/index.ts';
import { placeSegments, type PlacedSegments } from '../core/hls/estimate-dates.ts';
import type { MediaSegment, TimedSegment } from '../core/hls/segment.ts';
import type { AskedWindow } from '../core/hls/window-scene.ts';

/** A fragment of hls.js with its wall-clock time. */
export interface DatedFragment extends TimedFragment {
  /** By how much that may be wrong, in milliseconds; 0 where a date says it. */
  readonly accuracyMs: number;
}

/** What is known about the times in a playlist, apart from the playlist itself. */
export interface DatesScene {
  readonly asked: AskedWindow;
  /** The server's time. */
  readonly now: UnixMs;
  readonly recorded: RecordedRanges;
  /** How far the dates are ahead of the server's time, in milliseconds. */
  readonly offsetMs: number;
}

/**
 * Tells when the fragments of one playlist were recorded. Where a playlist does not date each of them, the timeline tells
 * where the holes are, as in the windows of the endless playlist: see `core/hls/estimate-dates.ts`. The hls.js engine owns
 * one.
 */
export class FragmentDates {
  /** The fragments that were there before, from which a live playlist goes on. */
  #before: readonly TimedSegment[] = [];

  /** Another playlist follows, or the server has told its time. */
  reset(): void {
    this.#before = [];
  }

  date(fragments: readonly Fragment[], { offsetMs, ...known }: DatesScene): DatedFragment[] {
    const segments = fragments.map((fragment, index) => segmentOf(fragment, fragments[index - 1], offsetMs));
    const areDated = segments.every(({ date }) => date !== null);
    const placed = areDated ? asDated(segments) : placeSegments(segments, { ...known, before: this.#before });
    this.#before = areDated ? [] : timed(placed);
    return inMediaTime(fragments, placed);
  }
}

function segmentOf(fragment: Fragment, before: Fragment | undefined, offsetMs: number): MediaSegment {
  const { url, rawProgramDateTime, programDateTime, byteRangeStartOffset, byteRangeEndOffset } = fragment;
  const [start, end] = [byteRangeStartOffset ?? 0, byteRangeEndOffset];
  const hasDate = rawProgramDateTime !== null && programDateTime !== null;
  return {
    url,
    durationMs: Math.round(statedDurationS(fragment) * 1e6) / 1e3,
    date: hasDate ? programDateTime - offsetMs : null,
    isDiscontinuity: before !== undefined && before.cc !== fragment.cc,
    byteRange: end === undefined ? null : { offsetBytes: start, lengthBytes: end - start },
    keys: [],
    map: null,
    isGap: false,
  };
}

const asDated = (segments: readonly MediaSegment[]): PlacedSegments => ({
  segments,
  places: segments.map(({ date }) => ({ start: date ?? NaN, isEstimated: false, accuracyMs: 0 })),
});

const timed = ({ segments, places }: PlacedSegments): TimedSegment[] =>
  segments.flatMap((segment, index) => {
    const place = places[index];
    return place ? [{ ...segment, ...place, start: Math.round(place.start) }] : [];
  });

/** A place that follows the one before by the duration is one that nothing but the durations tells. */
const RUN_ON_MS = 1;

/** From one date to the next, the time is that of the media, as far as hls.js has parsed it. */
function inMediaTime(fragments: readonly Fragment[], { segments, places }: PlacedSegments): DatedFragment[] {
  const dated: DatedFragment[] = [];
  for (const [index, fragment] of fragments.entries()) {
    const place = places[index];
    if (!place) break;
    const [before, last] = [fragments[index - 1], dated.at(-1)];
    const stretchedMs = segments[index - 1]?.durationMs ?? NaN;
    const isDated = segments[index]?.date !== null;
    const apartMs = place.start - (places[index - 1]?.start ?? NaN) - stretchedMs;
    const isRunOn = !isDated && Math.abs(apartMs) <= RUN_ON_MS;
    const at: UnixMs =
      isRunOn && before && last ? last.at + passedMs(before, fragment, stretchedMs) : place.start;
    dated.push({
      mediaTimeS: fragment.start,
      durationS: withoutOverhang(fragment.duration, statedDurationS(fragment)),
      at,
      accuracyMs: place.accuracyMs,
    });
  }
  return dated;
}

/** @param statedMs how long the one before lasts, as long as hls.js has not parsed it */
function passedMs(before: Fragment, after: Fragment, statedMs: number): number {
  const mediaMs = (after.start - before.start) * 1000;
  const isParsed = Math.abs(mediaMs - statedDurationS(before) * 1000) > RUN_ON_MS;
  return isParsed ? mediaMs : statedMs;
}

export const statedDurationS = ({ tagList }: Fragment): number =>
  Number(tagList.find(([tag]) => tag === 'INF')?.[1]);

/** The sound of a segment may reach this much beyond its last picture. */
export const MAX_OVERHANG_S = 0.05;

/** hls.js counts the sound in, once it has parsed a segment; the playlist states how long the picture lasts. */
const withoutOverhang = (parsedS: number, statedS: number): number =>
  parsedS > statedS && parsedS - statedS < MAX_OVERHANG_S ? statedS : parsedS;
