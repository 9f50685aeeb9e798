import { parseIsoDate } from '../time/parse-instant.ts';
import { resolveUri } from './attributes.ts';
import { KeyReader } from './keys-and-maps.ts';
import type { ByteRange, MediaSegment } from './segment.ts';

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

export function readMediaPlaylist(lines: readonly string[], url: string): MediaPlaylist {
  const mediaSequence = numberAfter('#EXT-X-MEDIA-SEQUENCE:', lines);
  const reader = new SegmentReader(url, mediaSequence);
  // No line end follows the last line, so it may have been cut off. Half a URI would request a file that does not
  // exist; a playlist that is not ended is read again anyway.
  for (const line of lines.slice(0, -1)) reader.read(line.trim());
  return {
    kind: 'media',
    targetDurationMs: numberAfter('#EXT-X-TARGETDURATION:', lines) * 1000,
    mediaSequence,
    isEnded: lines.some((line) => line.startsWith('#EXT-X-ENDLIST')),
    segments: reader.segments,
  };
}

const numberAfter = (tag: string, lines: readonly string[]): number =>
  parseInt(lines.find((line) => line.startsWith(tag))?.slice(tag.length) ?? '', 10) || 0;

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
  readonly #keys: KeyReader;
  #pending = NO_TAGS;
  #number: number;

  constructor(
    private readonly baseUrl: string,
    firstNumber: number,
  ) {
    this.#keys = new KeyReader(baseUrl);
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
        this.#pending = { ...pending, durationMs: Math.round(parseFloat(value) * 1e6) / 1e3 || 0 };
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
        this.#keys.read(tag, line);
    }
  }

  #finish(uri: string): void {
    const { byteRange, ...pending } = this.#pending;
    const number = this.#number++;
    const url = resolveUri(uri, this.baseUrl);
    const isSegment = url !== null && pending.durationMs > 0;
    this.#pending = isSegment ? NO_TAGS : { ...NO_TAGS, isDiscontinuity: pending.isDiscontinuity };
    if (!isSegment) return;
    this.segments.push({
      ...pending,
      url,
      byteRange: byteRange === null ? null : readByteRange(byteRange, url, this.segments.at(-1)),
      keys: this.#keys.keysOf(number),
      map: this.#keys.map,
    });
  }
}

function cutAtColon(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
}

/** A range without an offset begins where the range of the segment before ends (§ 4.3.2.2). */
function readByteRange(text: string, url: string, previous: MediaSegment | undefined): ByteRange {
  const [lengthBytes = 0, offsetBytes] = text.split('@').map(Number);
  const before = previous?.url === url ? previous.byteRange : null;
  const impliedBytes = before ? before.offsetBytes + before.lengthBytes : 0;
  return { offsetBytes: offsetBytes ?? impliedBytes, lengthBytes };
}
