import { readAttributes, writeAttributes } from './attributes.ts';
import { resolveUri } from './numbers-and-uris.ts';
import type { KeysAndMaps } from './media-playlist.ts';
import type { SegmentKey, SegmentMap } from './segment.ts';

const IDENTITY = 'identity';
/** More formats than there are. Each segment has a key of each. */
const MAX_FORMATS = 16;

/**
 * Tracks which keys and which map apply, from line to line of a playlist. The reader of media playlists feeds it every
 * tag that it does not know itself.
 */
export class KeyReader implements KeysAndMaps {
  map: SegmentMap | null = null;
  #keys: readonly SegmentKey[] = [];

  constructor(private readonly baseUrl: string) {}

  /** @param text the attribute list of the tag */
  read(tag: string, text: string): void {
    if (tag === '#EXT-X-KEY') this.#readKey(text);
    // A map needs the keys that apply at its own line, whatever keys follow before the segment (§ 4.3.2.4).
    if (tag === '#EXT-X-MAP') this.map = { tag: this.#write(tag, readAttributes(text)), keys: this.#keys };
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

  #readKey(text: string): void {
    const attributes = readAttributes(text);
    const isNone = attributes.get('METHOD') === 'NONE';
    const format = attributes.get('KEYFORMAT') ?? IDENTITY;
    const others = this.#keys.filter((key) => key.format !== format).slice(1 - MAX_FORMATS);
    this.#keys = isNone ? [] : [...others, { format, tag: this.#write('#EXT-X-KEY', attributes) }];
  }

  /** Writes a tag with an absolute URI. */
  #write(tag: string, attributes: Map<string, string>): string {
    const uri = attributes.get('URI');
    if (uri !== undefined) attributes.set('URI', resolveUri(uri, this.baseUrl) ?? uri);
    return `${tag}:${writeAttributes(attributes)}`;
  }
}

/** Whether the IV is the media sequence number of the segment (RFC 8216 § 5.2). */
const isIvImplied = ({ format, tag }: SegmentKey): boolean => format === IDENTITY && !tag.includes(',IV=');
