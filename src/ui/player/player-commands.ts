import type { TimeRange, UnixMs } from '../../core/index.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import type { TimeShiftSession } from '../../session/session.ts';
import { nextRecordingStart, previousRecordingStart } from '../timeline/recording-starts.ts';
import type { CommandTarget } from './command-target.ts';
import type { FrameStep } from './frame-step.ts';
import { toggleFullScreen } from './full-screen.ts';
import { RATES } from './rates.ts';
import { rememberVolume } from './volume-memory.ts';

/** A key that is held down asks for more frame steps than can be shown; steps beyond this number are dropped. */
const MAX_PENDING_STEPS = 3;

/** The range that the viewer has marked. An end that is not marked is null. */
export interface Marks {
  readonly in: UnixMs | null;
  readonly out: UnixMs | null;
}

const NO_MARKS: Marks = { in: null, out: null };

/**
 * Everything that a viewer can ask of the player by keys, buttons, taps and media keys. The player owns one instance;
 * key handling, controls and the media session call it.
 */
export class PlayerCommands {
  marks = NO_MARKS;
  /** The part of the time that the timeline shows, or null while there is no timeline. */
  view: TimeRange | null = null;
  /** Steps by single frames; null until the controls are loaded, which alone ask for that. */
  frames: Promise<FrameStep> | null = null;
  #pendingSteps = 0;
  #lastStep = Promise.resolve();

  constructor(
    private readonly player: CommandTarget,
    private readonly session: TimeShiftSession,
  ) {}

  togglePlay(): void {
    if (this.player.paused || this.session.snapshot.error) this.play();
    else this.pause();
  }

  /** Plays; after an error, tries again what failed. */
  play(): void {
    const { player, session } = this;
    ignoreRejection<unknown>(session.snapshot.error ? session.retry() : player.play());
  }

  pause(): void {
    this.player.pause();
  }

  /** @param at null does nothing */
  seekTo(at: UnixMs | null): void {
    if (at !== null) ignoreRejection(this.session.seekTo(at));
  }

  stepBy(seconds: number): void {
    ignoreRejection(this.session.seekBy(seconds));
  }

  /** Pauses and shows the next or the previous frame. Resolves when that frame is shown. */
  async stepFrame(direction: 1 | -1): Promise<void> {
    this.player.pause();
    const { frames } = this;
    if (!frames || this.#pendingSteps === MAX_PENDING_STEPS) return;
    this.#pendingSteps += 1;
    const step = async () => {
      await this.session.seekBy(await (await frames).offsetS(direction));
    };
    const stepped = this.#lastStep.then(step).catch(() => undefined);
    this.#lastStep = stepped;
    await stepped;
    this.#pendingSteps -= 1;
  }

  goLive(): void {
    ignoreRejection(this.session.goLive());
  }

  /** Seeks to the start of the next recording, or to the start of the current or previous one. */
  goToRecording(direction: 1 | -1): void {
    const { snapshot, bounds, currentInstant } = this.session;
    const at = snapshot.seekingTo ?? currentInstant ?? bounds.end;
    this.seekTo((direction > 0 ? nextRecordingStart : previousRecordingStart)(snapshot.recorded, bounds, at));
  }

  /** @param share the position on the timeline as it is shown: 0 is its start, 1 its end */
  goToShare(share: number): void {
    const { start, end } = this.view ?? this.session.bounds;
    this.seekTo(start + (end - start) * share);
  }

  goToStart(): void {
    this.seekTo(this.session.bounds.start);
  }

  /** Tells the session what the timeline shows, so that its recordings are queried first. */
  showTimeline(view: TimeRange): void {
    this.view = view;
    this.session.showTimeline(view);
  }

  /** The player calls this when it loads another source, whose times are other ones. */
  clearMarks(): void {
    this.marks = NO_MARKS;
  }

  /** Marks the current instant as the beginning or the end of a range. */
  mark(edge: 'in' | 'out'): void {
    const { player, session } = this;
    if (session.currentInstant === null) return;
    this.marks = { ...this.marks, [edge]: session.currentInstant };
    const [from, to] = [this.marks.in, this.marks.out].map((at) => (at === null ? null : new Date(at)));
    player.dispatchEvent(new CustomEvent('markchange', { detail: { from, to } }));
    player.requestUpdate();
  }

  toggleMuted(): void {
    const { player } = this;
    player.muted = !player.muted && player.volume > 0;
    // At volume 0, nothing would be heard even after unmuting.
    if (player.volume === 0) player.volume = 1;
  }

  setVolume(volume: number): void {
    const { player } = this;
    player.muted = volume === 0;
    // At 0 the player is muted and keeps its volume, to which it returns when it is unmuted.
    if (volume > 0) player.volume = volume;
    rememberVolume(player.volume);
  }

  changeRate(direction: 1 | -1): void {
    const { player } = this;
    const isBeyond = (rate: number) =>
      direction > 0 ? rate > player.playbackRate : rate < player.playbackRate;
    player.playbackRate =
      (direction > 0 ? RATES.find(isBeyond) : RATES.findLast(isBeyond)) ?? player.playbackRate;
  }

  toggleSubtitles(): Promise<void> {
    const { video } = this.player;
    return ignoreRejection(
      import('./subtitle-tracks.ts').then(({ toggleSubtitles }) => toggleSubtitles(video)),
    );
  }

  toggleFullscreen(): void {
    ignoreRejection(toggleFullScreen(this.player));
  }

  togglePictureInPicture(): void {
    const { video } = this.player;
    const isFloating = document.pictureInPictureElement !== null && video.matches(':picture-in-picture');
    ignoreRejection<unknown>(isFloating ? document.exitPictureInPicture() : video.requestPictureInPicture());
  }

  /** Copies the time that the clock shows, in ISO 8601. */
  async copyTime(): Promise<void> {
    const { snapshot, currentInstant } = this.session;
    const at = snapshot.seekingTo ?? currentInstant;
    if (at !== null) await navigator.clipboard.writeText(new Date(at).toISOString());
  }

  async saveSnapshot(): Promise<void> {
    const { currentDate, video } = this.player;
    const { saveSnapshot } = await import('./save-snapshot.ts');
    if (currentDate) await saveSnapshot(video, currentDate.getTime());
  }
}
