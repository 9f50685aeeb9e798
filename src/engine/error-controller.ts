import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import { TimeShiftError } from '../core/index.ts';
import type { StartPosition } from './start-position.ts';
import { loadErrorOf } from './hls-loaders.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';

export type HlsClass = typeof Hls;

/** A media error so near to the one before is the same one. */
const SAME_PLACE_S = 5;
const MOST_MENDS = 2;

/** Mends what hls.js fails at, as far as that is possible on the same media element, and tells the rest. */
export class HlsErrorController {
  #mendedAtS = NaN;
  #mends = 0;

  constructor(
    private readonly hls: Hls,
    private readonly HlsClass: HlsClass,
    private readonly video: HTMLVideoElement,
    private readonly place: StartPosition,
    /** Attaches the media element to hls.js. */
    private readonly attach: () => void,
    private readonly onError: (error: TimeShiftError) => void,
  ) {
    hls.on(HlsClass.Events.ERROR, (_, data) => {
      if (data.fatal) this.#fail(data);
    });
  }

  /** Something else is played now. */
  forget(): void {
    this.#mendedAtS = NaN;
  }

  #fail(data: ErrorData): void {
    const { MEDIA_ERROR } = this.HlsClass.ErrorTypes;
    if (data.type !== MEDIA_ERROR) this.onError(loadErrorOf(data.networkDetails) ?? playlistError(data));
    else if (this.#isHopeless(data)) this.onError(codecError(data));
    else if (!this.#mend()) this.onError(mediaError(data));
  }

  /** What is no media at all, or of a kind that is not known here, no new decoder can play. */
  #isHopeless({ details }: ErrorData): boolean {
    const { BUFFER_ADD_CODEC_ERROR, BUFFER_INCOMPATIBLE_CODECS_ERROR, FRAG_PARSING_ERROR } =
      this.HlsClass.ErrorDetails;
    const hopeless: string[] = [BUFFER_ADD_CODEC_ERROR, BUFFER_INCOMPATIBLE_CODECS_ERROR, FRAG_PARSING_ERROR];
    return hopeless.includes(details);
  }

  /** A decoder that stumbled may go on when it is set up anew. */
  #mend(): boolean {
    const [{ timeS }, { paused }] = [this.place, this.video];
    const isSame = Math.abs(timeS - this.#mendedAtS) < SAME_PLACE_S;
    this.#mends = isSame ? this.#mends + 1 : 1;
    if (this.#mends > MOST_MENDS || this.hls.levels.length === 0) return false;
    this.#mendedAtS = timeS;
    // Some encoders announce another kind of AAC than they send.
    if (this.#mends === MOST_MENDS) this.hls.swapAudioCodec();
    // The element is set up anew: it would begin where the first playback began, and paused.
    this.hls.detachMedia();
    this.attach();
    this.place.goTo(timeS);
    if (!paused) ignoreRejection(this.video.play());
    return true;
  }
}

const mediaError = ({ error: cause }: ErrorData) =>
  new TimeShiftError('media', 'The stream is damaged here; choose another time, or try again.', { cause });

const codecError = ({ error: cause }: ErrorData) =>
  new TimeShiftError('media', 'This browser cannot decode the stream; try another browser.', { cause });

const playlistError = ({ details, error: cause }: ErrorData) =>
  new TimeShiftError('network', `The stream cannot be played on (${details}); try again later.`, { cause });
