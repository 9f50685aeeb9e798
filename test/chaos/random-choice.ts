import { Random } from '../bench/simulation/random.ts';

/** Seeded random choices, the same in each run. */
export class RandomChoice extends Random {
  /** One of the options; an option that is listed twice is twice as likely. */
  of<Option>(first: Option, ...others: readonly Option[]): Option {
    return this.element([first, ...others]) ?? first;
  }

  /** One of the elements; undefined where there is none. */
  element<Element>(elements: readonly Element[]): Element | undefined {
    return elements[Math.floor(this.unit() * elements.length)];
  }

  /** A whole number from `least` up to, but not including, `end`. */
  whole(least: number, end: number): number {
    return least + Math.floor(this.unit() * (end - least));
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }
}
