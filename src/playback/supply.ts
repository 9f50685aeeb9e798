import { endOf, segmentAt, windowAt, type TimedSegment, type UnixMs } from '../core/index.ts';
import { findLanding, findLive, type Landing } from './find-landing.ts';
import { quietly } from './quietly.ts';
import { SegmentCache } from './segment-cache.ts';
import { streamFetch } from './stream-fetch.ts';
import { WindowReader, type WindowReaderOptions } from './window-reader.ts';

const CACHE_BYTES = 24_000_000;

/** Brings what playback is going to need, before hls.js asks for it. */
export class Supply {
  readonly reader: WindowReader;
  readonly cache = new SegmentCache(CACHE_BYTES);
  #ahead = new AbortController();

  constructor(private readonly options: WindowReaderOptions) {
    this.reader = new WindowReader(options);
  }

  /** @param startAt null for live */
  async find(startAt: UnixMs | null, signal: AbortSignal): Promise<Landing> {
    const { serverInstant } = this.options;
    // What is found is instead of what was.
    this.#ahead.abort();
    const ahead = (this.#ahead = new AbortController());
    const landing = await (startAt === null
      ? findLive(this.reader, signal)
      : findLanding(this.reader, startAt, serverInstant, signal));
    // hls.js has still to read the playlist, and at first to be loaded itself.
    quietly(this.fetch(landing.segment, AbortSignal.any([signal, ahead.signal])));
    return landing;
  }

  /** What a seek to an instant will need. */
  async warm(at: UnixMs, loaded: readonly TimedSegment[], signal: AbortSignal): Promise<void> {
    const segment = segmentAt(loaded, at) ?? (await this.#firstFrom(at, signal));
    if (segment) await this.fetch(segment, signal);
  }

  async fetch({ url, byteRange }: TimedSegment, signal: AbortSignal): Promise<void> {
    // A part of a file is known by more than its URL.
    if (byteRange) return;
    const authorize = this.options.authorize();
    await this.cache.fill(url, (sink) =>
      streamFetch(url, 'segment', { authorize, retries: 0, signal, sink }),
    );
  }

  async #firstFrom(at: UnixMs, signal: AbortSignal): Promise<TimedSegment | undefined> {
    const { segments } = await this.reader.read(windowAt(at), [], signal);
    return segments.find((each) => endOf(each) > at);
  }
}
