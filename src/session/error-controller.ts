import { MediaRecovery, type RecordedRanges, type TimeShiftError, type UnixMs } from '../core/index.ts';
import { pendingSeek, type SessionStore } from './session-store.ts';

export interface ErrorControllerOptions {
  readonly store: SessionStore;
  /** The last instant of which there was a picture; null where there never was one. */
  readonly lastInstant: () => UnixMs | null;
  /** Begins anew at an instant, with nothing left of the playback that has failed. */
  readonly restart: (at: UnixMs) => void;
  /** Repeats the seek that has failed. */
  readonly retry: () => void;
}

/**
 * Decides what follows when playback cannot go on: another start after a media error, the error state, and a retry when
 * the cause of the error is gone. The stream controller owns it.
 */
export class ErrorController {
  readonly #recovery = new MediaRecovery();
  /** Up to when something was known to be recorded when playback failed. */
  #recordedUntil: UnixMs = -Infinity;
  /** Playback is about to be restarted: its further errors do not matter. */
  #isRestarting = false;

  constructor(private readonly options: ErrorControllerOptions) {}

  handleError(error: TimeShiftError): void {
    if (this.#isRestarting) return;
    const { store, lastInstant, restart } = this.options;
    const { snapshot } = store;
    const last = lastInstant();
    const failedAt = pendingSeek(snapshot)?.target ?? last;
    // Where there has never been a picture, there will be none after another start either.
    const isRecoverable = error.code === 'media' && last !== null && failedAt !== null;
    const at = isRecoverable ? this.#recovery.next(failedAt) : null;
    if (at === null) {
      // Where there has never been a picture, nothing is live.
      store.set(last === null ? { error, mode: 'idle' } : { error });
    } else {
      this.#isRestarting = true;
      // hls.js must not be destroyed while it dispatches the event of its failure.
      queueMicrotask(() => {
        this.#isRestarting = false;
        restart(at);
      });
    }
    this.#recordedUntil = endOf(snapshot.recorded);
  }

  /** Where nothing was live, something may have been recorded since. */
  handleRecorded(recorded: RecordedRanges): void {
    const { store, retry } = this.options;
    const { snapshot } = store;
    const wasNotLive = snapshot.error?.code === 'not-recorded' && pendingSeek(snapshot)?.target === null;
    if (wasNotLive && endOf(recorded) > this.#recordedUntil) retry();
  }

  handleOnline(): void {
    const { store, retry } = this.options;
    if (store.snapshot.error?.code === 'network') retry();
  }
}

const endOf = ({ ranges }: RecordedRanges): UnixMs => ranges.at(-1)?.end ?? -Infinity;
