import { createOrigin, type Origin, type OriginOptions } from '../../demo/origin/index.ts';

/** The clock of each test, to begin with. A multiple of 4 s and half a second. */
export const NOW_MS = Date.parse('2026-03-10T12:00:00.500Z');
export const NOW_S = Math.floor(NOW_MS / 1000);

/** An origin whose clock moves only when it is told to. */
export class ClockedOrigin {
  nowMs = NOW_MS;
  readonly origin: Origin;

  constructor(options: OriginOptions = {}) {
    this.origin = createOrigin({ ...options, now: () => this.nowMs });
  }

  async get(path: string, method = 'GET'): Promise<Response> {
    const answer = this.origin.handle(new Request(`http://origin.test${path}`, { method }));
    if (!answer) throw new Error(`${path} is not the origin's`);
    return answer;
  }

  handles(path: string): boolean {
    return this.origin.handle(new Request(`http://origin.test${path}`, { method: 'OPTIONS' })) !== null;
  }
}
