export const FRAME_MS = 40;
/** Of media times and dates, which are told to a millisecond at best. */
const ROUNDING_MS = 2;

/** How many frames off a clock is that differs by so much from the picture's: that of a frame holds for as long as it. */
export const framesAway = (ms: number): number =>
  Math.max(0, Math.ceil((-ms - ROUNDING_MS) / FRAME_MS), Math.floor((ms - ROUNDING_MS) / FRAME_MS));
