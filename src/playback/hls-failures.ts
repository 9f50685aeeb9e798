import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import { TimeShiftError } from '../core/index.ts';
import { loadErrorOf } from './loaders.ts';
import { quietly } from './quietly.ts';

export type HlsClass = typeof Hls;

/** A media error so near to the one before is the same one. */
const SAME_PLACE_S = 5;

/** Mends what hls.js fails at, where that is possible, and tells what cannot be mended. */
export class HlsFailures {
  #recoveredAtS = NaN;

  constructor(
    private readonly hls: Hls,
    private readonly HlsClass: HlsClass,
    private readonly video: HTMLVideoElement,
    private readonly onError: (error: TimeShiftError) => void,
  ) {
    hls.on(HlsClass.Events.ERROR, (_, data) => {
      if (data.fatal) this.#fail(data);
    });
  }

  /** Something else is played now. */
  forget(): void {
    this.#recoveredAtS = NaN;
  }

  #fail(data: ErrorData): void {
    const isMedia = data.type === this.HlsClass.ErrorTypes.MEDIA_ERROR;
    if (isMedia && this.#recover(data)) return;
    this.onError(loadErrorOf(data.networkDetails) ?? (isMedia ? mediaError(data) : playlistError(data)));
  }

  /** A decoder that stumbled may go on when it is set up anew, but not over what is no media at all. */
  #recover({ details }: ErrorData): boolean {
    const { FRAG_PARSING_ERROR } = this.HlsClass.ErrorDetails;
    const { currentTime } = this.video;
    const hasJustTried = Math.abs(currentTime - this.#recoveredAtS) < SAME_PLACE_S;
    if (details === FRAG_PARSING_ERROR || hasJustTried) return false;
    this.#recoveredAtS = currentTime;
    const wasPaused = this.video.paused;
    // The element is set up anew: it would begin where the first playback began, and paused.
    this.hls.config.startPosition = currentTime;
    this.hls.recoverMediaError();
    if (!wasPaused) quietly(this.video.play());
    return true;
  }
}

const mediaError = (data: ErrorData) =>
  new TimeShiftError('media', 'This browser cannot decode the stream; try another browser.', {
    cause: data.error,
  });

const playlistError = (data: ErrorData) =>
  new TimeShiftError('network', `The stream cannot be played on (${data.details}); try again later.`, {
    cause: data.error,
  });
