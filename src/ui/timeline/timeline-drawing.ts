import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TimeRange, UnixMs } from '../../core/index.ts';
import type { DateFormat } from '../i18n/date-format.ts';
import type { Localization } from '../i18n/localization.ts';
import { followButton } from './follow-button.ts';
import { type InstantPicture, isNear, type PictureFrame } from './instant-picture.ts';
import { type Landing, landingOf, type LandingScene } from './landing.ts';
import { emptyOverview, type OverviewDrawing } from './overview.ts';
import { ruler, textWidthPx } from './ruler.ts';
import { type SpokenScene, spokenSeconds, spokenText } from './spoken-value.ts';
import { type TickFormat, ticksOf } from './ticks.ts';
import type { TimeScale } from './time-scale.ts';
import type { TimelineInput } from './timeline-input.ts';
import { tooltip, type TooltipDrawing } from './tooltip.ts';
import {
  emptyTrack,
  type MarkPlaces,
  markPlaces,
  track,
  type TrackColumns,
  trackColumns,
  trackLayers,
} from './track.ts';

/** The properties of the timeline that it draws. */
export interface TimelineProperties extends LandingScene {
  readonly buffered: readonly TimeRange[];
  readonly playhead: UnixMs | null;
  readonly seekingTo: UnixMs | null;
  readonly markIn: UnixMs | null;
  readonly markOut: UnixMs | null;
  readonly picture: InstantPicture | null | undefined;
}

/** The rest of what the timeline draws: where its view and its pointer are, and how it writes and speaks. */
export interface TimelineState {
  /** Null while there is nothing to show. */
  readonly scale: TimeScale | null;
  readonly input: TimelineInput;
  readonly isInert: boolean;
  readonly isFollowing: boolean;
  readonly spoken: SpokenScene;
  readonly ticks: TickFormat;
  readonly dates: DateFormat;
  readonly localize: Localization;
}

/** All that is drawn, in pixels and words. */
export interface TimelineDrawing {
  readonly slider: SliderDrawing;
  /** Null while there is nothing to show. */
  readonly view: ViewDrawing | null;
  /** The label of the button that follows the playhead; null where there is no such button. */
  readonly followLabel: string | null;
  readonly tooltip: TooltipDrawing | null;
}

/** What assistive technology reads. */
interface SliderDrawing {
  readonly isInert: boolean;
  readonly label: string;
  readonly spoken: SpokenScene;
  readonly ticks: TickFormat;
}

interface ViewDrawing {
  readonly recorded: LandingScene['recorded'];
  readonly scale: TimeScale;
  readonly ticks: TickFormat;
  readonly columns: TrackColumns;
  readonly marks: MarkPlaces;
  readonly overview: OverviewDrawing;
}

export function drawingOf(timeline: TimelineProperties, state: TimelineState): TimelineDrawing {
  const { scale, input, isInert, isFollowing, spoken, ticks, localize } = state;
  const { pointedAt } = input;
  const pointed = pointedAt === null ? null : { at: pointedAt, landing: landingOf(timeline, pointedAt) };
  return {
    slider: { isInert, label: localize.term('seek'), spoken, ticks },
    view: scale && viewDrawing(timeline, state, scale, pointed),
    followLabel: isFollowing || isInert ? null : localize.term('followPlayhead'),
    tooltip: scale && pointed && tooltipDrawing(timeline, state, scale, pointed),
  };
}

/** The instant below the pointer, and what a click there would show. */
interface Pointed {
  readonly at: UnixMs;
  readonly landing: Landing;
}

function viewDrawing(
  timeline: TimelineProperties,
  { input: { pointer, overview }, isInert, ticks, dates, localize }: TimelineState,
  scale: TimeScale,
  pointed: Pointed | null,
): ViewDrawing {
  const { recorded, bounds, now, buffered, seekingTo } = timeline;
  const { viewport, widthPx, isRtl } = scale;
  const focus = seekingTo ?? timeline.playhead;
  const playhead = pointed && pointer.isScrubbing ? pointed.at : focus;
  const marks = {
    now,
    playhead,
    pointer: pointed && !pointer.isScrubbing ? pointed.at : null,
    landing: pointed?.landing.isMoved ? pointed.landing.at : null,
    in: timeline.markIn,
    out: timeline.markOut,
  };
  return {
    recorded,
    scale,
    ticks,
    columns: trackColumns({ recorded, bounds, now, buffered, playhead }, scale),
    marks: markPlaces(marks, scale),
    overview: overview.drawingOf({
      recorded,
      bounds,
      viewport,
      playhead: focus,
      widthPx,
      isRtl,
      isInert,
      label: localize.term('overview'),
      dates,
    }),
  };
}

function tooltipDrawing(
  { picture, bounds }: TimelineProperties,
  { input, dates, localize }: TimelineState,
  scale: TimeScale,
  { at: pointedAt, landing: { at, isHole, isMoved } }: Pointed,
): TooltipDrawing {
  const isShown = picture && isNear(picture, at ?? bounds.end, scale.pixelMs);
  return {
    x: Math.round(scale.xOf(pointedAt)),
    widthPx: scale.widthPx,
    note: isHole ? localize.term(isMoved ? 'nothingContinues' : 'nothingRecorded') : null,
    time: at === null ? localize.term('live') : dates.time(at),
    day: at === null ? null : dates.day(at),
    isTouch: input.pointer.isTouch,
    picture: isShown || picture === undefined ? picture : null,
  };
}

/** What the templates need of the timeline besides the drawing. */
export interface TimelineHost {
  readonly element: HTMLElement;
  readonly localize: Localization;
  readonly input: TimelineInput;
  readonly frame: PictureFrame;
  readonly onFollow: () => void;
}

export function renderTimeline(drawing: TimelineDrawing, host: TimelineHost): TemplateResult {
  const { slider, view, followLabel } = drawing;
  return html`
    ${renderSlider(slider, view ? renderView(view, host) : emptyTrack(), host)}
    ${view ? host.input.overview.render(view.overview) : emptyOverview}
    ${followLabel === null ? nothing : followButton(followLabel, host.onFollow)}
    ${drawing.tooltip ? tooltip(drawing.tooltip, host.frame) : nothing}
  `;
}

function renderSlider(
  { isInert, label, spoken, ticks: { language, zone } }: SliderDrawing,
  content: TemplateResult,
  { localize, input: { pointer, handleKey } }: TimelineHost,
) {
  const { min, max, now } = spokenSeconds(spoken);
  return html`
    <div
      part="slider"
      role="slider"
      tabindex=${isInert ? -1 : 0}
      aria-label=${label}
      aria-orientation="horizontal"
      aria-disabled=${isInert}
      aria-valuemin=${min}
      aria-valuemax=${max}
      aria-valuenow=${now}
      aria-valuetext=${guard([spoken, language, zone, label], () =>
        spokenText(spoken, language, zone, (term) => localize.term(term)),
      )}
      @pointerdown=${pointer}
      @pointermove=${pointer}
      @pointerup=${pointer}
      @pointercancel=${pointer}
      @pointerleave=${pointer}
      @keydown=${handleKey}
    >
      ${content}
    </div>
  `;
}

function renderView({ recorded, scale, ticks, columns, marks }: ViewDrawing, { element }: TimelineHost) {
  const renderRuler = () =>
    ruler(ticksOf({ scale, format: ticks, widthPxOf: textWidthPx(element) }), scale.widthPx);
  return html`
    ${guard([scale, ticks], renderRuler)} ${track(trackLayers(recorded, columns, scale), marks, scale)}
  `;
}
