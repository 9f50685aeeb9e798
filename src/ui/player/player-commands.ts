import type { TimeRange, UnixMs } from '../../core/index.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import type { TimeShiftSession } from '../../session/session.ts';
import type { CommandTarget } from './command-target.ts';
import { FrameStep } from './frame-step.ts';
import { toggleFullScreen } from './full-screen.ts';
import { RATES } from './rates.ts';
import { subtitleTracks } from './subtitle-tracks.ts';
import { nextBeginning, previousBeginning } from '../timeline/neighbour.ts';
import { rememberVolume } from './volume-memory.ts';

/** A key that is held asks for more steps than can be made. */
const MOST_STEPS_AHEAD = 3;

/** What the viewer has marked; null where nothing is. */
export interface Marks {
  readonly in: UnixMs | null;
  readonly out: UnixMs | null;
}

const NO_MARKS: Marks = { in: null, out: null };

/** What a viewer asks of a player, by keys and by buttons. */
export class PlayerCommands {
  marks = NO_MARKS;
  /** The part of the time that the timeline shows, or null while there is no timeline. */
  view: TimeRange | null = null;
  readonly #frames: FrameStep;
  #stepsAhead = 0;
  /** The last one of them. */
  #stepped = Promise.resolve();

  constructor(
    private readonly player: CommandTarget,
    private readonly session: TimeShiftSession,
  ) {
    this.#frames = new FrameStep(player.video);
  }

  togglePlay(): void {
    if (this.player.paused || this.session.snapshot.error) this.play();
    else this.pause();
  }

  play(): void {
    const { player, session } = this;
    ignoreRejection<unknown>(session.snapshot.error ? session.retry() : player.play());
  }

  pause(): void {
    this.player.pause();
  }

  seekTo(at: UnixMs | null): void {
    if (at !== null) ignoreRejection(this.session.seekTo(at));
  }

  stepBy(seconds: number): void {
    ignoreRejection(this.session.seekBy(seconds));
  }

  /** Resolves when its picture is there. */
  async stepFrame(direction: 1 | -1): Promise<void> {
    this.player.pause();
    if (this.#stepsAhead === MOST_STEPS_AHEAD) return;
    this.#stepsAhead += 1;
    const step = async () => {
      await this.session.seekBy(await this.#frames.offsetS(direction));
    };
    const stepped = this.#stepped.then(step).catch(() => undefined);
    this.#stepped = stepped;
    await stepped;
    this.#stepsAhead -= 1;
  }

  goLive(): void {
    ignoreRejection(this.session.goLive());
  }

  /** To the beginning of the recording before, or of the one after. */
  goToRecording(direction: 1 | -1): void {
    const { snapshot, bounds, currentInstant } = this.session;
    const at = snapshot.seekingTo ?? currentInstant ?? bounds.end;
    this.seekTo((direction > 0 ? nextBeginning : previousBeginning)(snapshot.recorded, bounds, at));
  }

  /** @param share how much of what the timeline shows lies before: 0 to 1 */
  goToShare(share: number): void {
    const { start, end } = this.view ?? this.session.bounds;
    this.seekTo(start + (end - start) * share);
  }

  goToStart(): void {
    this.seekTo(this.session.bounds.start);
  }

  showTimeline(view: TimeRange): void {
    this.view = view;
    this.session.showTimeline(view);
  }

  /** Another stream has other times. */
  forgetMarks(): void {
    this.marks = NO_MARKS;
  }

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
    // Else nothing would be heard without the mute, either.
    if (player.volume === 0) player.volume = 1;
  }

  setVolume(volume: number): void {
    const { player } = this;
    player.muted = volume === 0;
    // Where it is on again, it is as loud as it was.
    if (volume > 0) player.volume = volume;
    rememberVolume(player.volume);
  }

  changeRate(direction: 1 | -1): void {
    const { player } = this;
    const next = (rate: number) => (direction > 0 ? rate > player.playbackRate : rate < player.playbackRate);
    player.playbackRate = (direction > 0 ? RATES.find(next) : RATES.findLast(next)) ?? player.playbackRate;
  }

  toggleSubtitles(): void {
    const tracks = subtitleTracks(this.player.video);
    const shown = tracks.find(({ mode }) => mode === 'showing');
    if (shown) shown.mode = 'disabled';
    else if (tracks[0]) tracks[0].mode = 'showing';
  }

  toggleFullscreen(): void {
    ignoreRejection(toggleFullScreen(this.player));
  }

  togglePictureInPicture(): void {
    const { video } = this.player;
    const isFloating = document.pictureInPictureElement !== null && video.matches(':picture-in-picture');
    ignoreRejection<unknown>(isFloating ? document.exitPictureInPicture() : video.requestPictureInPicture());
  }

  /** The time that the clock shows, in ISO 8601. */
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
