/** How fast playback can be, as shown to the viewer. */
export const RATES: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 4];
