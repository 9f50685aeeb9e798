import { TimeShiftError, type SeekPlan, type UnixMs } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail-cache.ts';
import type { Playback } from './playback.ts';
import { PointerDwell } from './pointer-dwell.ts';

export interface PointerControllerOptions {
  readonly clock: Pick<Clock, 'delay'>;
  readonly playback: () => Playback;
  /** Where a seek to an instant would land. */
  readonly planSeek: (target: UnixMs) => SeekPlan;
}

/** The signal of a pointer whose leaving is reported by a call. */
const NEVER = new AbortController().signal;

/**
 * Fetches what a viewer points at on the timeline: what a seek there needs, and its thumbnail. What only flies by is not
 * fetched. The stream controller owns it.
 */
export class PointerController {
  readonly #warmDwell: PointerDwell;
  readonly #thumbnailDwell: PointerDwell;

  constructor(private readonly options: PointerControllerOptions) {
    this.#warmDwell = new PointerDwell(options.clock);
    this.#thumbnailDwell = new PointerDwell(options.clock);
  }

  /** @param target null when the viewer points at nothing any more */
  warm(target: UnixMs | null): void {
    const { playback, planSeek } = this.options;
    const plan = target === null ? null : planSeek(target);
    if (!plan || plan.kind === 'live') this.#warmDwell.leave();
    else ignoreRejection(this.#warmDwell.at(NEVER, async (signal) => playback().warm?.(plan.at, signal)));
  }

  /** @returns null where there is none */
  async thumbnail(target: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    signal.throwIfAborted();
    const { playback, planSeek } = this.options;
    const plan = planSeek(target);
    if (plan.kind === 'live') {
      this.#thumbnailDwell.leave();
      return null;
    }
    const making = this.#thumbnailDwell.at(signal, async (dwelt) => playback().thumbnail?.(plan.at, dwelt));
    ignoreRejection(making);
    const cached = playback().cachedThumbnail?.(plan.at);
    return cached === undefined ? ((await making.catch(noThumbnail)) ?? null) : cached;
  }

  /** Aborts what is being fetched. */
  abort(): void {
    this.#warmDwell.abort();
    this.#thumbnailDwell.abort();
  }
}

/** What cannot be loaded, the code for it included, has no thumbnail; a seek there tells why. */
function noThumbnail(error: unknown): null {
  if (error instanceof TimeShiftError) return null;
  throw error;
}
