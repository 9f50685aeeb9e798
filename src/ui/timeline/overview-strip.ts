import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { clampTo, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { columnRuns, rectanglesPath } from './column-runs.ts';
import type { TimeScale } from './time-scale.ts';

/** High enough to be hit by a finger; the strip is drawn near its top. */
const HEIGHT_PX = 24;
const STRIP = { y: 3, heightPx: 5 };
/** What is in view is never narrower, so that it can be seen. */
const LEAST_PX = 6;

/** What is recorded of all that there is. */
export function recordedStrip(recorded: RecordedRanges, scale: TimeScale): SVGTemplateResult {
  const d = rectanglesPath(columnRuns(recorded.ranges, scale), scale, STRIP.y, STRIP.heightPx);
  return svg`
    <rect part="overview-track" y=${STRIP.y} width=${scale.widthPx} height=${STRIP.heightPx} rx="2.5" />
    <path part="overview-recorded" d=${d} />
  `;
}

/** The strip, with where playback is and what is in view. */
export function overviewStrip(
  strip: unknown,
  viewport: TimeRange,
  playhead: UnixMs | null,
  scale: TimeScale,
): TemplateResult {
  const edges = [viewport.start, viewport.end].map((at) => scale.xOf(clampTo(scale.viewport, at)));
  const [left, right] = [Math.min(...edges), Math.max(...edges)];
  const width = Math.max(Math.round(right - left), LEAST_PX);
  const x = Math.min(Math.max(Math.round((left + right - width) / 2), 0), scale.widthPx - width);
  return html`
    <svg width=${scale.widthPx} height=${HEIGHT_PX}>
      ${strip} ${playhead === null ? nothing : playheadAt(scale.xOf(playhead))}
      <rect
        part="overview-viewport"
        x=${x + 1}
        y=${STRIP.y - 1}
        width=${width - 2}
        height=${STRIP.heightPx + 2}
        rx="2"
      />
    </svg>
  `;
}

const playheadAt = (x: number) => svg`
  <rect part="overview-playhead" x=${Math.round(x) - 1} y=${STRIP.y} width="2" height=${STRIP.heightPx} />
`;
