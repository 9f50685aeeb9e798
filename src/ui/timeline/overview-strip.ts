import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { clampTo, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { columnRuns, rectanglesPath, subtract } from './column-runs.ts';
import type { TimeScale } from './time-scale.ts';

/** High enough to be hit by a finger; the strip is drawn near its top. */
const HEIGHT_PX = 24;
const STRIP = { y: 3, heightPx: 5 };
/** What is in view is never narrower, so that it can be seen. */
const LEAST_PX = 6;

/** What is recorded of all that there is. */
export function recordedStrip(recorded: RecordedRanges, scale: TimeScale): SVGTemplateResult {
  const runs = columnRuns(recorded.ranges, scale);
  const known = columnRuns(recorded.known, scale);
  const unknown = subtract(subtract([{ from: 0, to: scale.widthPx }], known), runs);
  const [d, unknownD] = [runs, unknown].map((each) => rectanglesPath(each, scale, STRIP.y, STRIP.heightPx));
  return svg`
    <rect part="overview-track" y=${STRIP.y} width=${scale.widthPx} height=${STRIP.heightPx} />
    <path part="overview-unknown" d=${unknownD} />
    <path part="overview-recorded" d=${d} />
  `;
}

/** The strip, with where playback is and what is in view, unless that is all. */
export function overviewStrip(
  strip: unknown,
  viewport: TimeRange,
  playhead: UnixMs | null,
  scale: TimeScale,
): TemplateResult {
  return html`
    <svg width=${scale.widthPx} height=${HEIGHT_PX}>
      ${strip} ${playhead === null ? nothing : playheadAt(scale.xOf(playhead))} ${inView(viewport, scale)}
    </svg>
  `;
}

const playheadAt = (x: number) => svg`
  <rect part="overview-playhead" x=${Math.round(x) - 1} y=${STRIP.y} width="2" height=${STRIP.heightPx} />
`;

function inView(viewport: TimeRange, scale: TimeScale) {
  const edges = [viewport.start, viewport.end].map((at) =>
    Math.round(scale.xOf(clampTo(scale.viewport, at))),
  );
  const [left, right] = [Math.min(...edges), Math.max(...edges)];
  if (right - left >= scale.widthPx) return nothing;
  const width = Math.max(right - left, LEAST_PX);
  const x = Math.min(Math.max(Math.round((left + right - width) / 2), 0), scale.widthPx - width);
  const heightPx = STRIP.heightPx + 2;
  return svg`
    <g part="overview-viewport">
      <rect x=${x} y=${STRIP.y} width=${width} height=${STRIP.heightPx} />
      <path d="M${x + 1} ${STRIP.y - 1}v${heightPx}M${x + width - 1} ${STRIP.y - 1}v${heightPx}" />
    </g>
  `;
}
