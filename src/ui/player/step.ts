/** How far buttons, double taps and the keys of a device go, in seconds. */
export const STEP_S = 10;
