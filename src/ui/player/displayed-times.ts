import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import type { TimeShiftSession } from '../../session/session.ts';
import { isMovedOnTimeline, type PlaybackTimes } from '../controls/playback-times.ts';

const SECOND_MS = 1000;
/** The events of the media element after which its time, or what it has buffered, is another one. */
const TIME_EVENTS = ['emptied', 'progress', 'seeked', 'seeking', 'timeupdate'] as const;

/** How the player shows the times at present. */
export interface TimeDisplay {
  /** The viewer can see the controls. */
  readonly isSeen: boolean;
  /** How much time a pixel of the timeline is; 0 if it is unknown. */
  readonly pixelMs: number;
  /** The clock shows where a seek under way goes; null if none is. */
  readonly seekingTo: UnixMs | null;
  /** The live button says how far behind live the picture is. */
  readonly isLatencyShown: boolean;
}

/**
 * The times that the controls show. The clocks of a session run on by themselves; the player creates this controller to
 * read them on media events and each second. The player renders again only if the viewer would see a difference. While
 * the viewer cannot see the controls, nothing is read and no timer runs.
 */
export class DisplayedTimes implements ReactiveController {
  #times: PlaybackTimes | null = null;
  #timer: number | undefined;
  readonly #refresh = () => {
    if (this.display().isSeen && this.#read()) this.host.requestUpdate();
  };

  /** @param display tells how the times are shown at the moment of the call */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly session: TimeShiftSession,
    private readonly display: () => TimeDisplay,
  ) {
    host.addController(this);
    for (const type of TIME_EVENTS) session.video.addEventListener(type, this.#refresh);
  }

  get times(): PlaybackTimes {
    return (this.#times ??= readTimes(this.session));
  }

  hostUpdate(): void {
    const { isSeen } = this.display();
    if (isSeen) this.#read();
    if (!isSeen) this.#stopTimer();
    else this.#timer ??= window.setInterval(this.#refresh, SECOND_MS);
  }

  hostDisconnected(): void {
    this.#stopTimer();
  }

  #stopTimer(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Whether the viewer sees a difference. If not, the times from before are kept. */
  #read(): boolean {
    const times = readTimes(this.session);
    if (this.#times && !isSeenToDiffer(this.#times, times, this.display())) return false;
    this.#times = times;
    return true;
  }
}

const readTimes = (session: TimeShiftSession): PlaybackTimes => ({
  now: session.serverInstant,
  playhead: session.currentInstant,
  bounds: session.bounds,
  buffered: session.buffered,
  seekable: session.seekable,
});

function isSeenToDiffer(before: PlaybackTimes, after: PlaybackTimes, display: TimeDisplay): boolean {
  const { pixelMs, seekingTo, isLatencyShown } = display;
  const clockOf = ({ playhead }: PlaybackTimes) => toSeconds(seekingTo ?? playhead ?? NaN);
  const latencyOf = ({ now, playhead }: PlaybackTimes) =>
    isLatencyShown ? toSeconds(now - (seekingTo ?? playhead ?? NaN)) : 0;
  return (
    !Object.is(clockOf(before), clockOf(after)) ||
    !Object.is(latencyOf(before), latencyOf(after)) ||
    isMovedOnTimeline(before, after, pixelMs)
  );
}

const toSeconds = (ms: number): number => Math.floor(ms / SECOND_MS);
