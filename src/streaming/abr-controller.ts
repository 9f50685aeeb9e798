import { bandwidthOf, chooseVariant, type Variant } from '../core/index.ts';

/** A change holds the picture for a moment, so there are not many of them. */
const LEAST_BETWEEN_MS = 10_000;

/** The same one each time, so that it is no change. */
export const NO_QUALITIES: readonly Variant[] = [];

/** What can be said of playback when a quality is chosen. */
export interface QualityScene {
  readonly current: Variant | null;
  /** In bits a second. */
  readonly throughput: number;
  /** How much is buffered ahead of the picture, in seconds. */
  readonly bufferedS: number;
}

/** The qualities that a stream comes in, and which of them to play. */
export class AbrController {
  /** From the least bandwidth to the most; none where the stream comes in one only. */
  all = NO_QUALITIES;
  /** The viewer's choice; null to go by what the network brings. */
  chosen: Variant | null = null;
  #changedMs = -Infinity;

  /** Which one to begin with. */
  begin(variants: readonly Variant[], throughput: number): Variant | undefined {
    // What has no picture is for those who have hardly any network at all.
    const pictures = variants.filter(({ resolution }) => resolution !== null);
    this.all = (pictures.length > 0 ? pictures : variants).toSorted(
      (one, other) => bandwidthOf(one) - bandwidthOf(other),
    );
    return this.all[0] && chooseVariant({ variants: this.all, current: null, throughput, bufferedS: 0 });
  }

  /** Which one to play now. */
  wanted(scene: QualityScene): Variant | null {
    if (this.chosen || this.all.length === 0) return this.chosen;
    if (performance.now() - this.#changedMs < LEAST_BETWEEN_MS) return scene.current;
    return chooseVariant({ ...scene, variants: this.all }) ?? null;
  }

  changed(): void {
    this.#changedMs = performance.now();
  }

  /** One that cannot be played. */
  drop(variant: Variant): void {
    this.all = this.all.filter((each) => each !== variant);
    if (this.chosen === variant) this.chosen = null;
  }
}
