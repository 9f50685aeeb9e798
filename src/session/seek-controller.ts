import { TimeShiftError, type UnixMs } from '../core/index.ts';
import type { SeekTarget, SessionStore } from './session-store.ts';

export interface SeekControllerOptions {
  readonly store: SessionStore;
  /** A seek begins: what follows does not continue what was played before. */
  readonly onBegin: () => void;
  /** The picture of the newest seek is shown. */
  readonly onShown: () => void;
  readonly onError: (error: TimeShiftError) => void;
}

/** What carries a seek out reports its progress by this. */
export interface Seek {
  /** Aborted when a newer seek begins, or when playback fails. */
  readonly signal: AbortSignal;
  /** The engine has the playlist; `at` is null where it is not known yet where in it the seek lands. */
  loading(at: UnixMs | null): void;
  /** The engine seeks to a media time. */
  landing(at: UnixMs, mediaTimeS: number): void;
}

/**
 * Owns the `seek` of the snapshot. There is one seek at a time: the newest one aborts the one before. The stream
 * controller decides what to seek, and a playback carries it out.
 */
export class SeekController {
  #abort = new AbortController();

  constructor(private readonly options: SeekControllerOptions) {}

  /**
   * Runs a seek, and aborts the one before.
   *
   * @param carryOut resolves with the instant of the picture when that is shown
   */
  async run(target: SeekTarget, carryOut: (seek: Seek) => Promise<UnixMs>): Promise<UnixMs> {
    const { store, onBegin, onShown, onError } = this.options;
    this.abort();
    const { signal } = (this.#abort = new AbortController());
    store.set({ seek: { phase: 'locating', ...target }, silentSince: null, hasEnded: false, error: null });
    onBegin();
    try {
      const at = await carryOut({
        signal,
        loading: (loadingAt) => store.set({ seek: { phase: 'loading', ...target, at: loadingAt } }),
        landing: (landingAt, mediaTimeS) =>
          store.set({ seek: { phase: 'landing', ...target, at: landingAt, mediaTimeS } }),
      });
      signal.throwIfAborted();
      store.set({ seek: { phase: 'shown', ...target, at } });
      onShown();
      return at;
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) onError(error);
      throw error;
    }
  }

  /** Playback has failed, and the seek with it, if one is pending. */
  fail(error: TimeShiftError): void {
    this.abort(error);
    this.options.onError(error);
  }

  /** Aborts the seek that is pending, if any. */
  abort(reason?: TimeShiftError): void {
    this.#abort.abort(reason);
  }
}
