import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import { type ColumnRun, columnsOf, rectanglesPath } from './column-runs.ts';
import type { TimeScale } from './time-scale.ts';
import type { TrackLayers } from './track-layers.ts';

/** High enough to be hit by a finger. */
export const TRACK_HEIGHT_PX = 24;
const BAR_PX = 6;
const MIDDLE_PX = 13;
const MARK_PX = 16;

export interface TrackMarks {
  readonly now: UnixMs;
  readonly playhead: UnixMs | null;
  /** Where the pointer is, and where a click there would land. */
  readonly pointer: UnixMs | null;
  readonly landing: UnixMs | null;
  /** Where the viewer marked a beginning and an end. */
  readonly in: UnixMs | null;
  readonly out: UnixMs | null;
}

/** The bar, and what stands on it. */
export function track(layers: TrackLayers, marks: TrackMarks, scale: TimeScale): TemplateResult {
  const bar = (name: string, runs: readonly ColumnRun[]) =>
    svg`<path part=${name} d=${rectanglesPath(runs, scale, MIDDLE_PX - BAR_PX / 2, BAR_PX)} />`;
  return html`
    <svg part="track" width=${scale.widthPx} height=${TRACK_HEIGHT_PX}>
      ${hatching} ${marked(marks, scale)} ${bar('expired', layers.expired)} ${bar('future', layers.future)}
      ${bar('recorded', layers.recorded)}
      ${hole(rectanglesPath(layers.holes, scale, MIDDLE_PX - BAR_PX / 2, BAR_PX))}
      <path part="unknown" d=${linesPath(layers.unknown, scale)} />
      ${bar('buffered', layers.buffered)} ${bar('played', layers.played)}
      ${bracket('mark-in', marks.in, 1, scale)} ${bracket('mark-out', marks.out, -1, scale)}
      ${upright('pointer', marks.pointer, 12, 2, scale)} ${landing(marks.landing, scale)}
      ${thumb(marks.playhead, scale)} ${upright('now', marks.now, 14, 3, scale)}
    </svg>
  `;
}

/** The bar alone, while there is no time to show. */
export const emptyTrack = (): TemplateResult => html`
  <svg part="track" width="100%" height=${TRACK_HEIGHT_PX}>
    <rect part="future" y=${MIDDLE_PX - BAR_PX / 2} width="100%" height=${BAR_PX} />
  </svg>
`;

/** Of the page's pixels, not of time: it stands still while holes pass by. */
const hatching = svg`
  <defs>
    <pattern id="hatching" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="2" height="7" />
    </pattern>
  </defs>
`;

const hole = (d: string): SVGTemplateResult =>
  svg`<path part="hole" d=${d} /><path fill="url(#hatching)" d=${d} />`;

function upright(name: string, at: UnixMs | null, heightPx: number, widthPx: number, scale: TimeScale) {
  if (at === null || !scale.shows(at)) return nothing;
  const x = Math.round(scale.xOf(at) - widthPx / 2);
  const y = MIDDLE_PX - heightPx / 2;
  return svg`<rect part=${name} x=${x} y=${y} width=${widthPx} height=${heightPx} rx=${widthPx / 2} />`;
}

/** What is between the marks. */
function marked(marks: TrackMarks, scale: TimeScale) {
  if (marks.in === null || marks.out === null) return nothing;
  const runs = columnsOf({ start: marks.in, end: marks.out }, scale);
  return svg`<path part="marked" d=${rectanglesPath(runs, scale, MIDDLE_PX - MARK_PX / 2, MARK_PX)} />`;
}

/** Open towards what it begins or ends: later for 1, earlier for -1. */
function bracket(name: string, at: UnixMs | null, towards: 1 | -1, scale: TimeScale) {
  if (at === null || !scale.shows(at)) return nothing;
  const armPx = 4 * towards * (scale.isRtl ? -1 : 1);
  const top = MIDDLE_PX - MARK_PX / 2;
  return svg`<path part=${name} d="M${Math.round(scale.xOf(at)) + armPx} ${top}h${-armPx}v${MARK_PX}h${armPx}" />`;
}

function landing(at: UnixMs | null, scale: TimeScale) {
  if (at === null || !scale.shows(at)) return nothing;
  return svg`<circle part="landing" cx=${Math.round(scale.xOf(at))} cy=${MIDDLE_PX} r="5" />`;
}

function thumb(at: UnixMs | null, scale: TimeScale) {
  if (at === null || !scale.shows(at)) return nothing;
  const x = Math.round(scale.xOf(at));
  return svg`
    <g part="playhead">
      <rect x=${x - 1.5} y=${MIDDLE_PX - 10} width="3" height="20" rx="1.5" />
      <circle cx=${x} cy=${MIDDLE_PX} r="7" />
    </g>
  `;
}

function linesPath(runs: readonly ColumnRun[], scale: TimeScale): string {
  return runs
    .map(({ from, to }) => {
      const x = scale.isRtl ? scale.widthPx - to : from;
      return `M${x} ${MIDDLE_PX}h${to - from}`;
    })
    .join('');
}
