import type { UnixMs } from '../../src/core/index.ts';
import type { TimeShiftPlayer } from '../../src/index.ts';

/** Seeks into a hole as soon as the player knows that it is one. */
export function seekWhenKnown(player: TimeShiftPlayer, at: UnixMs, signal: AbortSignal): void {
  const seek = () => {
    if (!isInHole(player, at)) return;
    player.removeEventListener('recordedchange', seek);
    // What goes wrong, the player tells by itself.
    player.seekTo(new Date(at)).catch(() => undefined);
  };
  player.addEventListener('recordedchange', seek, { signal });
}

const isInHole = ({ recorded }: TimeShiftPlayer, at: UnixMs): boolean =>
  recorded.some(({ end }) => end <= at) &&
  recorded.some(({ start }) => start > at) &&
  !recorded.some(({ start, end }) => start <= at && at < end);
