import {
  EndlessPlaylist,
  RecordedRanges,
  type PlaybackMode,
  type PlaybackRequest,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
  type Variant,
} from '../core/index.ts';

/** What a seek is after. */
export interface SeekTarget {
  /** What is asked of the server. */
  readonly request: PlaybackRequest;
  /** The instant to show; null for the live edge. */
  readonly target: UnixMs | null;
  /** About where the seek lands. */
  readonly expectedAt: UnixMs;
  /** Whether live was asked for, and no other playlist since. */
  readonly isLive: boolean;
}

/**
 * The newest seek. Opening a source counts as a seek. A seek that is aborted by a newer one is replaced by that; one
 * that fails stays in its phase, beside the `error`, and is what a retry repeats.
 *
 * - `idle`: nothing has been asked for yet
 * - `locating`: the window of the target is being loaded
 * - `loading`: the engine has the playlist, and has not parsed it yet
 * - `landing`: the engine has begun to seek to a media time, and the picture is not shown yet
 * - `shown`: the picture has been shown; playback has gone on from there
 */
export type SeekState =
  | { readonly phase: 'idle' }
  | ({ readonly phase: 'locating' } & SeekTarget)
  | ({ readonly phase: 'loading'; readonly at: UnixMs | null } & SeekTarget)
  | ({ readonly phase: 'landing'; readonly at: UnixMs; readonly mediaTimeS: number } & SeekTarget)
  | ({ readonly phase: 'shown'; readonly at: UnixMs } & SeekTarget);

/** What is set in a session; all else follows from it. */
interface SessionState {
  readonly mode: PlaybackMode;
  /** The playlist in use; empty while there is none. It may hold a signature. */
  readonly playbackUrl: string;
  readonly recorded: RecordedRanges;
  /** By how much the time of the picture may be wrong, in milliseconds; null while there is no picture. */
  readonly currentDateAccuracy: number | null;
  /** Whether the past can be played; false where the server answers each request for it with what is live. */
  readonly canTimeShift: boolean;
  /** How far the encoder's clock is ahead of the server's, in milliseconds, as far as it is known. */
  readonly encoderOffsetMs: number;
  readonly seek: SeekState;
  /** The endless playlist in use; empty with the direct strategy. */
  readonly playlist: EndlessPlaylist;
  /** Playback has come to the end of what is buffered. */
  readonly isStarved: boolean;
  /** Nothing has been recorded since, up to now: playback has come to its end and goes on when the stream does. */
  readonly silentSince: UnixMs | null;
  /** The variants of the stream by rising bandwidth; empty where there is only one, or while they are not known. */
  readonly qualities: readonly Variant[];
  /** The variant that plays. */
  readonly quality: Variant | null;
  /** Whether the viewer or the page has selected it; else the bandwidth of the network decides. */
  readonly isQualityChosen: boolean;
  /** The end that was asked for is reached. */
  readonly hasEnded: boolean;
  /** Why playlists or segments do not load, which are tried again; null while they load. */
  readonly trouble: TimeShiftError | null;
  readonly error: TimeShiftError | null;
}

/** All that changes in a session but the clocks, which run on by themselves. Immutable. */
export interface SessionSnapshot extends SessionState {
  /** Where a seek that is under way will land; null when none is. */
  readonly seekingTo: UnixMs | null;
  /** Playback is to go on and cannot yet. */
  readonly isWaiting: boolean;
}

/** The same array each time, so that it does not count as a change. */
export const NO_VARIANTS: readonly Variant[] = [];

export const IDLE: SessionSnapshot = {
  mode: 'idle',
  playbackUrl: '',
  recorded: RecordedRanges.empty,
  currentDateAccuracy: null,
  canTimeShift: true,
  encoderOffsetMs: 0,
  seek: { phase: 'idle' },
  playlist: EndlessPlaylist.empty,
  isStarved: false,
  silentSince: null,
  qualities: NO_VARIANTS,
  quality: null,
  isQualityChosen: false,
  hasEnded: false,
  trouble: null,
  error: null,
  seekingTo: null,
  isWaiting: false,
};

/** The events of a session. */
export interface SessionEventMap {
  change: CustomEvent<{ readonly snapshot: SessionSnapshot; readonly before: SessionSnapshot }>;
  /** Playback goes on after a hole, or a seek into one has landed beside it. */
  gapskip: CustomEvent<{ readonly hole: TimeRange; readonly landedAt: UnixMs }>;
  /** Something does not work, and playback goes on. */
  warning: CustomEvent<{ readonly error: TimeShiftError }>;
  /** The media element is about to lose its picture, until that of another playlist is there. */
  switch: CustomEvent<null>;
}

export type EmitSessionEvent = <Type extends keyof SessionEventMap>(
  type: Type,
  detail: SessionEventMap[Type]['detail'],
) => void;

/**
 * Holds the one snapshot of a session. The parts of a session write to it, nobody else does; each change makes a new
 * snapshot and a `change` event.
 */
export class SessionStore {
  #snapshot = IDLE;

  /** @param emit dispatches an event of the session */
  constructor(readonly emit: EmitSessionEvent) {}

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  set(changes: Partial<SessionState>): void {
    const before = this.#snapshot;
    const snapshot = derived({ ...before, ...changes });
    const keys = Object.keys(snapshot) as (keyof SessionSnapshot)[];
    if (keys.every((key) => snapshot[key] === before[key])) return;
    this.#snapshot = snapshot;
    this.emit('change', { snapshot, before });
  }

  reset(): void {
    this.set(IDLE);
  }
}

/** The newest seek, as long as its picture has not been shown; null when there is none. */
export const pendingSeek = ({ seek }: SessionState): Exclude<SeekState, { phase: 'idle' | 'shown' }> | null =>
  seek.phase === 'idle' || seek.phase === 'shown' ? null : seek;

/** Whether the newest seek went to what is live. */
export const isLiveSought = ({ seek }: SessionState): boolean => seek.phase !== 'idle' && seek.isLive;

function derived(state: SessionState): SessionSnapshot {
  const seekingTo = state.error ? null : (pendingSeek(state)?.expectedAt ?? null);
  return { ...state, seekingTo, isWaiting: !state.error && (state.isStarved || seekingTo !== null) };
}
