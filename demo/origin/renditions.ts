import { PICTURE_SIZES, sizeName, type Knobs, type PictureSize } from './knobs.ts';

/** One variant that a multivariant playlist lists. It is a stream of its own. */
export interface VariantStream {
  /** Decoded, with all knobs. */
  readonly name: string;
  readonly size: PictureSize;
  readonly isHevc: boolean;
}

/** The streams that a multivariant playlist leads to. */
export interface Renditions {
  readonly variants: readonly VariantStream[];
  /** Whether the attribute `CODECS` states the codecs of the variants. */
  readonly areCodecsStated: boolean;
  /** The name of the stream with the sound; null if the sound is with the picture. */
  readonly audio: string | null;
  /** The name of the stream with the subtitles; null if there are none. */
  readonly subtitles: string | null;
}

/** Finds the streams that the multivariant playlist of a stream leads to; null for a stream with a media playlist. */
export function renditionsOf(streamName: string, knobs: Knobs): Renditions | null {
  const { variants, size, audio, subtitles, hevc } = knobs;
  const isSeparate = audio === 'separate';
  const hasSubtitles = subtitles === 'on';
  const hasBoth = hevc === 'first' || hevc === 'unstated';
  if (variants === undefined && !isSeparate && !hasSubtitles && !hasBoth) return null;
  const sizes = variants === undefined ? [size] : PICTURE_SIZES.slice(0, variants);
  const sound = isSeparate ? ['audio=none'] : [];
  const inCodec = (isHevc: boolean): VariantStream[] =>
    sizes.map((each) => {
      const settings = [`size=${sizeName(each)}`, ...sound, ...(isHevc ? ['hevc=only'] : [])];
      return { name: withSettings(streamName, settings), size: each, isHevc };
    });
  return {
    variants: [...(hevc === 'off' ? [] : inCodec(true)), ...(hevc === 'only' ? [] : inCodec(false))],
    areCodecsStated: hevc !== 'unstated',
    audio: isSeparate ? withSettings(streamName, ['audio=only']) : null,
    subtitles: hasSubtitles ? withSettings(streamName, ['subtitles=only']) : null,
  };
}

/** The names of all streams that a multivariant playlist leads to. */
export const namesOf = ({ variants, audio, subtitles }: Renditions): string[] =>
  [...variants.map(({ name }) => name), audio, subtitles].filter((name) => name !== null);

/** The name of a stream that a multivariant playlist lists: it sets none of the knobs that make such a playlist. */
function withSettings(streamName: string, settings: readonly string[]): string {
  const kept = streamName
    .split('~')
    .filter((setting) => !/^(variants|size|audio|subtitles|hevc)=/.test(setting));
  return [...kept, ...settings].join('~');
}
