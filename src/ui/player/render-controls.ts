import { html, noChange, nothing } from 'lit';
import type { TimeRange, UnixMs, Variant } from '../../core/index.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import type { TimeShiftSession } from '../../session/session.ts';
import { languageOf } from '../i18n/language.ts';
import type { PlaybackTimes } from '../controls/playback-times.ts';
import type { CommandTarget } from './command-target.ts';
import type { PlayerCommands } from './player-commands.ts';
import type { Panel } from '../controls/panel.ts';
import type { PlayerPanels } from './player-panels.ts';
import type { QualityRequestDetail, RateRequestDetail, ZoneRequestDetail } from '../panels/settings-menu.ts';
import type { InstantPicture } from '../timeline/instant-picture.ts';

/** What the controls show of the player, and set on it. */
export interface ControlledPlayer extends CommandTarget {
  readonly end: Date | null;
  readonly vodEnd: Date | null;
  displayZone: string;
  quality: Variant | null;
}

/** What the controls show of a player, and by what they ask it. */
export interface PlayerScene {
  readonly player: ControlledPlayer;
  readonly session: TimeShiftSession;
  readonly commands: PlayerCommands;
  readonly panels: PlayerPanels;
  readonly times: PlaybackTimes;
  /** Nobody needs them now. */
  readonly isResting: boolean;
  /** Nobody can see the bar, and it is drawn as such already: it stays as it is. */
  readonly isBarFrozen: boolean;
  /** Of what the pointer is at; undefined where there are none. */
  readonly picture: InstantPicture | null | undefined;
  readonly onPoint: (at: UnixMs | null) => void;
  readonly onCopy: () => void;
}

/** The bar, and above it the panel that is open. */
export const renderControls = (scene: PlayerScene) =>
  html`${scene.isBarFrozen ? noChange : renderBar(scene)} ${renderPanel(scene)}`;

function renderBar(scene: PlayerScene) {
  const { player, session, times, commands, panels, isResting, picture, onPoint, onCopy } = scene;
  const { recorded, seekingTo, mode, error } = session.snapshot;
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
      .mode=${mode}
      .hasLive=${player.end === null && player.vodEnd === null}
      .paused=${player.paused || error !== null}
      .muted=${player.muted}
      .volume=${player.volume}
      .rate=${player.playbackRate}
      .panel=${panels.open}
      .markIn=${commands.marks.in}
      .markOut=${commands.marks.out}
      .picture=${picture}
      .isFullscreen=${document.fullscreenElement === player}
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

function renderPanel(scene: PlayerScene) {
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

function renderDatePicker({ player, session, times, commands, panels }: PlayerScene) {
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

function renderSettings({ player, session, commands, panels }: PlayerScene) {
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
