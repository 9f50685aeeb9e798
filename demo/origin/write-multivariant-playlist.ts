import { sizeName, type Knobs, type PictureSize } from './knobs.ts';
import { codecName } from './media/h264-parameter-sets.ts';
import { hevcCodecName } from './media/hevc-parameter-sets.ts';
import { DEFAULT_FPS } from './media/segment.ts';
import type { Renditions, VariantStream } from './renditions.ts';
import { peakBitsPerS } from './write-playlist.ts';

const AAC_LC = 'mp4a.40.2';
/** Variants in H.265 state more bits than those in H.264: whoever chooses by bandwidth alone chooses them. */
const HEVC_SHARE = 1.25;

export interface MultivariantPlaylistSpec extends Renditions {
  readonly knobs: Pick<Knobs, 'segmentMs' | 'profile' | 'hasBPictures'>;
  /** The query of the request, from `?` on, or an empty text. */
  readonly query: string;
}

/** Writes a multivariant playlist by RFC 8216. All that it lists are streams of their own. */
export function writeMultivariantPlaylist(spec: MultivariantPlaylistSpec): string {
  const query = withoutSignature(spec.query);
  const uriOf = (name: string): string => `${pathPart(name)}.m3u8${query}`;
  const media = (type: string, name: string, attributes: string): string =>
    `#EXT-X-MEDIA:TYPE=${type},GROUP-ID="${type.toLowerCase()}",${attributes},URI="${uriOf(name)}"`;
  const { audio, subtitles } = spec;
  const lines = [
    '#EXTM3U',
    ...(audio === null ? [] : [media('AUDIO', audio, SOUND_ATTRIBUTES)]),
    ...(subtitles === null ? [] : [media('SUBTITLES', subtitles, SUBTITLE_ATTRIBUTES)]),
    ...spec.variants.flatMap((variant) => [
      `#EXT-X-STREAM-INF:${attributesOf(variant, spec)}`,
      uriOf(variant.name),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

const SOUND_ATTRIBUTES = 'NAME="Sound",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES';
const SUBTITLE_ATTRIBUTES = 'NAME="Clock",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES';

function attributesOf(
  { size, isHevc }: VariantStream,
  { knobs, areCodecsStated, audio, subtitles }: MultivariantPlaylistSpec,
): string {
  const peak = Math.ceil(peakBitsPerS(size, knobs.segmentMs) * (isHevc ? HEVC_SHARE : 1));
  return [
    `BANDWIDTH=${peak}`,
    `RESOLUTION=${sizeName(size)}`,
    ...(areCodecsStated ? [`CODECS="${videoCodec(size, isHevc, knobs)},${AAC_LC}"`] : []),
    ...(audio === null ? [] : ['AUDIO="audio"']),
    ...(subtitles === null ? [] : ['SUBTITLES="subtitles"']),
  ].join(',');
}

function videoCodec(
  { width, height }: PictureSize,
  isHevc: boolean,
  { profile, hasBPictures }: MultivariantPlaylistSpec['knobs'],
): string {
  const format = { widthPx: width, heightPx: height, fps: DEFAULT_FPS };
  if (isHevc) return hevcCodecName(format);
  return codecName({ ...format, profile: hasBPictures ? 'main' : profile });
}

/** Encodes a name for a path, and leaves `~`, `=`, `:` and `,` readable. */
const pathPart = (name: string): string => encodeURI(name).replace(/[/?#]/g, encodeURIComponent);

/** Removes the signature, which is valid for another path, and leaves all other bytes of the query as they are. */
function withoutSignature(query: string): string {
  const kept = query
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !parameter.startsWith('auth_key='));
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}
