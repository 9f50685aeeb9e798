/**
 * How exact the times are that the player works with. Each tolerance is defined here, once, with its reason.
 */

/**
 * Two segments that lie at most this far apart touch: dates are rounded, and they jitter. More than this is a hole,
 * or, where time goes back, a clock that was set.
 */
export const HOLE_TOLERANCE_MS = 500;

/** The timeline query answers in whole seconds, so each edge of a recorded period is up to this far off. */
export const TIMELINE_ROUNDING_MS = 1000;

/** Some servers write `EXT-X-PROGRAM-DATE-TIME` in whole seconds, so a date is up to this far off. */
export const DATE_ROUNDING_MS = 1000;

/** The edges of fragments are sums of rounded durations, so a media time this far before an edge is on it. */
export const MEDIA_EDGE_TOLERANCE_S = 0.01;

/**
 * After a seek exactly onto the first frame behind a hole, the browser may show the last frame before the hole.
 * Such a seek goes this far into the fragment instead.
 */
export const INTO_FRAGMENT_S = 0.05;

/** The picture is live when it is at most this far behind server time: a live playlist holds back some segments. */
export const LIVE_WITHIN_MS = 30_000;

/** A seek to less than this before server time means live, because hardly anything newer can be seen. */
export const LIVE_EDGE_MS = 10_000;

/*
 * The server lists a segment some time after it was recorded. The three figures below say when its answers can be
 * relied on. They differ because the answers differ, and because a wrong guess costs more in some places:
 *
 *                              now - 60 s      now - 30 s      now - 20 s     now
 *   ───────────────────────────────┼───────────────┼───────────────┼───────────┤
 *   a window is kept for good ─────┘               │               │
 *   the timeline lists every recorded segment ─────┘               │
 *   a playlist lists every recorded segment ───────────────────────┘
 */

/**
 * A playlist lists a segment at the latest this long after its end. If a playlist has no segment for a time before
 * that, nothing was recorded then. A window that is not settled is read again, so a wrong guess is corrected.
 */
export const PLAYLIST_DELAY_MS = 20_000;

/** A timeline answer lists a segment at the latest this long after its end: the timeline is filled later. */
export const TIMELINE_DELAY_MS = 30_000;

/**
 * An answer for a window that ended this long ago is settled: it is kept and never asked for again. This is three
 * times the delay of a playlist, because a segment that is missing from a kept answer would stay missing. For the same
 * reason, nothing younger is shown to viewers as a hole: the timeline is asked only now and then.
 */
export const SETTLED_AFTER_MS = 60_000;

/** So long ago, an answer is final, and most streams have begun: what was recorded then shows how the server answers. */
export const CHECK_BACK_MS = 15 * 60_000;
