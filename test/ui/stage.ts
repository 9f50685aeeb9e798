import { expect } from 'chai';
import { readBarcode } from '../../demo/origin/media/barcode.ts';
import type { UnixMs } from '../../src/core/index.ts';
import '../../src/ui/player/player.ts';
import type { TimeShiftPlayer } from '../../src/ui/player/player.ts';

/** The built-in origin's pictures change this often. */
export const FRAME_MS = 40;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const STRIP = { width: 640, height: 32 };

/** What the clock in the picture says, read from the pixels of the video; null while there is no picture. */
export function pictureInstant(video: HTMLVideoElement): UnixMs | null {
  const canvas = new OffscreenCanvas(STRIP.width, STRIP.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const stripHeight = (video.videoWidth / STRIP.width) * STRIP.height;
  context?.drawImage(video, 0, 0, video.videoWidth, stripHeight, 0, 0, STRIP.width, STRIP.height);
  const pixels = context?.getImageData(0, 0, STRIP.width, STRIP.height);
  return (pixels && readBarcode(pixels)?.ms) ?? null;
}

/** Resolves as soon as `isTrue` says so. It never gives up: the test's timeout does. */
export async function until(isTrue: () => unknown): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** What the clock in the picture says, once playback stands and that very picture is there. */
export async function stillPicture(video: HTMLVideoElement): Promise<UnixMs> {
  video.pause();
  // A pause may leave the frame before on the screen; a seek shows the one of that very time, even if it is there.
  const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  const shown = frameOfNow(video);
  video.currentTime += 0;
  await Promise.all([sought, shown]);
  await until(() => !video.seeking && pictureInstant(video) !== null);
  return pictureInstant(video) ?? NaN;
}

/** A frame from before the seek may still come. */
function frameOfNow(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const look: VideoFrameRequestCallback = (_, { mediaTime }) => {
      const aheadMs = (video.currentTime - mediaTime) * 1000;
      if (aheadMs >= -FRAME_MS / 2 && aheadMs < FRAME_MS) resolve();
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
}

/** hls.js begins a segment with its sound, which in segments of 4 s is up to half a frame off its first picture. */
const SOUND_MS = 11;
/** In segments of a second, and where an encoder has started anew, it is up to a whole one. */
export const SOUND_FRAME_MS = 22;

/** The clock in a still picture is right: it is in the frame that begins at most a frame before. */
export function expectRightClock(pictureAt: UnixMs, saidAt: UnixMs, soundMs = SOUND_MS): void {
  expect(pictureAt - saidAt, 'from what is said to the picture, ms').to.be.within(
    -FRAME_MS - soundMs,
    soundMs,
  );
}

/** The clock in the picture is what the player says, once the picture stands still. */
export async function expectRightDate(player: TimeShiftPlayer): Promise<void> {
  await until(() => player.currentDate);
  expectRightClock(await stillPicture(player.video), player.currentDate?.getTime() ?? NaN);
}

let streams = 0;

/** A stream of the origin's that no other test shares the state of. */
export const freshStream = (knobs = '', name = 'studio'): string =>
  `/live/${name}~days=14.${String((streams += 1)).padStart(4, '0')}${knobs}.m3u8`;

/** A player on the page, muted and playing what the attributes say; it goes with {@link clearStage}. */
export function stagePlayer(attributes: Record<string, string>): TimeShiftPlayer {
  const player = document.createElement('time-shift-player');
  for (const [name, value] of Object.entries({ muted: '', autoplay: '', retention: '14', ...attributes })) {
    player.setAttribute(name, value);
  }
  player.style.inlineSize = '640px';
  document.body.append(player);
  return player;
}

export const isPlaying = ({ video }: TimeShiftPlayer): boolean =>
  !video.paused && video.currentTime > 0 && video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;

/** Whether buttons and keys are there, which come after the first picture. */
export const hasControls = ({ shadowRoot }: TimeShiftPlayer): boolean =>
  shadowRoot?.querySelector('time-shift-control-bar') != null;

export const clearStage = (): void => document.body.replaceChildren();
