import { sendKeys } from '@web/test-runner-commands';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { FRAME_MS, hasControls, isPlaying, stagePlayer, until } from '../stage.ts';
import { timelineOf } from './parts-of.ts';

/** How far playback may get while a test on a busy machine does not look. */
const PLAYED_MS = 8000;

/** The label of the timeline. */
export const SLIDER = 'Seek';

/** Shows a player with its controls, which does not play yet. The focus is on a button before it. */
export async function stageKeyboard(attributes: Record<string, string> = {}): Promise<TimeShiftPlayer> {
  const [before, after] = ['before', 'after'].map((label) =>
    Object.assign(document.createElement('button'), { ariaLabel: label }),
  );
  document.body.append(before!);
  const player = stagePlayer({ src: '/live/studio.m3u8', 'display-zone': 'UTC', ...attributes });
  player.autoplay = false;
  document.body.append(after!);
  await until(() => hasControls(player));
  await until(() => player.currentDate && player.shadowRoot?.querySelector('.big-play'));
  // The timeline takes keys, and shows its overview, from the first frame on: a busy browser may be slow with that.
  await until(() => timelineOf(player).viewport);
  before!.focus();
  return player;
}

/** Shows a player that plays, with the focus on its timeline. */
export async function playByKeyboard(attributes: Record<string, string> = {}): Promise<TimeShiftPlayer> {
  const player = await stageKeyboard(attributes);
  await tabTo(SLIDER);
  await press('k');
  await until(() => isPlaying(player));
  return player;
}

export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

export async function pressWith(modifier: string, key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await press(key);
  await sendKeys({ up: modifier });
}

/** The label of the focused element, as a screen reader reads it, through all shadow roots. */
export function focused(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.ariaLabel ?? (element as HTMLElement | null)?.innerText.trim() ?? '';
}

/** Presses Tab until an element has the focus. It never gives up: the timeout of the test does. */
export async function tabTo(label: string): Promise<void> {
  while (focused() !== label) await press('Tab');
}

export const isPanelOpen = ({ shadowRoot }: TimeShiftPlayer): boolean =>
  shadowRoot?.querySelector('#panel') != null;

export const currentTime = (player: TimeShiftPlayer): number => player.currentDate?.getTime() ?? NaN;

/** Whether the player plays what it landed on at an instant. */
export const isNear = (player: TimeShiftPlayer, at: number): boolean =>
  isPlaying(player) && currentTime(player) >= at - FRAME_MS && currentTime(player) < at + PLAYED_MS;
