/** How far the step buttons, double taps and media keys seek, in seconds. */
export const SEEK_STEP_S = 10;
