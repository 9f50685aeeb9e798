import { html, noChange, nothing } from 'lit';
import type { TimeRange, UnixMs, Variant } from '../../core/index.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import type { TimeShiftSession } from '../../session/session.ts';
import type { Panel } from '../controls/panel.ts';
import type { PlaybackTimes } from '../controls/playback-times.ts';
import { languageOf } from '../i18n/language.ts';
import type { QualityRequestDetail, RateRequestDetail, ZoneRequestDetail } from '../panels/settings-menu.ts';
import type { InstantPicture } from '../timeline/instant-picture.ts';
import type { CommandTarget } from './command-target.ts';
import { isFullScreen } from './full-screen.ts';
import type { PlayerCommands } from './player-commands.ts';
import type { PlayerPanels } from './player-panels.ts';

/** The properties of the player that the controls show or set. */
export interface ControlledPlayer extends CommandTarget {
  readonly end: Date | null;
  readonly vodEnd: Date | null;
  readonly preview: 'on' | 'off';
  displayZone: string;
  quality: Variant | null;
}

/** Everything that the controls show, and the objects that carry out their requests. */
export interface ControlsScene {
  readonly player: ControlledPlayer;
  readonly session: TimeShiftSession;
  readonly times: PlaybackTimes;
  readonly commands: PlayerCommands;
  readonly panels: PlayerPanels;
  /** The viewer does not use the controls, so they fade out. */
  readonly isResting: boolean;
  /** Nobody would notice a difference, so the bar is left as it is. */
  readonly isBarFrozen: boolean;
  /** The thumbnail of the instant that the pointer is at. */
  readonly thumbnail: InstantPicture | undefined;
  readonly onPoint: (at: UnixMs | null) => void;
  readonly onCopy: () => void;
}

/** Renders the control bar and the panel that is open above it. */
export const renderControls = (scene: ControlsScene) =>
  html`${scene.isBarFrozen ? noChange : renderBar(scene)} ${renderPanel(scene)}`;

function renderBar(scene: ControlsScene) {
  const { player, session, times, commands, panels, isResting, thumbnail, onPoint, onCopy } = scene;
  const { recorded, seekingTo, mode, error, currentDateAccuracy } = session.snapshot;
  return html`
    <time-shift-control-bar
      class=${isResting ? 'resting' : ''}
      part="bar"
      exportparts="timeline, clock"
      .recorded=${recorded}
      .bounds=${times.bounds}
      .buffered=${times.buffered}
      .seekable=${times.seekable}
      .now=${times.now}
      .playhead=${times.playhead}
      .seekingTo=${seekingTo}
      .accuracy=${currentDateAccuracy}
      .mode=${mode}
      .hasLive=${player.end === null && player.vodEnd === null}
      .paused=${player.paused || error !== null}
      .muted=${player.muted}
      .volume=${player.volume}
      .rate=${player.playbackRate}
      .panel=${panels.open}
      .markIn=${commands.marks.in}
      .markOut=${commands.marks.out}
      .picture=${thumbnail}
      .isFullscreen=${isFullScreen(player)}
      .displayZone=${player.displayZone}
      .language=${languageOf(player)}
      @play-request=${() => commands.togglePlay()}
      @pause-request=${() => commands.togglePlay()}
      @mute-request=${() => commands.toggleMuted()}
      @live-request=${() => commands.goLive()}
      @volume-request=${({ detail }: CustomEvent<{ volume: number }>) => commands.setVolume(detail.volume)}
      @panel-request=${({ detail }: CustomEvent<{ panel: Panel }>) => panels.toggle(detail.panel)}
      @copy-request=${onCopy}
      @picture-in-picture-request=${() => commands.togglePictureInPicture()}
      @fullscreen-request=${() => commands.toggleFullscreen()}
      @seek-request=${({ detail }: CustomEvent<{ at: UnixMs }>) => commands.seekTo(detail.at)}
      @step-request=${({ detail }: CustomEvent<{ seconds: number }>) => commands.stepBy(detail.seconds)}
      @point=${({ detail }: CustomEvent<{ at: UnixMs | null }>) => onPoint(detail.at)}
      @viewport-change=${({ detail }: CustomEvent<TimeRange>) => commands.showTimeline(detail)}
    ></time-shift-control-bar>
  `;
}

function renderPanel(scene: ControlsScene) {
  switch (scene.panels.open) {
    case 'date':
      return renderDatePicker(scene);
    case 'settings':
      return renderSettings(scene);
    case 'keys':
      return html`<time-shift-keys-dialog
        id="panel"
        @close-request=${() => scene.panels.close()}
      ></time-shift-keys-dialog>`;
    case null:
      return nothing;
  }
}

function renderDatePicker({ player, session, times, commands, panels }: ControlsScene) {
  return html`<time-shift-date-picker
    id="panel"
    class="panel"
    .recorded=${session.snapshot.recorded}
    .bounds=${times.bounds}
    .at=${session.snapshot.seekingTo ?? times.playhead}
    .displayZone=${player.displayZone}
    @seek-request=${({ detail }: CustomEvent<{ at: UnixMs }>) => commands.seekTo(detail.at)}
    @close-request=${() => panels.close()}
  ></time-shift-date-picker>`;
}

function renderSettings({ player, session, commands, panels }: ControlsScene) {
  const { qualities, quality, isQualityChosen } = session.snapshot;
  return html`<time-shift-settings-menu
    id="panel"
    class="panel"
    .video=${player.video}
    .rate=${player.playbackRate}
    .qualities=${qualities}
    .quality=${quality}
    .isChosen=${isQualityChosen}
    .displayZone=${player.displayZone}
    @rate-request=${({ detail }: CustomEvent<RateRequestDetail>) => (player.playbackRate = detail.rate)}
    @quality-request=${({ detail }: CustomEvent<QualityRequestDetail>) => (player.quality = detail.quality)}
    @zone-request=${({ detail }: CustomEvent<ZoneRequestDetail>) => (player.displayZone = detail.zone)}
    @snapshot-request=${() => ignoreRejection(commands.saveSnapshot())}
    @keys-request=${() => panels.toggle('keys')}
    @close-request=${() => panels.close()}
  ></time-shift-settings-menu>`;
}
