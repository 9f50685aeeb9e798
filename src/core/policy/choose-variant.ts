import type { Variant } from '../hls/multivariant-playlist.ts';

export interface VariantScene {
  /** At least one. */
  readonly variants: readonly Variant[];
  /** The one that plays; null before there is any. */
  readonly current: Variant | null;
  /** What loads have brought lately, in bits a second. */
  readonly throughput: number;
  /** How much is buffered ahead of the picture, in seconds. */
  readonly bufferedS: number;
}

/** A variant may need so much of what the network brings. */
const SAFE_SHARE = 0.8;
/** To go up takes more room than to stay, or else it would be up and down by turns. */
const UP_SHARE = 0.6;
/** With so much buffered, a slow moment of the network passes unseen. */
const COMFORT_S = 8;

/** Which variant to play: the best that the network carries, and the one that plays unless there is a need to change. */
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

/** What does not say how much it needs is the last to be tried. */
export const bandwidthOf = ({ bandwidth }: Variant): number => bandwidth ?? Number.MAX_VALUE;
