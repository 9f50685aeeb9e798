import { codecName } from './media/h264-parameter-sets.ts';
import { DEFAULT_FPS } from './media/segment.ts';
import { peakBitsPerS } from './peak-bit-rate.ts';
import { PICTURE_SIZES, sizeName, type PictureSize } from './picture-size.ts';

const AAC_LC = 'mp4a.40.2';

export interface MultivariantText {
  /** Decoded, with all its knobs. */
  readonly streamName: string;
  readonly segmentMs: number;
  /** How many qualities, beginning with the smallest. */
  readonly variants: number;
  /** The query that was asked with, from `?` on, or nothing. */
  readonly query: string;
}

/** Writes the playlist that names a stream's qualities, each of which is a stream of its own. */
export function writeMultivariantPlaylist(text: MultivariantText): string {
  const query = withoutSignature(text.query);
  const variants = PICTURE_SIZES.slice(0, text.variants).flatMap((size) => [
    `#EXT-X-STREAM-INF:${attributes(size, text.segmentMs)}`,
    `${pathPart(variantName(text.streamName, size))}.m3u8${query}`,
  ]);
  return `${['#EXTM3U', ...variants].join('\n')}\n`;
}

function attributes(size: PictureSize, segmentMs: number): string {
  const codec = codecName({ widthPx: size.width, heightPx: size.height, fps: DEFAULT_FPS });
  return `BANDWIDTH=${peakBitsPerS(size, segmentMs)},RESOLUTION=${sizeName(size)},CODECS="${codec},${AAC_LC}"`;
}

function variantName(streamName: string, size: PictureSize): string {
  const kept = streamName.split('~').filter((setting) => !/^(variants|size)=/.test(setting));
  return [...kept, `size=${sizeName(size)}`].join('~');
}

/** Leaves `~`, `=`, `:` and `,` as people write them in names. */
const pathPart = (name: string): string => encodeURI(name).replace(/[/?#]/g, encodeURIComponent);

/** The other bytes stay as they are. The signature goes, as it is one of another path. */
function withoutSignature(query: string): string {
  const kept = query
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !parameter.startsWith('auth_key='));
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}
