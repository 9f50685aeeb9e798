import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TimeRange, UnixMs } from '../../core/index.ts';
import type { Localization } from '../i18n/localization.ts';
import { followButton } from './follow-button.ts';
import { type InstantPicture, isNear, type PictureFrame } from './instant-picture.ts';
import { type Landing, landingOf, type LandingScene } from './landing.ts';
import { emptyOverview } from './overview.ts';
import { ruler, textWidthPx } from './ruler.ts';
import { type SpokenScene, spokenSeconds, spokenText } from './spoken-value.ts';
import { type TickFormat, ticksOf } from './ticks.ts';
import type { TimeScale } from './time-scale.ts';
import type { TimelineInput } from './timeline-input.ts';
import { tooltip } from './tooltip.ts';
import { emptyTrack, markPlaces, track, trackColumns, trackLayers } from './track.ts';

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
export interface TimelineScene {
  readonly timeline: TimelineProperties & HTMLElement;
  /** Null while there is nothing to show. */
  readonly scale: TimeScale | null;
  readonly input: TimelineInput;
  readonly isInert: boolean;
  readonly isFollowing: boolean;
  readonly spoken: SpokenScene;
  readonly ticks: TickFormat;
  readonly localize: Localization;
  readonly frame: PictureFrame;
  readonly onFollow: () => void;
}

/** The instant below the pointer, and what a click there would show. */
interface Pointed {
  readonly at: UnixMs;
  readonly landing: Landing;
}

export function renderTimeline(scene: TimelineScene): TemplateResult {
  const { timeline, scale, isInert, isFollowing, localize, onFollow } = scene;
  const at = scene.input.pointedAt;
  const pointed = at === null ? null : { at, landing: landingOf(timeline, at) };
  return html`
    ${renderSlider(scene, scale ? renderView(scene, scale, pointed) : emptyTrack())}
    ${scale ? renderOverview(scene, scale) : emptyOverview}
    ${isFollowing || isInert ? nothing : followButton(localize.term('followPlayhead'), onFollow)}
    ${scale && pointed ? renderTooltip(scene, scale, pointed) : nothing}
  `;
}

function renderSlider({ isInert, spoken, ticks, localize, input }: TimelineScene, content: TemplateResult) {
  const { pointer, handleKey } = input;
  const { dates } = ticks;
  const { min, max, now } = spokenSeconds(spoken);
  const label = localize.term('seek');
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
      aria-valuetext=${guard([spoken, dates, label], () =>
        spokenText(spoken, dates, (term) => localize.term(term)),
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

/** The ruler, and the track with its marks. */
function renderView({ timeline, input, ticks }: TimelineScene, scale: TimeScale, pointed: Pointed | null) {
  const { recorded, bounds, now, buffered, seekingTo } = timeline;
  const { isScrubbing } = input.pointer;
  const playhead = pointed && isScrubbing ? pointed.at : (seekingTo ?? timeline.playhead);
  const columns = trackColumns({ recorded, bounds, now, buffered, playhead }, scale);
  const marks = {
    now,
    playhead,
    pointer: pointed && !isScrubbing ? pointed.at : null,
    landing: pointed?.landing.isMoved ? pointed.landing.at : null,
    in: timeline.markIn,
    out: timeline.markOut,
  };
  const renderRuler = () =>
    ruler(ticksOf({ scale, format: ticks, widthPxOf: textWidthPx(timeline) }), scale.widthPx);
  return html`
    ${guard([scale, ticks], renderRuler)}
    ${track(trackLayers(recorded, columns, scale), markPlaces(marks, scale), scale)}
  `;
}

function renderOverview(
  { timeline, input, isInert, ticks: { dates }, localize }: TimelineScene,
  scale: TimeScale,
) {
  const { recorded, bounds, seekingTo, playhead } = timeline;
  return input.overview.render({
    recorded,
    bounds,
    scale,
    playhead: seekingTo ?? playhead,
    isInert,
    label: localize.term('overview'),
    dates,
  });
}

function renderTooltip(
  { timeline: { picture, bounds }, input, ticks: { dates }, localize, frame }: TimelineScene,
  scale: TimeScale,
  { at: pointedAt, landing: { at, isHole, isMoved } }: Pointed,
) {
  const isShown = picture && isNear(picture, at ?? bounds.end, scale.pixelMs);
  const drawing = {
    x: Math.round(scale.xOf(pointedAt)),
    widthPx: scale.widthPx,
    note: isHole ? localize.term(isMoved ? 'nothingContinues' : 'nothingRecorded') : null,
    time: at === null ? localize.term('live') : dates.time(at),
    day: at === null ? null : dates.day(at),
    isTouch: input.pointer.isTouch,
    picture: isShown || picture === undefined ? picture : null,
  };
  return tooltip(drawing, frame);
}
