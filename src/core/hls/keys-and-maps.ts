import { readAttributes, resolveUri } from './attributes.ts';
import type { SegmentKey, SegmentMap, TimedSegment } from './segment.ts';

const IDENTITY = 'identity';

/**
 * Tracks which keys and which map apply, from line to line of a playlist. The reader of media playlists feeds it every
 * tag that it does not know itself.
 */
export class KeyReader {
  map: SegmentMap | null = null;
  #keys: readonly SegmentKey[] = [];

  constructor(private readonly baseUrl: string) {}

  read(tag: string, line: string): void {
    if (tag === '#EXT-X-KEY') this.#readKey(line);
    // A map needs the keys that apply at its own line, whatever keys follow before the segment (§ 4.3.2.4).
    if (tag === '#EXT-X-MAP') this.map = { tag: this.#withAbsoluteUri(line), keys: this.#keys };
  }

  /**
   * The keys of the segment with a media sequence number. An IV that is not stated is this number, so it is made
   * explicit here: in the playlist that we write, the segment has another number.
   */
  keysOf(number: number): readonly SegmentKey[] {
    if (!this.#keys.some(isIvImplied)) return this.#keys;
    const iv = `,IV=0x${number.toString(16).padStart(32, '0')}`;
    return this.#keys.map((key) => (isIvImplied(key) ? { ...key, tag: key.tag + iv } : key));
  }

  #readKey(line: string): void {
    const attributes = readAttributes(line);
    const isNone = attributes.get('METHOD') === 'NONE';
    const format = attributes.get('KEYFORMAT') ?? IDENTITY;
    const others = this.#keys.filter((key) => key.format !== format);
    this.#keys = isNone ? [] : [...others, { format, tag: this.#withAbsoluteUri(line) }];
  }

  #withAbsoluteUri(line: string): string {
    return line.replace(/([:,]URI=")([^"]*)"/, (_, start: string, uri: string) => {
      return `${start}${resolveUri(uri, this.baseUrl) ?? uri}"`;
    });
  }
}

/** Whether the IV is the media sequence number of the segment (RFC 8216 § 5.2). */
const isIvImplied = ({ format, tag }: SegmentKey): boolean => format === IDENTITY && !/[:,]IV=/.test(tag);

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
