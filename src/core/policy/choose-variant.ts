import type { Variant } from '../hls/multivariant-playlist.ts';

/** What {@link chooseVariant} decides from. */
export interface VariantScene {
  /** In the order of the playlist, which may be any. */
  readonly variants: readonly Variant[];
  /** The variant that plays; null before the first one is chosen. */
  readonly current: Variant | null;
  /** The estimated bandwidth of the network, in bits a second. */
  readonly throughput: number;
  /** How much media is buffered ahead of the playhead, in seconds. */
  readonly bufferedS: number;
}

/** A variant may use at most this share of the throughput. */
const SAFE_SHARE = 0.8;
/** Switching up needs more room than staying: otherwise the player would switch up and down again and again. */
const UP_SHARE = 0.6;
/** With this much media in the buffer, a slow moment of the network does not interrupt playback. */
const COMFORT_S = 8;

/**
 * Chooses the variant to play: the best one that the network can deliver. The current variant stays unless a lower one
 * is needed before the buffer runs out, or the network leaves ample room for a higher one.
 *
 * @returns undefined if there are no variants
 */
export function chooseVariant({
  variants,
  current,
  throughput,
  bufferedS,
}: VariantScene): Variant | undefined {
  const rising = variants.toSorted((one, other) => bandwidthOf(one) - bandwidthOf(other));
  const bestWithin = (share: number) =>
    rising.findLast((each) => bandwidthOf(each) <= throughput * share) ?? rising[0];
  const safe = bestWithin(SAFE_SHARE);
  if (!current || !safe) return safe;
  const isDown = bandwidthOf(safe) < bandwidthOf(current);
  if (isDown) return bufferedS < COMFORT_S ? safe : current;
  const higher = bestWithin(UP_SHARE);
  const isUp = higher !== undefined && bandwidthOf(higher) > bandwidthOf(current);
  return isUp && bufferedS >= COMFORT_S ? higher : current;
}

/** A variant without a `BANDWIDTH` counts as the most demanding one, so it is tried last. */
export const bandwidthOf = ({ bandwidth }: Variant): number => bandwidth ?? Number.MAX_VALUE;
