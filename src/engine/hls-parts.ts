import type { Fragment } from 'hls.js';

/** What hls.js 1.7.4 has no public name for. The page may give another version, in which it may be missing. */
export interface HlsParts {
  readonly streamController?: {
    /** The media time in seconds where it goes on to as soon as it sees that it can start. */
    startPosition: number;
    /** Whether it begins with the fragment before. */
    couldBacktrack: boolean;
    /** From where it does so now. */
    backtrackFragment: Fragment | undefined;
  };
}
