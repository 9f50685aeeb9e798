import { readAttributes, resolveUri } from './attributes.ts';

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
  /** Whether the audio is in playlists of its own, as `EXT-X-MEDIA` with a URI says. */
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
      variants.push(readVariant(variantUrl, tag));
    }
    tag = null;
  }
  return {
    kind: 'multivariant',
    variants,
    hasSeparateAudio: lines.some((line) => SEPARATE_AUDIO.test(line)),
  };
}

function readVariant(url: string, tag: string): Variant {
  const attributes = readAttributes(tag);
  const bandwidth = parseInt(attributes.get('BANDWIDTH') ?? '', 10);
  const [, width, height] = /^(\d+)x(\d+)$/.exec(attributes.get('RESOLUTION') ?? '') ?? [];
  return {
    url,
    bandwidth: Number.isNaN(bandwidth) ? null : bandwidth,
    resolution: width && height ? { width: Number(width), height: Number(height) } : null,
    codecs: attributes.get('CODECS') ?? null,
  };
}
