import type { LevelDetails, Loader, LoaderCallbacks, LoaderContext, PlaylistLoaderConstructor } from 'hls.js';
import { emptyStats } from './hls-loaders.ts';

/** So long ago that hls.js takes a reload for overdue; 0 would not be, on a page that has just been opened. */
const OVERDUE_MS = -1e6;

/**
 * Hands the playlist that we write over to hls.js the moment it changes. The first request of hls.js is answered at
 * once; each later request hangs until there is a new playlist, so that hls.js parses each version exactly once. The
 * endless engine owns it.
 */
export class PushedPlaylist {
  /** The text that hls.js has not got yet; null while it has the newest. */
  #text: string | null = null;
  #waiting: PushLoader | null = null;

  /** @param latestDetails the playlist that hls.js has parsed last: it schedules its next reload by that */
  constructor(private readonly latestDetails: () => LevelDetails | null) {}

  push(text: string): void {
    this.#text = text;
    this.#respond();
  }

  /** The class that hls.js takes as its `pLoader`. */
  createLoader(): PlaylistLoaderConstructor {
    const enqueue = (loader: PushLoader) => {
      this.#waiting = loader;
      // hls.js does not expect a response before `load` returns.
      if (this.#text !== null) queueMicrotask(() => this.#respond());
    };
    return class extends PushLoader {
      constructor() {
        super(enqueue);
      }
    } as unknown as PlaylistLoaderConstructor;
  }

  #respond(): void {
    const loader = this.#waiting;
    const text = this.#text;
    if (text === null || !loader || loader.stats.aborted) return;
    this.#waiting = null;
    this.#text = null;
    // Half-internal, as is what `needed-fragments.ts` sets: with it hls.js reloads at once, and the reload hangs again.
    const details = this.latestDetails();
    if (details) details.requestScheduled = OVERDUE_MS;
    loader.respond(text);
  }
}

class PushLoader implements Loader<LoaderContext> {
  context: LoaderContext | null = null;
  readonly stats = emptyStats();
  #callbacks: LoaderCallbacks<LoaderContext> | null = null;

  constructor(private readonly onLoad: (loader: PushLoader) => void) {}

  load(context: LoaderContext, _config: unknown, callbacks: LoaderCallbacks<LoaderContext>): void {
    this.context = context;
    this.#callbacks = callbacks;
    this.stats.loading.start = OVERDUE_MS;
    this.onLoad(this);
  }

  respond(text: string): void {
    const { context, stats } = this;
    if (!context || stats.aborted) return;
    stats.loaded = stats.total = text.length;
    this.#callbacks?.onSuccess({ url: context.url, data: text, code: 200 }, stats, context, null);
  }

  abort(): void {
    this.stats.aborted = true;
  }

  destroy(): void {
    this.abort();
  }
}
