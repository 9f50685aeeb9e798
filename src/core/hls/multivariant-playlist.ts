import { readAttributes, resolveUri } from './attributes.ts';

/** One of the qualities that a stream comes in. */
export interface Variant {
  /** Absolute. */
  readonly url: string;
  /** Bits a second at most; null where it is not said. */
  readonly bandwidth: number | null;
  /** In pixels. */
  readonly resolution: { readonly width: number; readonly height: number } | null;
  /** As in `MediaSource.isTypeSupported`. */
  readonly codecs: string | null;
}

export interface MultivariantPlaylist {
  readonly kind: 'multivariant';
  /** In the playlist's order. */
  readonly variants: readonly Variant[];
  /** Sound comes in playlists of its own. */
  readonly hasSeparateAudio: boolean;
}

const STREAM_TAG = '#EXT-X-STREAM-INF:';
const SEPARATE_AUDIO = /^#EXT-X-MEDIA:(?=.*TYPE=AUDIO)(?=.*[,:]URI=)/;

export function readMultivariantPlaylist(lines: readonly string[], url: string): MultivariantPlaylist {
  const variants: Variant[] = [];
  let tag: string | null = null;
  for (const line of lines.map((each) => each.trim())) {
    if (line.startsWith(STREAM_TAG)) tag = line;
    if (line === '' || line.startsWith('#')) continue;
    const variantUrl = resolveUri(line, url);
    if (tag !== null && variantUrl !== null) {
      variants.push(readVariant(variantUrl, tag.slice(STREAM_TAG.length)));
    }
    tag = null;
  }
  return {
    kind: 'multivariant',
    variants,
    hasSeparateAudio: lines.some((line) => SEPARATE_AUDIO.test(line)),
  };
}

function readVariant(url: string, text: string): Variant {
  const attributes = readAttributes(text);
  const bandwidth = parseInt(attributes.get('BANDWIDTH') ?? '', 10);
  const [, width, height] = /^(\d+)x(\d+)$/.exec(attributes.get('RESOLUTION') ?? '') ?? [];
  return {
    url,
    bandwidth: Number.isNaN(bandwidth) ? null : bandwidth,
    resolution: width && height ? { width: Number(width), height: Number(height) } : null,
    codecs: attributes.get('CODECS') ?? null,
  };
}
