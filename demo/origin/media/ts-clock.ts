/** Ticks of the 90 kHz clock since the epoch, not wrapped: the whole demo shares one time line. */
export type Ticks = number;

export const TICKS_PER_MS = 90;

const WRAP_TICKS = 2 ** 33;

/** As 33-bit time stamps carry it: back to zero after 26.5 hours. */
export function wrapTicks(ticks: Ticks): number {
  return ((ticks % WRAP_TICKS) + WRAP_TICKS) % WRAP_TICKS;
}
