import { endOf, segmentAt, TimeShiftError, windowAt, type TimedSegment, type UnixMs } from '../core/index.ts';
import { findLanding, findLive, type Landing } from './find-landing.ts';
import type { Pictures } from './key-frame/pictures.ts';
import { loaded as loadedPart } from './loaded.ts';
import { quietly } from './quietly.ts';
import { SegmentCache } from './segment-cache.ts';
import type { SegmentLoad } from './segment-load.ts';
import { streamFetch } from './stream-fetch.ts';
import type { StreamPicture } from './stream-picture.ts';
import { WindowReader, type WindowReaderOptions } from './window-reader.ts';

const CACHE_BYTES = 24_000_000;

/** Brings what playback is going to need, before hls.js asks for it. */
export class Supply {
  readonly reader: WindowReader;
  readonly cache = new SegmentCache(CACHE_BYTES);
  #ahead = new AbortController();
  #pictures: Pictures | null = null;
  readonly #life = new AbortController();

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
    const segment = await this.#segmentAt(at, loaded, signal);
    if (segment) await this.fetch(segment, signal);
  }

  /** The picture of an instant that is here; null where there is none, undefined where that is not known. */
  pictureAtHand(at: UnixMs): StreamPicture | null | undefined {
    return this.#pictures?.at(at);
  }

  /** The first picture of the segment that an instant is in, which is loaded as for a seek to there. */
  async picture(
    at: UnixMs,
    loaded: readonly TimedSegment[],
    signal: AbortSignal,
  ): Promise<StreamPicture | null> {
    if (!('VideoDecoder' in window)) return null;
    try {
      return await this.#makePicture(at, loaded, AbortSignal.any([signal, this.#life.signal]));
    } catch (error) {
      // Whoever seeks to there is told.
      if (error instanceof TimeShiftError) return null;
      throw error;
    }
  }

  async #makePicture(
    at: UnixMs,
    loaded: readonly TimedSegment[],
    signal: AbortSignal,
  ): Promise<StreamPicture | null> {
    const finding = quietly(this.#segmentAt(at, loaded, signal));
    const pictures = await this.#importPictures();
    const segment = await finding;
    signal.throwIfAborted();
    if (!segment || !hasOpenBeginning(segment)) return null;
    const load = this.#load(segment.url);
    // The whole of it is for the click.
    quietly(load.want(signal));
    return pictures.of(segment, load, signal);
  }

  async fetch({ url, byteRange }: TimedSegment, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // A part of a file is known by more than its URL.
    if (!byteRange) await this.#load(url).want(signal);
  }

  destroy(): void {
    this.#life.abort();
    this.#pictures?.destroy();
  }

  #load(url: string): SegmentLoad {
    const authorize = this.options.authorize();
    return this.cache.fill(url, (sink, signal) =>
      streamFetch(url, 'segment', { authorize, retries: 0, signal, sink }),
    );
  }

  async #segmentAt(
    at: UnixMs,
    loaded: readonly TimedSegment[],
    signal: AbortSignal,
  ): Promise<TimedSegment | undefined> {
    const known = segmentAt(loaded, at);
    if (known) return known;
    const { segments } = await this.reader.read(windowAt(at), [], signal);
    return segments.find((each) => endOf(each) > at);
  }

  async #importPictures(): Promise<Pictures> {
    const { Pictures } = await loadedPart(import('./key-frame/pictures.ts'));
    this.#life.signal.throwIfAborted();
    return (this.#pictures ??= new Pictures());
  }
}

/** Its beginning can be read by itself: it is not encrypted, nor in need of an `EXT-X-MAP`, nor a part of a file. */
const hasOpenBeginning = ({ keys, map, byteRange, isGap }: TimedSegment): boolean =>
  keys.length === 0 && map === null && byteRange === null && !isGap;
