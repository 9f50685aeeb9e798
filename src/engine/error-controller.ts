import type Hls from 'hls.js';
import type { ErrorData, Fragment } from 'hls.js';
import { TimeShiftError } from '../core/index.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { hasBothTracks } from './both-tracks.ts';
import type { HlsClass } from './engine.ts';
import { loadErrorOf, type UntilTaken } from './hls-loaders.ts';
import type { MissingTracks } from './missing-tracks.ts';
import type { NeededFragments } from './needed-fragments.ts';
import type { StartPosition } from './start-position.ts';

/** A media error this near to the one before counts as the same one. */
const SAME_PLACE_S = 5;
const MAX_RECOVERIES = 2;

export interface ErrorControllerOptions {
  readonly hls: Hls;
  readonly HlsClass: HlsClass;
  readonly video: HTMLVideoElement;
  readonly position: StartPosition;
  /** Attaches the media element to hls.js. */
  readonly attach: () => void;
  readonly onError: (error: TimeShiftError) => void;
}

/** Recovers hls.js from media errors on the same media element, and reports the fatal errors that remain. */
export class HlsErrorController {
  #recoveredAtS = NaN;
  #recoveries = 0;
  #isExplaining = false;
  /** Null until a fragment lacks a track. */
  #missingTracks: MissingTracks | null = null;
  /** Null until a fragment does not begin with a key picture. */
  #neededFragments: NeededFragments | null = null;

  constructor(private readonly options: ErrorControllerOptions) {
    const { hls, HlsClass } = options;
    hls.on(HlsClass.Events.ERROR, (_, data) => {
      // What follows an error that is being explained has the same cause.
      if (this.#isExplaining) return;
      if (data.fatal || isUndemuxable(data, hls)) this.#handle(data);
    });
    hls.on(HlsClass.Events.FRAG_BUFFERED, (_, { frag }) => {
      if (frag.sn !== 'initSegment' && !hasBothTracks(frag)) ignoreRejection(this.#skip(frag));
    });
  }

  /** Another playlist is played: its errors are not those of the one before. */
  reset(): void {
    this.#recoveredAtS = NaN;
  }

  /** Attaches the media element again, with another MediaSource. */
  renew(): void {
    const { hls, position, video, attach } = this.options;
    const [{ timeS }, { paused }] = [position, video];
    // By itself, hls.js would start where the first playback has started, and paused.
    hls.detachMedia();
    attach();
    position.moveTo(timeS);
    if (!paused) ignoreRejection(video.play());
  }

  /** @param fragment one that hls.js is about to get, and that does not begin with a key picture */
  async startBefore(fragment: Fragment): Promise<UntilTaken | undefined> {
    // Without this code, the fragment is played as well as hls.js can.
    const part = await import('./needed-fragments.ts').catch(() => null);
    // hls.js may have been destroyed meanwhile.
    if (!part || !this.options.hls.media) return undefined;
    this.#neededFragments ??= new part.NeededFragments(this.options);
    return this.#neededFragments.startBefore(fragment);
  }

  async #skip(lacking: Fragment): Promise<void> {
    const { MissingTracks } = await import('./missing-tracks.ts');
    // hls.js may have been destroyed meanwhile.
    if (this.options.hls.media) (this.#missingTracks ??= new MissingTracks(this.options)).add(lacking);
  }

  #handle(data: ErrorData): void {
    const { HlsClass, onError } = this.options;
    const { MEDIA_ERROR } = HlsClass.ErrorTypes;
    if (data.type !== MEDIA_ERROR) onError(loadErrorOf(data.networkDetails) ?? playlistError(data));
    // No new decoder can play what is not media, or has a codec that the browser does not support.
    else if (/Codec|fragParsing/.test(data.details) || !this.#recover()) this.#explain(data).catch(onError);
  }

  async #explain(data: ErrorData): Promise<void> {
    const { hls, onError } = this.options;
    this.#isExplaining = true;
    // hls.js would load the same segment again and again.
    hls.stopLoad();
    try {
      const { mediaFailure } = await importOnDemand(import('./media-failure.ts'));
      // hls.js may have been destroyed meanwhile.
      if (hls.media) onError(mediaFailure(data));
    } finally {
      this.#isExplaining = false;
    }
  }

  /** A decoder that has failed may go on when the media element is attached again. */
  #recover(): boolean {
    const { hls, position } = this.options;
    const { timeS } = position;
    const isSame = Math.abs(timeS - this.#recoveredAtS) < SAME_PLACE_S;
    this.#recoveries = isSame ? this.#recoveries + 1 : 1;
    if (this.#recoveries > MAX_RECOVERIES || hls.levels.length === 0) return false;
    this.#recoveredAtS = timeS;
    // Some encoders announce another AAC profile than they send.
    if (this.#recoveries === MAX_RECOVERIES) hls.swapAudioCodec();
    this.renew();
    return true;
  }
}

/** hls.js demuxes no such codec from MPEG-TS. Where there are several levels, it tries another one by itself. */
const isUndemuxable = ({ reason = '' }: ErrorData, { levels }: Hls) =>
  levels.length < 2 && reason.includes('in M2TS');

const playlistError = ({ details, error: cause }: ErrorData) =>
  new TimeShiftError('network', `The stream cannot be played on (${details}); try again later.`, { cause });
