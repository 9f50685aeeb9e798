import { mediaClockMs } from './media-clock.ts';
import { listen, type Said } from './said.ts';
import { StretchWatch, type Stretch } from './stretch.ts';

/** Looks on while a player plays. */
export class Watcher {
  #stretch: StretchWatch | null = null;
  #said: Said | null = null;

  constructor(private readonly video: () => HTMLVideoElement | null) {}

  /** Listens to the container's element from now on. */
  listen({ firstElementChild: element }: HTMLElement): void {
    if (element) this.#said = listen(element);
  }

  get said(): Said {
    return this.#said ?? { holes: [], warnings: [], errors: [] };
  }

  /** Forgets the stretch before. */
  begin(): void {
    this.#stretch?.stop();
    this.#stretch = new StretchWatch(this.#playing);
  }

  /** What was seen since the beginning of the stretch. */
  get stretch(): Stretch {
    if (!this.#stretch) throw new Error('No stretch has begun.');
    return this.#stretch.soFar;
  }

  mediaClockMs(): Promise<number | null> {
    return mediaClockMs(this.#playing);
  }

  playAt(rate: number): void {
    this.#playing.playbackRate = rate;
  }

  get #playing(): HTMLVideoElement {
    const video = this.video();
    if (!video) throw new Error('There is no video.');
    return video;
  }
}
