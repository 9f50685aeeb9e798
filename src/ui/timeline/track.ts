import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { type RecordedRanges, SETTLED_AFTER_MS, type TimeRange, type UnixMs } from '../../core/index.ts';
import {
  type ColumnRun,
  columnRuns,
  columnsOf,
  intersect,
  linesPath,
  rectanglesPath,
  subtract,
} from './column-runs.ts';
import { settledUntil } from './live-edge.ts';
import type { TimeScale } from './time-scale.ts';

/** Large enough for a finger. */
export const TRACK_HEIGHT_PX = 24;
const MIDDLE_PX = 13;
const BAR_PX = 6;
const BAR_Y = MIDDLE_PX - BAR_PX / 2;
const BRACKET = { y: MIDDLE_PX - 8, heightPx: 16, armPx: 4 };
const POINTER = { widthPx: 2, heightPx: 12 };
const NOW = { widthPx: 3, heightPx: 14 };

export interface TrackScene {
  readonly recorded: RecordedRanges;
  readonly bounds: TimeRange;
  readonly now: UnixMs;
  readonly buffered: readonly TimeRange[];
  /** Where the playhead is drawn. */
  readonly playhead: UnixMs | null;
}

/** What the track shows besides recordings, in whole pixels. */
export interface TrackColumns {
  /** What seeks may no longer reach. */
  readonly expired: readonly ColumnRun[];
  /** What seeks may reach. */
  readonly reachable: readonly ColumnRun[];
  /** The part of it in which missing recordings are holes. */
  readonly settled: readonly ColumnRun[];
  readonly buffered: readonly ColumnRun[];
  /** From the start of the recording to the playhead. */
  readonly played: readonly ColumnRun[];
}

export function trackColumns(scene: TrackScene, scale: TimeScale): TrackColumns {
  const { bounds, now, buffered } = scene;
  return {
    expired: columnsOf({ start: -Infinity, end: bounds.start }, scale),
    reachable: columnsOf(bounds, scale),
    settled: columnsOf({ start: bounds.start, end: settledUntil(bounds, now) }, scale),
    buffered: columnRuns(buffered, scale),
    played: playedColumns(scene, scale),
  };
}

function playedColumns({ recorded, buffered, playhead }: TrackScene, scale: TimeScale): ColumnRun[] {
  if (playhead === null) return [];
  const before = recorded.previous(playhead);
  // At live, the known recordings end a little before the playhead.
  const isContinued = before !== undefined && playhead - before.end <= SETTLED_AFTER_MS;
  const stretch =
    recorded.rangeAt(playhead) ??
    (isContinued ? before : buffered.find(({ start, end }) => start <= playhead && playhead <= end));
  return stretch ? columnsOf({ start: stretch.start, end: playhead }, scale) : [];
}

/** The layers of the bar, the lowest first. */
export interface TrackLayers {
  readonly expired: readonly ColumnRun[];
  /** The bar that the other layers lie on, which also shows the future. */
  readonly future: readonly ColumnRun[];
  readonly recorded: readonly ColumnRun[];
  readonly holes: readonly ColumnRun[];
  /** Where it is not known yet what is recorded. */
  readonly unknown: readonly ColumnRun[];
  readonly buffered: readonly ColumnRun[];
  readonly played: readonly ColumnRun[];
}

export function trackLayers(
  ranges: RecordedRanges,
  { expired, reachable, settled, buffered, played }: TrackColumns,
  scale: TimeScale,
): TrackLayers {
  const recorded = intersect(columnRuns(ranges.ranges, scale), reachable);
  const known = columnRuns(ranges.known, scale);
  const holes = subtract(intersect(known, settled), recorded);
  return {
    expired,
    future: subtract([{ from: 0, to: scale.widthPx }], expired),
    recorded,
    holes,
    unknown: subtract(subtract(settled, known), recorded),
    // The buffer may reach across a hole, because media time goes on there without one.
    buffered: subtract(buffered, holes),
    played: subtract(played, holes),
  };
}

/** The instants that are marked on the bar; null for marks that are not there. */
export interface TrackMarks {
  readonly now: UnixMs;
  readonly playhead: UnixMs | null;
  /** The instant that the pointer is at. */
  readonly pointer: UnixMs | null;
  /** The instant that a click there would show, if that is another one. */
  readonly landing: UnixMs | null;
  /** The start and the end that the viewer has marked. */
  readonly in: UnixMs | null;
  readonly out: UnixMs | null;
}

/** Where the marks are drawn, in whole pixels from the left: null for marks that are not there or not in view. */
export interface MarkPlaces extends Readonly<Record<keyof TrackMarks, number | null>> {
  /** The columns between the start and the end that the viewer has marked. */
  readonly marked: readonly ColumnRun[];
}

export function markPlaces(marks: TrackMarks, scale: TimeScale): MarkPlaces {
  const place = (at: UnixMs | null, widthPx = 0) => {
    if (at === null) return null;
    const x = scale.xOf(at);
    // The viewport follows by whole pixels, so what it follows may be almost a pixel beyond its edge.
    if (x <= -1 || x >= scale.widthPx + 1) return null;
    return Math.round(Math.min(Math.max(x, 0), scale.widthPx) - widthPx / 2);
  };
  const hasBoth = marks.in !== null && marks.out !== null;
  return {
    now: place(marks.now, NOW.widthPx),
    playhead: place(marks.playhead),
    pointer: place(marks.pointer, POINTER.widthPx),
    landing: place(marks.landing),
    in: place(marks.in),
    out: place(marks.out),
    marked: hasBoth ? columnsOf({ start: marks.in, end: marks.out }, scale) : [],
  };
}

/** The bar, and the marks on it. */
export function track(layers: TrackLayers, marks: MarkPlaces, scale: TimeScale): TemplateResult {
  const bar = (name: string, runs: readonly ColumnRun[]) =>
    svg`<path part=${name} d=${rectanglesPath(runs, scale, BAR_Y, BAR_PX)} />`;
  return html`
    <svg part="track" width=${scale.widthPx} height=${TRACK_HEIGHT_PX}>
      ${hatching} ${marked(marks.marked, scale)} ${bar('expired', layers.expired)}
      ${bar('future', layers.future)} ${bar('recorded', layers.recorded)}
      ${hole(rectanglesPath(layers.holes, scale, BAR_Y, BAR_PX))}
      <path part="unknown" d=${linesPath(layers.unknown, scale, MIDDLE_PX)} />
      ${bar('buffered', layers.buffered)} ${bar('played', layers.played)}
      ${bracket('mark-in', marks.in, !scale.isRtl)} ${bracket('mark-out', marks.out, scale.isRtl)}
      ${upright('pointer', marks.pointer, POINTER)} ${landing(marks.landing)} ${playhead(marks.playhead)}
      ${upright('now', marks.now, NOW)}
    </svg>
  `;
}

/** The bar alone, while there is no time to show. */
export const emptyTrack = (): TemplateResult => html`
  <svg part="track" width="100%" height=${TRACK_HEIGHT_PX}>
    <rect part="future" y=${BAR_Y} width="100%" height=${BAR_PX} />
  </svg>
`;

/** The pattern is fixed to the page and not to time, so it stands still while holes move. */
const hatching = svg`
  <defs>
    <pattern id="hatching" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="2" height="7" />
    </pattern>
  </defs>
`;

const hole = (d: string): SVGTemplateResult =>
  svg`<path part="hole" d=${d} /><path fill="url(#hatching)" d=${d} />`;

function marked(runs: readonly ColumnRun[], scale: TimeScale) {
  if (runs.length === 0) return nothing;
  return svg`<path part="marked" d=${rectanglesPath(runs, scale, BRACKET.y, BRACKET.heightPx)} />`;
}

function bracket(name: string, x: number | null, opensToRight: boolean) {
  if (x === null) return nothing;
  const armPx = opensToRight ? BRACKET.armPx : -BRACKET.armPx;
  return svg`<path part=${name} d="M${x + armPx} ${BRACKET.y}h${-armPx}v${BRACKET.heightPx}h${armPx}" />`;
}

function upright(name: string, x: number | null, { widthPx, heightPx }: typeof NOW) {
  if (x === null) return nothing;
  const y = MIDDLE_PX - heightPx / 2;
  return svg`<rect part=${name} x=${x} y=${y} width=${widthPx} height=${heightPx} rx=${widthPx / 2} />`;
}

const landing = (x: number | null) =>
  x === null ? nothing : svg`<circle part="landing" cx=${x} cy=${MIDDLE_PX} r="5" />`;

const playhead = (x: number | null) =>
  x === null
    ? nothing
    : svg`
        <g part="playhead">
          <rect x=${x - 1.5} y=${MIDDLE_PX - 10} width="3" height="20" rx="1.5" />
          <circle cx=${x} cy=${MIDDLE_PX} r="7" />
        </g>
      `;
