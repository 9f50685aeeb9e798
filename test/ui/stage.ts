import '../../src/ui/player/player.ts';
// It is there before any test presses a key.
import '../../src/ui/player/player-keys.ts';
import type { TimeShiftPlayer } from '../../src/ui/player/player.ts';
import { expectRightClock, stillPicture } from '../picture.ts';
import { withSmallPictures } from '../session/own-stream.ts';
import { until } from '../until.ts';

export { FRAME_MS, pictureInstant, stillPicture } from '../picture.ts';
export { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
export { until } from '../until.ts';

/** Pauses and asserts that `currentDate` equals the clock in the picture. */
export async function expectRightDate(player: TimeShiftPlayer): Promise<void> {
  await until(() => player.currentDate);
  expectRightClock(await stillPicture(player.video), player.currentDate?.getTime() ?? NaN);
}

let streams = 0;

/** Returns the address of a stream of the built-in origin whose state no other test shares. */
export const freshStream = (knobs = '', name = 'studio'): string =>
  `/live/${name}~days=14.${String((streams += 1)).padStart(4, '0')}${withSmallPictures(knobs)}.m3u8`;

/** Adds a player to the page, muted and with autoplay. {@link clearStage} removes it. */
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

/** Whether the controls are there, which are loaded after the first picture. */
export const hasControls = ({ shadowRoot }: TimeShiftPlayer): boolean =>
  shadowRoot?.querySelector('time-shift-control-bar') != null;

export const clearStage = (): void => document.body.replaceChildren();
