import type { UnixMs } from './time-range.ts';

/** One answer of the server that told its time, and when it was asked, on a clock that never jumps. */
export interface ClockSample {
  /** When the request was sent, in milliseconds of the steady clock, such as `performance.now()`. */
  readonly sentMs: number;
  /** When the answer had arrived, in milliseconds of the steady clock. */
  readonly receivedMs: number;
  /** The time that the server told, cut to whole seconds. */
  readonly current: UnixMs;
}

/**
 * The time of the server. The timeline client adds a sample for each answer, and the session asks what time it is.
 *
 * The server's time was in [current, current + 1 s) at some moment between sending and receiving, so each sample
 * limits the offset between server time and steady time to an interval. The intersection of the intervals of all
 * samples narrows to well below a second:
 *
 *     sample 1   ├──────────────┤
 *     sample 2          ├────────────────┤
 *     sample 3      ├────────┤
 *     offset            ├────┤      the middle is used, half the width is the uncertainty
 *
 * The viewer's own clock is not used, so it may be wrong, and it may be set while the page is open.
 */
export class ServerClock {
  /** The smallest and the largest possible value of server time minus steady time. */
  #least = -Infinity;
  #most = Infinity;

  /** Whether a sample has been added. */
  get isSet(): boolean {
    return Number.isFinite(this.#least);
  }

  /** How much {@link at} may be wrong, in milliseconds. */
  get uncertaintyMs(): number {
    return (this.#most - this.#least) / 2;
  }

  add({ sentMs, receivedMs, current }: ClockSample): void {
    const least = current - receivedMs;
    const most = current + 1000 - sentMs;
    this.#least = Math.max(this.#least, least);
    this.#most = Math.min(this.#most, most);
    if (this.#least <= this.#most) return;
    // The two clocks have drifted apart, or the machine slept: the earlier samples are no longer true.
    this.#least = least;
    this.#most = most;
  }

  /** The time of the server at a moment of the steady clock; null before the first sample. */
  at(steadyMs: number): UnixMs | null {
    return this.isSet ? steadyMs + (this.#least + this.#most) / 2 : null;
  }
}
