import { readAttributes, resolveUri } from './attributes.ts';
import type { SegmentKey, SegmentMap, TimedSegment } from './segment.ts';

const IDENTITY = 'identity';

/** Follows which keys and which map are in effect from line to line of a playlist. */
export class KeyReader {
  map: SegmentMap | null = null;
  #keys: readonly SegmentKey[] = [];

  constructor(private readonly baseUrl: string) {}

  read(tag: string, line: string): void {
    if (tag === '#EXT-X-KEY') this.#readKey(line);
    // A map is under the keys in effect where it stands, whatever comes between it and the segment (§ 4.3.2.4).
    if (tag === '#EXT-X-MAP') this.map = { tag: this.#withAbsoluteUri(line), keys: this.#keys };
  }

  /** The keys of the segment with this number. Numbers change when the playlist is written anew; an IV must not. */
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

/** Without an IV of its own, a segment's is its number (RFC 8216 § 5.2). */
const isIvImplied = ({ format, tag }: SegmentKey): boolean => format === IDENTITY && !/[:,]IV=/.test(tag);

const NO_KEY = '#EXT-X-KEY:METHOD=NONE';

/** The tags of keys and of the map that are not in effect yet. */
export function keyAndMapTags(previous: TimedSegment | null, { keys, map }: TimedSegment): string[] {
  const lines: string[] = [];
  let inEffect = previous?.keys ?? [];
  const change = (to: readonly SegmentKey[]) => {
    lines.push(...keyChanges(inEffect, to));
    inEffect = to;
  };
  if (map && !isSameMap(map, previous?.map)) {
    change(map.keys);
    lines.push(map.tag);
  }
  change(keys);
  return lines;
}

function isSameMap(one: NonNullable<TimedSegment['map']>, other: TimedSegment['map'] | undefined): boolean {
  return one.tag === other?.tag && keyChanges(one.keys, other.keys).length === 0;
}

function keyChanges(from: readonly SegmentKey[], to: readonly SegmentKey[]): string[] {
  const isLeft = from.some((key) => !to.some(({ format }) => format === key.format));
  // The one way to be rid of a key is to be rid of all.
  const inEffect = isLeft ? [] : from;
  const added = to.filter((key) => !inEffect.some(({ tag }) => tag === key.tag)).map(({ tag }) => tag);
  return isLeft ? [NO_KEY, ...added] : added;
}
