import type { UnixMs } from '../../src/core/index.ts';
import type { Authorize } from '../../src/network/fetcher.ts';
import { ownStream } from './own-stream.ts';

const nameOf = (stream: string): string => /([^/]+)\.m3u8$/.exec(stream)?.[1] ?? '';

/**
 * An encoder that a test changes while a session plays its stream. All streams of the origin have the same media at the
 * same time, so from a change on, the session's requests go to a stream with other knobs.
 *
 * ```ts
 * const encoder = new TestEncoder('~segment=1000');
 * const session = stageSession({ src: encoder.src, authorize: encoder.authorize });
 * encoder.change(`~holes=${encoder.nextSecond() / 1000}-`); // it stops at the next full second
 * ```
 */
export class TestEncoder {
  readonly src: string;
  #stream: string;

  /** @param knobs what does not change; segments last a second */
  constructor(knobs: string) {
    this.src = this.#stream = ownStream(`~segment=1000~delay=0${knobs}`);
  }

  /** Adds knobs to those that do not change, in place of those that were added before. */
  change(knobs: string): void {
    this.#stream = this.src.replace('.m3u8', `${knobs}.m3u8`);
  }

  /** The start of the next segment. No segment that begins then has been listed yet. */
  nextSecond(): UnixMs {
    return Math.ceil((Date.now() + 1) / 1000) * 1000;
  }

  /** Resolves when the origin has a live playlist. */
  async untilLive(): Promise<void> {
    for (let isLive = false; !isLive;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      isLive = (await fetch(this.#stream)).ok;
    }
  }

  /** Sends the requests of a session to the stream of the moment. Segments are requested where they are listed. */
  readonly authorize: Authorize = (url, kind) => {
    const changed = new URL(url);
    if (kind === 'playlist')
      changed.pathname = changed.pathname.replace(nameOf(this.src), nameOf(this.#stream));
    if (kind === 'timeline') changed.searchParams.set('stream', nameOf(this.#stream));
    return changed;
  };
}
