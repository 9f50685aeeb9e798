import Hls from 'hls.js/light';
import type { HlsClass } from '../../../src/engine/engine.ts';
import type { ScenarioLog } from './scenario-log.ts';

const MAX_LINE = 240;

/** The instances of hls.js that a session has made, newest last, with what they log. */
export class HlsInstances {
  readonly HlsClass: HlsClass;
  readonly #made: Hls[] = [];

  constructor(log: ScenarioLog) {
    const made = this.#made;
    const write = (...texts: unknown[]): void =>
      log.add(
        `  hls ${texts
          .slice(0, 3)
          .map(String)
          .join(' ')
          .replace(/\n[^]*/, '…')
          .slice(0, MAX_LINE)}`,
      );
    const debug = { log: write, warn: write, error: write, info: write, debug: write, trace: write };
    this.HlsClass = class extends Hls {
      constructor(config?: Partial<Hls['config']>) {
        super({ ...config, debug });
        made.push(this);
      }
    };
  }

  /**
   * Makes the newest instance fail as if the browser could not decode a segment.
   *
   * @returns false where it has nothing to decode
   */
  failDecoder(): boolean {
    const hls = this.#made.at(-1);
    if (!hls?.media || hls.media.buffered.length === 0) return false;
    hls.trigger(Hls.Events.ERROR, {
      type: Hls.ErrorTypes.MEDIA_ERROR,
      details: Hls.ErrorDetails.BUFFER_APPEND_ERROR,
      fatal: true,
      error: new Error('injected by the scenario'),
    });
    return true;
  }
}
