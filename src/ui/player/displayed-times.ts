import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import type { TimeShiftSession } from '../../session/session.ts';
import { isMovedOnTimeline, type PlaybackTimes } from '../controls/playback-times.ts';

const SECOND_MS = 1000;
/** While the controls rest, only assistive technology reads their times. */
const RESTING_REFRESH_MS = 10_000;
/** The events of the media element after which its time, or what it has buffered, is another one. */
const TIME_EVENTS = ['emptied', 'progress', 'seeked', 'seeking', 'timeupdate'] as const;

/** How the player shows the times at present. */
export interface TimeDisplay {
  /** The viewer can see the controls; otherwise they rest, or the player is not in view. */
  readonly isSeen: boolean;
  /** The player is in view, or assistive technology may read it. */
  readonly isVisible: boolean;
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
 * the controls rest, the times are read every ten seconds; while the player is not in view, not at all.
 */
export class DisplayedTimes implements ReactiveController {
  #times: PlaybackTimes | null = null;
  #timer = 0;
  #timerMs = 0;
  readonly #refresh = () => {
    if (this.#read()) this.host.requestUpdate();
  };
  readonly #handleEvent = () => {
    if (this.display().isSeen) this.#refresh();
  };

  /** @param display tells how the times are shown at the moment of the call */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly session: TimeShiftSession,
    private readonly display: () => TimeDisplay,
  ) {
    host.addController(this);
    for (const type of TIME_EVENTS) session.video.addEventListener(type, this.#handleEvent);
  }

  get times(): PlaybackTimes {
    return (this.#times ??= readTimes(this.session));
  }

  hostUpdate(): void {
    const { isSeen, isVisible } = this.display();
    if (isSeen) this.#read();
    this.#refreshEvery(isSeen ? SECOND_MS : isVisible ? RESTING_REFRESH_MS : 0);
  }

  hostDisconnected(): void {
    this.#refreshEvery(0);
  }

  #refreshEvery(ms: number): void {
    if (ms === this.#timerMs) return;
    clearInterval(this.#timer);
    this.#timerMs = ms;
    if (ms > 0) this.#timer = window.setInterval(this.#refresh, ms);
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
