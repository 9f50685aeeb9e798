import { joinUrl, nameOf, splitUrl } from '../service/query-string.ts';
import { isSecretName } from '../service/redact.ts';
import type { MediaSegment } from './segment.ts';

/**
 * Two playlists may list the same segment by different URLs: several hosts share the load, a signature in the query
 * changes, and so may a token among the folders. And they may list different segments by the same name: an encoder that
 * fails over begins again with `0.ts`, and one script may serve all segments. So both lists have to agree: a name counts
 * only where it is unique in each of them, and where the times fit; a name that leaves more of the URL out counts only
 * where the segment beside it agrees.
 */

/** What is left out of a path with its query, from little to much. */
const NAMINGS: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => path.replace(/\?.*/s, ''),
  (path) => path.replace(LONG_FOLDER, '/'),
];

/** Whether a known segment may be the same by its time. @param isWhole whether no part of the URL was left out */
export type FitsInTime<Segment, Known> = (segment: Segment, known: Known, isWhole: boolean) => boolean;

/**
 * Finds each segment of a playlist among those of another one.
 *
 * @returns for each segment the known one that it is, or undefined
 */
export function findSame<Segment extends MediaSegment, Known extends MediaSegment>(
  segments: readonly Segment[],
  known: readonly Known[],
  fits: FitsInTime<Segment, Known> = () => true,
): (Known | undefined)[] {
  const places = segments.map(placeOf);
  const knownPlaces = known.map(placeOf);
  for (const [index, naming] of NAMINGS.entries()) {
    const isWhole = index === 0;
    const names = namesOf(places, naming);
    const knownNames = namesOf(knownPlaces, naming);
    if (!names || !knownNames) continue;
    const indexes = new Map(knownNames.map((name, knownIndex) => [name, knownIndex]));
    const found = segments.map((segment, each) => {
      const knownIndex = indexes.get(names[each] ?? '');
      const same = known[knownIndex ?? NaN];
      return knownIndex !== undefined && same && fits(segment, same, isWhole) ? knownIndex : undefined;
    });
    const agreed = isWhole ? found : found.map((same, each) => (isBeside(found, each) ? same : undefined));
    if (agreed.some((same) => same !== undefined)) return agreed.map((same) => known[same ?? NaN]);
  }
  return segments.map(() => undefined);
}

/** Whether the segment before or behind agrees that the two lists go on alike. */
function isBeside(found: readonly (number | undefined)[], index: number): boolean {
  const same = found[index];
  return same !== undefined && (found[index - 1] === same - 1 || found[index + 1] === same + 1);
}

/** Where a segment is, but for the host. It is read once, because each name of the segment is made of it. */
interface Place {
  readonly path: string;
  readonly offsetBytes: number | undefined;
}

const placeOf = ({ url, byteRange }: MediaSegment): Place => ({
  path: pathAndQuery(url),
  offsetBytes: byteRange?.offsetBytes,
});

/** The names of the segments in these places; null where a name is not unique. */
function namesOf(places: readonly Place[], naming: (path: string) => string): string[] | null {
  const names = places.map(({ path, offsetBytes = '' }) => `${naming(path)} ${offsetBytes}`);
  return new Set(names).size === names.length ? names : null;
}

/** A folder whose name is this long may be a token. */
const LONG_FOLDER = /\/[^/?]{8,}(?=\/)/g;

/** Without the host, the fragment and the parameters that are known to be secrets. */
function pathAndQuery(url: string): string {
  const { base, parameters } = splitUrl(url);
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/]*(.*)/is.exec(base)?.[1] ?? base;
  return joinUrl({
    base: path,
    parameters: parameters.filter((each) => !isSecretName(nameOf(each))),
    fragment: '',
  });
}
