import { bandwidthOf, chooseVariant, type Variant } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';

/** Each switch holds the picture for a moment, so they are not made more often than this. */
const MIN_SWITCH_INTERVAL_MS = 10_000;
/** In bits a second, before anything has been loaded. */
const INITIAL_THROUGHPUT = 1e6;

/** The state of playback when a variant is chosen. */
export interface AbrScene {
  /** In bits a second. */
  readonly throughput: number;
  /** How much is buffered ahead of the picture, in seconds. */
  readonly bufferedS: number;
}

/**
 * Owns the variants of a stream: which ones there are, which one playlists are loaded from, and whether the viewer has
 * selected it or adaptive bitrate selection (ABR) has. The endless playback asks it and carries out the switches.
 */
export class AbrController {
  /** By rising bandwidth; empty where the stream has only one, or while they are not known. */
  variants: readonly Variant[] = [];
  /** The variant that playlists are loaded from; null where there is only one, or none is known yet. */
  variant: Variant | null = null;
  /** The viewer's selection; null for ABR. */
  selected: Variant | null = null;
  #switchedMs = -Infinity;

  constructor(private readonly clock: Pick<Clock, 'steady'>) {}

  /** Takes over the variants of a multivariant playlist, and chooses the one to begin with. */
  begin(variants: readonly Variant[], throughput = INITIAL_THROUGHPUT): Variant | undefined {
    // Variants without a picture are for viewers who have hardly any bandwidth.
    const withPicture = variants.filter(({ resolution }) => resolution !== null);
    this.variants = (withPicture.length > 0 ? withPicture : variants).toSorted(
      (one, other) => bandwidthOf(one) - bandwidthOf(other),
    );
    const [lowest] = this.variants;
    this.variant ??= lowest
      ? (chooseVariant({ variants: this.variants, current: null, throughput, bufferedS: 0 }) ?? null)
      : null;
    return this.variant ?? undefined;
  }

  /** The variant that should be played now; null where there is no choice. */
  wanted(scene: AbrScene): Variant | null {
    if (this.selected || this.variants.length === 0) return this.selected;
    if (this.clock.steady() - this.#switchedMs < MIN_SWITCH_INTERVAL_MS) return this.variant;
    return chooseVariant({ ...scene, current: this.variant, variants: this.variants }) ?? null;
  }

  /** Another variant has replaced the one before. */
  switched(variant: Variant): void {
    this.variant = variant;
    this.#switchedMs = this.clock.steady();
  }

  /** Removes a variant that cannot be loaded. */
  drop(variant: Variant): void {
    this.variants = this.variants.filter((each) => each !== variant);
    if (this.selected === variant) this.selected = null;
  }
}
