import type { RecordedRanges, TimeRange, UnixMs } from '../../core/index.ts';
import { clip, type ColumnRun, columnRuns, columnsOf, subtract } from './column-runs.ts';
import { settledUntil, SETTLES_WITHIN_MS } from './settled.ts';
import type { TimeScale } from './time-scale.ts';

export interface TrackScene {
  readonly recorded: RecordedRanges;
  readonly bounds: TimeRange;
  readonly now: UnixMs;
  readonly buffered: readonly TimeRange[];
  /** Where the playhead is drawn. */
  readonly playhead: UnixMs | null;
}

/** What is drawn on the track, lowest first. */
export interface TrackLayers {
  /** What is too long ago to go to. */
  readonly expired: readonly ColumnRun[];
  /** From there on: the bar that the others lie on, and the future. */
  readonly future: readonly ColumnRun[];
  readonly recorded: readonly ColumnRun[];
  readonly holes: readonly ColumnRun[];
  /** Where it is not known yet what is recorded. */
  readonly unknown: readonly ColumnRun[];
  readonly buffered: readonly ColumnRun[];
  /** From the beginning of the recording to the playhead. */
  readonly played: readonly ColumnRun[];
}

export function trackLayers(scene: TrackScene, scale: TimeScale): TrackLayers {
  const { bounds } = scene;
  const reachable = columnsOf(bounds, scale);
  const settled = columnsOf({ start: bounds.start, end: settledUntil(bounds, scene.now) }, scale);
  const recorded = clip(columnRuns(scene.recorded.ranges, scale), reachable);
  const known = columnRuns(scene.recorded.known, scale);
  const holes = subtract(clip(known, settled), recorded);
  const expired = columnsOf({ start: -Infinity, end: bounds.start }, scale);
  return {
    expired,
    future: subtract([{ from: 0, to: scale.widthPx }], expired),
    recorded,
    holes,
    unknown: subtract(subtract(settled, known), recorded),
    // What is buffered may reach over a hole, for the media has none there.
    buffered: subtract(columnRuns(scene.buffered, scale), holes),
    played: subtract(playedColumns(scene, scale), holes),
  };
}

function playedColumns({ recorded, buffered, playhead }: TrackScene, scale: TimeScale): ColumnRun[] {
  if (playhead === null) return [];
  const before = recorded.previous(playhead);
  // At live, the last that is known to be recorded is a little behind.
  const isContinued = before !== undefined && playhead - before.end <= SETTLES_WITHIN_MS;
  const stretch =
    recorded.rangeAt(playhead) ??
    (isContinued ? before : buffered.find(({ start, end }) => start <= playhead && playhead <= end));
  return stretch ? columnsOf({ start: stretch.start, end: playhead }, scale) : [];
}
