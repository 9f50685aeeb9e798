import { linesOf } from '../core/hls/media-playlist.ts';
import { NO_VARIABLES, replaceVariables, type Variables } from '../core/hls/variables.ts';
import { parseIsoDate } from '../core/time/parse-instant.ts';
import { markMapChanges } from './mark-map-changes.ts';

const DATE = '#EXT-X-PROGRAM-DATE-TIME:';

/** What the newest multivariant playlist has defined that each owner of loaders has loaded. */
const definedFor = new WeakMap<object, Variables>();

/**
 * A playlist of the service in the words of hls.js: the light build knows no variables, browsers differ in the dates that
 * they read, and not every server marks where an encoder begins anew. The loaders load this on demand, for a text that
 * needs it.
 *
 * @param owner whose playlists belong together: media playlists import variables of the multivariant one
 */
export function standardPlaylist(text: string, url: string, owner: object): string {
  const { lines, variables } = replaceVariables(linesOf(text), url, definedFor.get(owner) ?? NO_VARIABLES);
  if (text.includes('#EXT-X-STREAM-INF')) definedFor.set(owner, variables);
  return markMapChanges(lines.map(withStandardDate).join('\n'));
}

function withStandardDate(line: string): string {
  if (!line.startsWith(DATE)) return line;
  const at = parseIsoDate(line.slice(DATE.length));
  return at === null ? line : DATE + new Date(at).toISOString();
}
