import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';

// What a player with its controls is made of.

export const barOf = (player: TimeShiftPlayer) => player.shadowRoot!.querySelector('time-shift-control-bar')!;

export const timelineOf = (player: TimeShiftPlayer) =>
  barOf(player).shadowRoot!.querySelector('time-shift-timeline')!;

/** A part of the timeline. */
export const partOf = (player: TimeShiftPlayer, name: string) =>
  timelineOf(player).shadowRoot!.querySelector(`[part='${name}']`);
