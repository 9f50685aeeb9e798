import type Hls from 'hls.js';
import type { Level } from 'hls.js';
import type { Variant } from '../core/index.ts';
import type { HlsClass, SelectableVariants } from './engine.ts';

/**
 * The levels of hls.js as variants of the stream. hls.js itself leaves out what the browser cannot decode, and switches by
 * bandwidth; a viewer's selection outlives the playlist, because each far seek loads another one. The direct engine owns it.
 */
export class HlsLevels implements SelectableVariants {
  /** By rising bandwidth; empty where there is only one. */
  variants: readonly Variant[] = [];
  selected: Variant | null = null;
  #hls: Hls | null = null;

  /** The variant of the picture. */
  get variant(): Variant | null {
    return this.variants[this.#hls?.currentLevel ?? -1] ?? null;
  }

  /** Follows another hls.js. */
  follow(hls: Hls, { Events }: HlsClass, onUpdate: () => void): void {
    this.#hls = hls;
    hls.on(Events.MANIFEST_PARSED, (_, { levels }) => this.#read(levels));
    hls.on(Events.LEVELS_UPDATED, (_, { levels }) => this.#read(levels));
    hls.on(Events.LEVEL_SWITCHED, onUpdate);
  }

  /** @param variant null to choose by the bandwidth of the network */
  select(variant: Variant | null): void {
    this.selected = variant;
    if (this.#hls) this.#hls.nextLevel = this.#index;
  }

  /** Of the selected variant; -1 where there is none. */
  get #index(): number {
    return this.selected ? this.variants.indexOf(this.selected) : -1;
  }

  #read(levels: readonly Level[]): void {
    const hls = this.#hls;
    const read = levels.length > 1 ? levels.map(variantOf) : [];
    const isSame =
      read.length === this.variants.length && read.every((each, i) => isAlike(each, this.variants[i]));
    // The page compares variants by identity.
    if (!isSame) this.variants = read.map((each) => this.variants.find((old) => isAlike(each, old)) ?? each);
    if (this.#index < 0) this.selected = null;
    else if (hls) hls.loadLevel = hls.startLevel = this.#index;
  }
}

const variantOf = ({ uri, bitrate, width, height, attrs }: Level): Variant => ({
  url: uri,
  bandwidth: bitrate || null,
  resolution: width && height ? { width, height } : null,
  codecs: attrs.CODECS ?? null,
});

/** Whether two variants are the same one, of which the playlists of two seeks tell two URLs. */
const isAlike = (one: Variant, other: Variant | undefined): boolean =>
  one.bandwidth === other?.bandwidth &&
  one.codecs === other.codecs &&
  one.resolution?.height === other.resolution?.height;
