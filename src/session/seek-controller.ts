import { TimeShiftError, type UnixMs } from '../core/index.ts';
import type { SeekState, SeekTarget, SessionStore } from './session-store.ts';

export interface SeekControllerOptions {
  readonly store: SessionStore;
  /** A seek begins: what follows does not continue what was played before. */
  readonly onBegin: () => void;
  /** The picture of the newest seek is shown. */
  readonly onShown: () => void;
  readonly onError: (error: TimeShiftError) => void;
  /** A seek has failed before it changed anything: what played before plays on. */
  readonly onMiss: (error: TimeShiftError) => void;
}

/** What carries a seek out reports its progress by this. */
export interface Seek {
  /** Aborted when a newer seek begins, or when playback fails. */
  readonly signal: AbortSignal;
  /** Whether what was played before plays on if the seek fails. */
  hasFallback(): boolean;
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
  /** What plays as long as no newer seek has given the engine something else; null if nothing does. */
  #intact: SeekState | null = null;

  constructor(private readonly options: SeekControllerOptions) {}

  /**
   * Runs a seek, and aborts the one before.
   *
   * @param carryOut resolves with the instant of the picture when that is shown
   */
  async run(target: SeekTarget, carryOut: (seek: Seek) => Promise<UnixMs>): Promise<UnixMs> {
    const { store, onBegin, onShown } = this.options;
    this.abort();
    const { signal } = (this.#abort = new AbortController());
    if (store.snapshot.error) this.#intact = null;
    store.set({ seek: { phase: 'locating', ...target }, silentSince: null, hasEnded: false, error: null });
    onBegin();
    try {
      const at = await carryOut({
        signal,
        hasFallback: () => this.#intact !== null,
        loading: (loadingAt) => this.#advance({ phase: 'loading', ...target, at: loadingAt }),
        landing: (landingAt, mediaTimeS) =>
          this.#advance({ phase: 'landing', ...target, at: landingAt, mediaTimeS }),
      });
      signal.throwIfAborted();
      this.#intact = { phase: 'shown', ...target, at };
      store.set({ seek: this.#intact });
      onShown();
      return at;
    } catch (error) {
      const isAborted = signal.aborted || (error as Error).name === 'AbortError';
      if (!isAborted) this.#handleError(error instanceof TimeShiftError ? error : failureOf(error));
      throw error;
    }
  }

  /** Playback has failed, and the seek with it, if one is pending. */
  fail(error: TimeShiftError): void {
    this.abort(error);
    this.#intact = null;
    this.options.onError(error);
  }

  /** The engine has something else to play now. */
  #advance(seek: SeekState): void {
    this.#intact = null;
    this.options.store.set({ seek });
  }

  #handleError(error: TimeShiftError): void {
    const { store, onError, onMiss } = this.options;
    if (this.#intact) {
      store.set({ seek: this.#intact });
      onMiss(error);
    } else onError(error);
  }

  /** Aborts the seek that is pending, if any. */
  abort(reason?: TimeShiftError): void {
    this.#abort.abort(reason);
  }
}

/** What nobody has expected, such as a browser or a page that forbids what the engine needs. */
const failureOf = (cause: unknown): TimeShiftError =>
  new TimeShiftError('media', 'Playback has failed in this browser; reload the page.', { cause });
