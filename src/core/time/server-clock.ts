import type { UnixMs } from './time-range.ts';

/** A span on a clock that never jumps, such as `performance.now()`. */
export interface ClockSample {
  /** When the question left, in milliseconds of the steady clock. */
  readonly sentMs: number;
  /** When the answer was there, in milliseconds of the steady clock. */
  readonly receivedMs: number;
  /** What the server said its time was, cut to whole seconds. */
  readonly current: UnixMs;
}

/**
 * What time the server has. Each answer tells that its time was in [current, current + 1 s) at some moment
 * between sending and receiving; what all samples allow narrows to well below a second. The viewer's own clock
 * plays no part, so it may be wrong, or be set while the page is open.
 */
export class ServerClock {
  /** What server time minus steady time can be. */
  #least = -Infinity;
  #most = Infinity;

  /** Whether any answer has been seen. */
  get isSet(): boolean {
    return Number.isFinite(this.#least);
  }

  /** By how much {@link at} may be wrong, in milliseconds. */
  get uncertaintyMs(): number {
    return (this.#most - this.#least) / 2;
  }

  add({ sentMs, receivedMs, current }: ClockSample): void {
    const least = current - receivedMs;
    const most = current + 1000 - sentMs;
    this.#least = Math.max(this.#least, least);
    this.#most = Math.min(this.#most, most);
    if (this.#least <= this.#most) return;
    // The two clocks have drifted apart, or the machine slept: what was learnt before no longer holds.
    this.#least = least;
    this.#most = most;
  }

  /** The server's time at a moment of the steady clock, or null before the first sample. */
  at(steadyMs: number): UnixMs | null {
    return this.isSet ? steadyMs + (this.#least + this.#most) / 2 : null;
  }
}
