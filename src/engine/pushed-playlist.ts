import type { LevelDetails, Loader, LoaderCallbacks, LoaderContext, PlaylistLoaderConstructor } from 'hls.js';
import { emptyStats } from './hls-loaders.ts';

/** So long ago that hls.js takes it for overdue; 0 would not be, on a page that has just been opened. */
const OVERDUE_MS = -1e6;

/**
 * The playlist that hls.js plays, written by us. Its first request is answered at once; each reload hangs until there
 * is something new, so hls.js reads a change the moment it is pushed, and nothing that has not changed.
 */
export class PushedPlaylist {
  #text = '';
  #version = 0;
  #servedVersion = 0;
  #waiting: PushLoader | null = null;

  /** @param latestDetails what hls.js has read last: it schedules its next reload by that */
  constructor(private readonly latestDetails: () => LevelDetails | null) {}

  push(text: string): void {
    this.#text = text;
    this.#version += 1;
    this.#answer();
  }

  /** What hls.js makes its `pLoader`s of. */
  createLoader(): PlaylistLoaderConstructor {
    const heed = (loader: PushLoader) => {
      this.#waiting = loader;
      // hls.js does not expect to be answered before `load` returns.
      if (this.#servedVersion !== this.#version) queueMicrotask(() => this.#answer());
    };
    return class extends PushLoader {
      constructor() {
        super(heed);
      }
    } as unknown as PlaylistLoaderConstructor;
  }

  #answer(): void {
    const loader = this.#waiting;
    if (!loader || loader.stats.aborted) return;
    this.#waiting = null;
    this.#servedVersion = this.#version;
    // The only half-internal touch: hls.js asks again at once, and hangs again, instead of waiting for a while.
    const details = this.latestDetails();
    if (details) details.requestScheduled = OVERDUE_MS;
    loader.answer(this.#text);
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
    this.stats.loading.start = performance.now() + OVERDUE_MS;
    this.onLoad(this);
  }

  answer(text: string): void {
    const { context, stats } = this;
    if (!context || stats.aborted) return;
    stats.loading.first = stats.loading.end = performance.now();
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
