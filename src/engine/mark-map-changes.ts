const DISCONTINUITY = /^#EXT-X-DISCONTINUITY\s*$/m;
const MAP = /^#EXT-X-MAP:.*$/m;

/** The lines up to the URL of a segment, this included. */
const SEGMENT = /(?:^#.*\r?\n|^[ \t]*\r?\n)*^[^#\s].*$/gm;

/**
 * Writes a discontinuity before each segment that has another map than the one before, unless there is one. An encoder
 * that begins anew writes its map anew, and its time stamps may begin anew, too, although the server does not say so.
 */
export function markMapChanges(playlist: string): string {
  let map: string | null = null;
  return playlist.replace(SEGMENT, (segment) => {
    const before = map;
    map = MAP.exec(segment)?.[0] ?? before;
    const isMarked = before === null || before === map || DISCONTINUITY.test(segment);
    return isMarked ? segment : `#EXT-X-DISCONTINUITY\n${segment}`;
  });
}
