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

/** The difference between server time and steady time lies between these, in milliseconds. */
interface Interval {
  readonly least: number;
  readonly most: number;
}

/** A clock that is off by at most this much has drifted: nobody set it, and no other server answered. */
const DRIFT_MS = 5000;
/** This many samples in a row that agree with each other set the clock, however many samples they contradict. */
const ENOUGH_AGREEING = 5;

/**
 * The time of the server. The timeline client adds a sample for each answer about now, and the session asks what time
 * it is.
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
 * Not each answer is right: a cache may have kept it for hours, and of several servers one may have a wrong clock. So
 * a sample that contradicts the others is an outlier, until several in a row agree with it.
 *
 * The viewer's own clock is not used, so it may be wrong, and it may be set while the page is open.
 */
export class ServerClock {
  #offset: Interval = { least: -Infinity, most: Infinity };
  /** How many samples in a row agree with the offset. */
  #agreeing = 0;
  /** What the newest samples say if they contradict the offset, and how many of them agree with each other. */
  #rival: { readonly offset: Interval; readonly agreeing: number } | null = null;
  /** The steady clock may have stood still since the last sample. */
  isDoubted = false;

  /** Whether a sample has been added. */
  get isSet(): boolean {
    return this.#agreeing > 0;
  }

  /** How much {@link at} may be wrong, in milliseconds. */
  get uncertaintyMs(): number {
    return (this.#offset.most - this.#offset.least) / 2;
  }

  add({ sentMs, receivedMs, current }: ClockSample): void {
    const sample = { least: current - receivedMs, most: current + 1000 - sentMs };
    const both = intersection(this.#offset, sample);
    if (both) this.#set(both, this.#agreeing + 1);
    else if (distance(this.#offset, sample) <= DRIFT_MS) this.#set(sample, this.#agreeing);
    else this.#contradict(sample);
  }

  /** The steady clock may have stood still, as it does while a computer sleeps: the next sample needs no other. */
  doubt(): void {
    this.isDoubted = true;
  }

  /** The time of the server at a moment of the steady clock; null before the first sample. */
  at(steadyMs: number): UnixMs | null {
    return this.isSet ? steadyMs + (this.#offset.least + this.#offset.most) / 2 : null;
  }

  #set(offset: Interval, agreeing: number): void {
    this.#offset = offset;
    this.#agreeing = agreeing;
    this.#rival = null;
    this.isDoubted = false;
  }

  #contradict(sample: Interval): void {
    const agreed = this.#rival && intersection(this.#rival.offset, sample);
    const offset = agreed ?? sample;
    const agreeing = agreed ? (this.#rival?.agreeing ?? 0) + 1 : 1;
    const needed = this.isDoubted ? 1 : Math.min(this.#agreeing + 1, ENOUGH_AGREEING);
    if (agreeing >= needed) this.#set(offset, agreeing);
    else this.#rival = { offset, agreeing };
  }
}

function intersection(one: Interval, other: Interval): Interval | null {
  const least = Math.max(one.least, other.least);
  const most = Math.min(one.most, other.most);
  return least <= most ? { least, most } : null;
}

/** How far two intervals that do not overlap are apart. */
const distance = (one: Interval, other: Interval): number =>
  Math.max(one.least, other.least) - Math.min(one.most, other.most);
