import { parseIsoDate } from '../time/parse-instant.ts';
import { readNumber, resolveUri } from './numbers-and-uris.ts';
import type { ByteRange, MediaSegment, SegmentKey, SegmentMap } from './segment.ts';

export interface MediaPlaylist {
  readonly kind: 'media';
  /** `EXT-X-TARGETDURATION`: the duration of the longest segment; 0 if the playlist does not state it. */
  readonly targetDurationMs: number;
  /** `EXT-X-MEDIA-SEQUENCE`: the number of the first segment. */
  readonly mediaSequence: number;
  /** `EXT-X-ENDLIST`: nothing will be added. If it is missing, the text may also have been cut off. */
  readonly isEnded: boolean;
  readonly segments: readonly MediaSegment[];
}

/** What only read-playlist.ts reads: a multivariant playlist, variables, keys and maps. */
const OTHER_TAG = /^#EXT-X-(?:STREAM-INF|DEFINE|KEY|MAP):/;

/** Knows which keys and which map apply to the segments that follow. */
export interface KeysAndMaps {
  /** @param text what follows the tag and its colon */
  read(tag: string, text: string): void;
  /** The keys of the segment with a media sequence number. */
  keysOf(number: number): readonly SegmentKey[];
  readonly map: SegmentMap | null;
}

const NO_KEYS: readonly SegmentKey[] = [];
const MEDIA_TAG = /^#(?:EXTINF:|EXT-X-TARGETDURATION:|EXT-X-ENDLIST)/;

/** The lines of a playlist. `trimStart` also removes a byte order mark. */
export const linesOf = (text: string): readonly string[] => text.trimStart().split(/\r?\n/);

/**
 * Reads a media playlist (RFC 8216), which most playlists are.
 *
 * @returns null for any other text; see `readPlaylist`
 */
export function readPlainPlaylist(text: string, url: string): MediaPlaylist | null {
  const lines = linesOf(text);
  return isMedia(lines) && !lines.some((line) => OTHER_TAG.test(line)) ? readMediaPlaylist(lines, url) : null;
}

/** A text that was cut off after its first line is not an empty playlist: nothing is known about its segments. */
export const isMedia = (lines: readonly string[]): boolean =>
  isPlaylist(lines) && lines.some((line) => MEDIA_TAG.test(line));

export const isPlaylist = ([first = '']: readonly string[]): boolean => first.startsWith('#EXTM3U');

/** @param keys null where no key and no map is stated */
export function readMediaPlaylist(
  lines: readonly string[],
  url: string,
  keys: KeysAndMaps | null = null,
): MediaPlaylist {
  const mediaSequence = numberAfter('#EXT-X-MEDIA-SEQUENCE:', lines);
  const reader = new SegmentReader(url, mediaSequence, keys);
  // No line end follows the last line, so it may have been cut off. Half a URI would request a file that does not
  // exist; a playlist that is not ended is read again anyway.
  for (const line of lines.slice(0, -1)) reader.read(line.trim());
  return {
    kind: 'media',
    targetDurationMs: numberAfter('#EXT-X-TARGETDURATION:', lines, MAX_DURATION_S) * 1000,
    mediaSequence,
    isEnded: lines.some((line) => line.startsWith('#EXT-X-ENDLIST')),
    segments: reader.segments,
  };
}

/** Longer segments and larger files are mistakes. */
const MAX_DURATION_S = 86_400;
const MAX_FILE_BYTES = 2 ** 50;

/** The number that a tag states; 0 if it states none. */
const numberAfter = (tag: string, lines: readonly string[], most?: number): number =>
  Math.trunc(readNumber(lines.find((line) => line.startsWith(tag))?.slice(tag.length), most) ?? 0);

/** What the tags have said about the segment whose URI comes next. */
interface PendingTags {
  readonly durationMs: number;
  readonly date: number | null;
  readonly isDiscontinuity: boolean;
  readonly isGap: boolean;
  readonly byteRange: string | null;
}

const NO_TAGS: PendingTags = {
  durationMs: 0,
  date: null,
  isDiscontinuity: false,
  isGap: false,
  byteRange: null,
};

/**
 * Reads the lines of a playlist one by one. A tag applies to the next segment; a key or a map applies to all segments
 * that follow.
 */
class SegmentReader {
  readonly segments: MediaSegment[] = [];
  #pending = NO_TAGS;
  #number: number;

  constructor(
    private readonly baseUrl: string,
    firstNumber: number,
    private readonly keys: KeysAndMaps | null,
  ) {
    this.#number = firstNumber;
  }

  read(line: string): void {
    if (line.startsWith('#')) this.#readTag(line);
    else if (line !== '') this.#finish(line);
  }

  #readTag(line: string): void {
    const [tag, value] = cutAtColon(line);
    const pending = this.#pending;
    switch (tag) {
      case '#EXTINF':
        this.#pending = {
          ...pending,
          durationMs: Math.round((readNumber(value, MAX_DURATION_S) ?? 0) * 1e6) / 1e3,
        };
        break;
      case '#EXT-X-PROGRAM-DATE-TIME':
        this.#pending = { ...pending, date: parseIsoDate(value) };
        break;
      case '#EXT-X-DISCONTINUITY':
        this.#pending = { ...pending, isDiscontinuity: true };
        break;
      case '#EXT-X-GAP':
        this.#pending = { ...pending, isGap: true };
        break;
      case '#EXT-X-BYTERANGE':
        this.#pending = { ...pending, byteRange: value };
        break;
      default:
        this.keys?.read(tag, value);
    }
  }

  #finish(uri: string): void {
    const { byteRange, ...pending } = this.#pending;
    const number = this.#number++;
    const url = resolveUri(uri, this.baseUrl);
    const range = byteRange === null ? null : readByteRange(byteRange, url, this.segments.at(-1));
    const isSegment = url !== null && pending.durationMs > 0 && range !== undefined;
    this.#pending = isSegment ? NO_TAGS : { ...NO_TAGS, isDiscontinuity: pending.isDiscontinuity };
    if (!isSegment) return;
    this.segments.push({
      ...pending,
      url,
      byteRange: range,
      keys: this.keys?.keysOf(number) ?? NO_KEYS,
      map: this.keys?.map ?? null,
    });
  }
}

function cutAtColon(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
}

/**
 * Reads a part of a file. One without an offset begins where that of the segment before ends (§ 4.3.2.2).
 *
 * @returns undefined if it cannot be read
 */
function readByteRange(
  text: string,
  url: string | null,
  previous: MediaSegment | undefined,
): ByteRange | undefined {
  const [length, offset] = text.split('@', 2);
  const before = previous?.url === url ? previous.byteRange : null;
  const impliedBytes = before ? before.offsetBytes + before.lengthBytes : 0;
  const lengthBytes = readNumber(length, MAX_FILE_BYTES);
  const offsetBytes = offset === undefined ? impliedBytes : readNumber(offset, MAX_FILE_BYTES);
  return lengthBytes && offsetBytes !== null ? { offsetBytes, lengthBytes } : undefined;
}
