import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import type { Thumbnail } from '../../session/session.ts';
import type { InstantPicture } from '../timeline/instant-picture.ts';

/** The picture of what the pointer is at on the timeline. */
export class HoverThumbnail implements ReactiveController {
  /** Undefined where there are to be none. */
  shown: InstantPicture | undefined;
  #asking = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly ask: (at: UnixMs, signal: AbortSignal) => Promise<Thumbnail | null>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pointAt(null);
  }

  pointAt(at: UnixMs | null): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    if (at === null) this.#set(undefined);
    else void this.#load(at, this.#asking.signal);
  }

  async #load(at: UnixMs, signal: AbortSignal): Promise<void> {
    const picture = await this.ask(at, signal).catch(() => null);
    if (signal.aborted || !picture) return;
    this.#set({ at: picture.at, image: picture.bitmap });
  }

  #set(shown: InstantPicture | undefined): void {
    if (shown === this.shown) return;
    this.shown = shown;
    this.host.requestUpdate();
  }
}
