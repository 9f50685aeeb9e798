import type { SegmentKey, TimedSegment } from './segment.ts';

const END_OF_KEYS = '#EXT-X-KEY:METHOD=NONE';

/** Returns the tags to write before a segment, so that its keys and its map apply instead of the previous ones. */
export function keyAndMapTags(previous: TimedSegment | null, { keys, map }: TimedSegment): string[] {
  const lines: string[] = [];
  let applied = previous?.keys ?? [];
  const apply = (to: readonly SegmentKey[]) => {
    lines.push(...keyChanges(applied, to));
    applied = to;
  };
  if (map && !isSameMap(map, previous?.map)) {
    apply(map.keys);
    lines.push(map.tag);
  }
  apply(keys);
  return lines;
}

/** Two maps with the same tag differ if one of them needs other keys. */
function isSameMap(one: NonNullable<TimedSegment['map']>, other: TimedSegment['map'] | undefined): boolean {
  return one.tag === other?.tag && keyChanges(one.keys, other.keys).length === 0;
}

/** Returns the tags that replace one set of keys by another. */
function keyChanges(from: readonly SegmentKey[], to: readonly SegmentKey[]): string[] {
  const isAnyEnded = from.some((key) => !to.some(({ format }) => format === key.format));
  // METHOD=NONE is the only way to end a key, and it ends the keys of all formats.
  const applied = isAnyEnded ? [] : from;
  const added = to.filter((key) => !applied.some(({ tag }) => tag === key.tag)).map(({ tag }) => tag);
  return isAnyEnded ? [END_OF_KEYS, ...added] : added;
}
