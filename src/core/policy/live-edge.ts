/** Nearer to the server's time than this is live: some segments of what a live playlist holds back. */
export const LIVE_WITHIN_MS = 30_000;

/** A seek nearer to the server's time than this means live: there is hardly anything newer to see. */
export const LIVE_EDGE_MS = 10_000;
