import { readAttributes } from './attributes.ts';
import { readNumber, resolveUri } from './numbers-and-uris.ts';
import type { Variables } from './variables.ts';

/** One variant of a stream: the same content at some quality. */
export interface Variant {
  /** The absolute URL of its media playlist. */
  readonly url: string;
  /** `BANDWIDTH`: the peak bit rate, in bits a second; null if the playlist does not state it. */
  readonly bandwidth: number | null;
  /** `RESOLUTION`, in pixels; null if the playlist does not state it. */
  readonly resolution: { readonly width: number; readonly height: number } | null;
  /** `CODECS`, as in the argument of `MediaSource.isTypeSupported`; null if the playlist does not state them. */
  readonly codecs: string | null;
}

export interface MultivariantPlaylist {
  readonly kind: 'multivariant';
  /** The variants in the order of the playlist. */
  readonly variants: readonly Variant[];
  /** Whether sound or subtitles are in playlists of their own, as `EXT-X-MEDIA` with a URI says. */
  readonly hasRenditions: boolean;
  /** What its `EXT-X-DEFINE` tags define; its media playlists may import it. */
  readonly variables: Variables;
}

const STREAM_TAG = '#EXT-X-STREAM-INF:';
const MEDIA_TAG = '#EXT-X-MEDIA:';

export function readMultivariantPlaylist(
  lines: readonly string[],
  url: string,
): Omit<MultivariantPlaylist, 'variables'> {
  const variants: Variant[] = [];
  let tag: string | null = null;
  for (const line of lines.map((each) => each.trim())) {
    if (line.startsWith(STREAM_TAG)) tag = line.slice(STREAM_TAG.length);
    if (line === '' || line.startsWith('#')) continue;
    const variantUrl = resolveUri(line, url);
    if (tag !== null && variantUrl !== null) {
      variants.push(readVariant(variantUrl, tag));
    }
    tag = null;
  }
  return {
    kind: 'multivariant',
    variants,
    hasRenditions: lines.some(isRendition),
  };
}

function isRendition(line: string): boolean {
  if (!line.startsWith(MEDIA_TAG)) return false;
  const attributes = readAttributes(line.slice(MEDIA_TAG.length));
  return /^(?:AUDIO|SUBTITLES)$/.test(attributes.get('TYPE') ?? '') && attributes.has('URI');
}

function readVariant(url: string, text: string): Variant {
  const attributes = readAttributes(text);
  const [width, height] = (attributes.get('RESOLUTION') ?? '').split('x').map((each) => readNumber(each));
  return {
    url,
    bandwidth: readNumber(attributes.get('BANDWIDTH')),
    resolution: width && height ? { width, height } : null,
    codecs: attributes.get('CODECS') ?? null,
  };
}
