import { createOrigin, type Origin, type OriginOptions } from '../../demo/origin/index.ts';
import { ManualClock } from '../manual-clock.ts';

/** The time at which each test's origin is created: a multiple of 4 s, the length of a segment, and half a second. */
export const NOW_MS = Date.parse('2026-03-10T12:00:00.500Z');
export const NOW_S = Math.floor(NOW_MS / 1000);

/** An origin with a clock that moves only when the test moves it. */
export class ClockedOrigin {
  readonly clock = new ManualClock(NOW_MS);
  readonly origin: Origin;

  constructor(options: Omit<OriginOptions, 'clock'> = {}) {
    this.origin = createOrigin({ ...options, clock: this.clock });
  }

  async get(path: string, method = 'GET'): Promise<Response> {
    const answer = this.origin.handle(new Request(`http://origin.test${path}`, { method }));
    if (!answer) throw new Error(`The origin does not handle ${path}.`);
    return answer;
  }

  handles(path: string): boolean {
    return this.origin.handle(new Request(`http://origin.test${path}`, { method: 'OPTIONS' })) !== null;
  }
}
