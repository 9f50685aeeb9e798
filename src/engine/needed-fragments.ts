import type Hls from 'hls.js';
import type { Fragment } from 'hls.js';
import { hasBothTracks } from './both-tracks.ts';
import { INTO_FRAME_S } from './hls-config.ts';
import { BEFORE_BUFFER_S, bufferedAheadS } from './media-element.ts';
import { nextStartS } from './next-start.ts';
import type { HlsParts } from './hls-parts.ts';
import type { UntilTaken } from './hls-loaders.ts';
import type { MissingTracksOptions } from './missing-tracks.ts';

// The error controller loads this file on demand, when a fragment does not begin with a key picture.

/** The sound of a fragment may begin this long before its first picture. */
const HALF_FRAME_S = 0.02;

/**
 * Has hls.js load the fragments that those pictures need which come before the first key picture of a fragment. Where
 * there is no such fragment, playback begins with the key picture.
 */
export class NeededFragments {
  /** The number of the fragment that was loaded because the pictures of the next one need it. */
  #number = NaN;

  constructor(private readonly options: MissingTracksOptions) {
    const { hls, HlsClass, video } = options;
    const { Events } = HlsClass;
    const ended = new AbortController();
    hls.on(Events.DESTROYING, () => ended.abort());
    hls.on(Events.MEDIA_ATTACHED, () => (this.#number = NaN));
    hls.on(Events.FRAG_BUFFERED, (_, { frag }) => {
      if (hasBothTracks(frag)) this.#skipTo(frag);
    });
    video.addEventListener('seeking', () => this.#handleSeek(), { signal: ended.signal });
  }

  /**
   * Begins with the fragment before one that does not begin with a key picture, if that is where to seek. hls.js learns
   * by itself that it has to, but only from the whole fragment, and not while it starts.
   */
  startBefore(fragment: Fragment): UntilTaken {
    this.#startBefore(fragment);
    return (delay) => untilTaken(fragment, delay);
  }

  #startBefore({ sn, cc, start, end }: Fragment): void {
    const { hls, position } = this.options;
    const { timeS, hasStarted } = position;
    const needed = hls.latestLevelDetails?.fragments.find((each) => each.sn === +sn - 1);
    // The sound of the fragment that is needed may reach beyond the beginning of the one that needs it.
    if (timeS < start || timeS >= end || [sn, +sn - 1].includes(this.#number)) return;
    if (needed?.cc !== cc) return;
    this.#number = needed.sn;
    const streamController = streamControllerOf(hls);
    if (streamController) streamController.couldBacktrack = true;
    hls.startLoad(hasStarted ? -1 : needed.start, true);
  }

  #handleSeek(): void {
    const { hls, position } = this.options;
    this.#number = NaN;
    const streamController = streamControllerOf(hls);
    // Otherwise hls.js would go on from where it goes back to for the seek before.
    if (streamController) streamController.backtrackFragment = undefined;
    const fragment = hls.latestLevelDetails?.fragments.find(({ end }) => end > position.timeS);
    // hls.js marks a fragment as a gap where none before it has the pictures.
    if (fragment?.gap && fragment.elementaryStreams.video?.partial) this.#skipTo(fragment);
  }

  /** Goes to the first picture of a fragment that begins without one. */
  #skipTo({ start, end, elementaryStreams }: Fragment): void {
    const { video, position } = this.options;
    const { timeS } = position;
    const isBuffered = bufferedAheadS(video) > 0;
    const firstS = isBuffered ? Infinity : nextStartS(video);
    const shownBeforeS = elementaryStreams.video?.partial ? HALF_FRAME_S : BEFORE_BUFFER_S;
    const isLate = firstS < end && firstS - timeS > shownBeforeS;
    if (timeS < start || !isLate) return;
    position.startTimeS = firstS + INTO_FRAME_S;
    // Otherwise it starts there.
    if (video.readyState > 0) video.currentTime = firstS + INTO_FRAME_S;
  }
}

const streamControllerOf = (hls: Hls) => (hls as unknown as HlsParts).streamController;

const MAX_LOOKS = 20;
const LOOK_MS = 25;

/**
 * hls.js may go back to the fragment before instead of taking this one. If it were told then that this one is complete,
 * it would take the last pictures of it for all of it. It requests the other one within 100 ms, which aborts this load.
 */
async function untilTaken(
  { elementaryStreams }: Fragment,
  delay: (ms: number) => Promise<void>,
): Promise<void> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    if (Object.values(elementaryStreams).some((stream) => stream !== null)) return;
    await delay(look === 0 ? 0 : LOOK_MS);
  }
}
