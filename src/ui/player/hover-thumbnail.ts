import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import type { Thumbnail } from '../../session/session.ts';
import type { InstantPicture } from '../timeline/instant-picture.ts';

/**
 * Loads the thumbnail of the instant that the pointer is at on the timeline. The player tells it where the pointer is
 * and passes the thumbnail on to the control bar.
 */
export class HoverThumbnail implements ReactiveController {
  /** The last thumbnail that was loaded; undefined before the first one and when the pointer has left. */
  shown: InstantPicture | undefined;
  #request = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly load: (at: UnixMs, signal: AbortSignal) => Promise<Thumbnail | null>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pointAt(null);
  }

  /** @param at null when the pointer has left the timeline */
  pointAt(at: UnixMs | null): void {
    this.#request.abort();
    this.#request = new AbortController();
    if (at === null) this.#show(undefined);
    else void this.#load(at, this.#request.signal);
  }

  async #load(at: UnixMs, signal: AbortSignal): Promise<void> {
    const thumbnail = await this.load(at, signal).catch(() => null);
    if (signal.aborted || !thumbnail) return;
    this.#show({ at: thumbnail.at, image: thumbnail.bitmap });
  }

  #show(shown: InstantPicture | undefined): void {
    if (shown === this.shown) return;
    this.shown = shown;
    this.host.requestUpdate();
  }
}
