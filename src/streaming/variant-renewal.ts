import type { Playlist, Variant } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import { fileNameOf, READ_AGAIN_AFTER_MS } from '../network/ended-urls.ts';

// Most servers do not refuse a variant. The window loader loads this file on demand.

/**
 * Finds where variants are now whose URLs have ended, such as by a token: it reads the multivariant playlist again. The
 * URLs that were read first stay the names of the variants. The window loader owns one, from the first refusal on.
 */
export class VariantRenewal {
  /** Those of the playlist that was read last. */
  #variants: readonly Variant[] = [];
  /** In steady milliseconds. */
  #readMs = -Infinity;

  /** @param load loads the multivariant playlist */
  constructor(
    private readonly clock: Pick<Clock, 'steady'>,
    private readonly load: (signal: AbortSignal) => Promise<Playlist | null>,
  ) {}

  newest(variant: Variant): string {
    const same = this.#variants.filter((each) => isAlike(each, variant));
    // Variants may differ by nothing but their names.
    return (same.find(({ url }) => fileNameOf(url) === fileNameOf(variant.url)) ?? same[0] ?? variant).url;
  }

  /**
   * Reads the multivariant playlist again, unless it has just been read.
   *
   * @param refused the URL that was requested for the variant
   * @returns whether the variant has another URL now
   */
  async renew(variant: Variant, refused: string, signal: AbortSignal): Promise<boolean> {
    if (this.newest(variant) === refused && this.clock.steady() - this.#readMs >= READ_AGAIN_AFTER_MS) {
      const playlist = await this.load(signal);
      this.#readMs = this.clock.steady();
      if (playlist?.kind === 'multivariant') this.#variants = playlist.variants;
    }
    return this.newest(variant) !== refused;
  }
}

const isAlike = (one: Variant, other: Variant): boolean =>
  one.bandwidth === other.bandwidth &&
  one.codecs === other.codecs &&
  one.resolution?.width === other.resolution?.width &&
  one.resolution?.height === other.resolution?.height;
