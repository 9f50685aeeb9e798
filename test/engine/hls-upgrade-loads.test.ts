import { expect } from 'chai';
import type { FragmentLoaderConstructor, Loader, LoaderCallbacks, LoaderContext } from 'hls.js';
import Hls from 'hls.js/light';
import { emptyStats } from '../../src/engine/hls-loaders.ts';
import { until } from '../until.ts';
import { ENDLESS_S, HlsStage, SEGMENT_S } from './hls-stage.ts';
import { ownStream } from '../session/own-stream.ts';

const { Events } = Hls;
const { HAVE_NOTHING, HAVE_CURRENT_DATA } = HTMLMediaElement;
const CHUNK_BYTES = 16_384;
/** The estimate of hls.js before it has loaded anything, in bits a second. */
const FIRST_ESTIMATE = 500_000;

/** Let loads go on that wait for the test. */
let releases: (() => void)[] = [];

/** Loads a segment in chunks. It holds the last chunk back until the test releases it. */
class ChunkLoader implements Loader<LoaderContext> {
  context: LoaderContext | null = null;
  readonly stats = emptyStats();

  load(context: LoaderContext, _config: unknown, callbacks: LoaderCallbacks<LoaderContext>): void {
    this.context = context;
    this.stats.loading.start = performance.now();
    void this.#load(context, callbacks);
  }

  async #load(context: LoaderContext, callbacks: LoaderCallbacks<LoaderContext>): Promise<void> {
    const { stats } = this;
    const { url } = context;
    const body = await (await fetch(url)).arrayBuffer();
    stats.loading.first = performance.now();
    for (let at = 0; at < body.byteLength; at += CHUNK_BYTES) {
      const chunk = body.slice(at, at + CHUNK_BYTES);
      if (at + CHUNK_BYTES >= body.byteLength) await new Promise<void>((resolve) => releases.push(resolve));
      stats.loaded = stats.total += chunk.byteLength;
      callbacks.onProgress?.(stats, context, chunk, null);
    }
    stats.loading.end = performance.now();
    callbacks.onSuccess({ url, data: new ArrayBuffer(), code: 200 }, stats, context, null);
  }

  abort(): void {
    this.stats.aborted = true;
  }

  destroy(): void {
    this.abort();
  }
}

/** Loads a whole segment, and hands it on at the very moment that the test releases it. */
class HeldLoader extends ChunkLoader {
  override load(context: LoaderContext, _config: unknown, callbacks: LoaderCallbacks<LoaderContext>): void {
    const { stats } = this;
    const { url } = context;
    const handOn = (body: ArrayBuffer) => {
      stats.loading.first = stats.loading.end = performance.now();
      stats.loaded = stats.total = body.byteLength;
      callbacks.onProgress?.(stats, context, body, null);
      callbacks.onSuccess({ url, data: new ArrayBuffer(), code: 200 }, stats, context, null);
    };
    stats.loading.start = performance.now();
    void fetch(url)
      .then((answer) => answer.arrayBuffer())
      .then((body) => releases.push(() => handOn(body)));
  }
}

describe('hls.js with our loaders', () => {
  let stage: HlsStage;
  const open = (...args: ConstructorParameters<typeof HlsStage>): HlsStage => (stage = new HlsStage(...args));
  beforeEach(() => (releases = []));
  afterEach(() => stage.destroy());

  it('shows the first picture of a segment before its last chunk has arrived, and then buffers all of it', async () => {
    const { hls, video } = open({ fLoader: ChunkLoader as unknown as FragmentLoaderConstructor });
    const loaded: unknown[] = [];
    hls.on(Events.FRAG_LOADED, (_, { frag }) => loaded.push(frag.sn));
    const buffered = new Promise((resolve) => hls.once(Events.FRAG_BUFFERED, resolve));
    expect(video.readyState).to.equal(HAVE_NOTHING);
    stage.load({ count: 1 });
    await until(() => video.readyState >= HAVE_CURRENT_DATA);
    expect([releases.length, loaded]).to.deep.equal([1, []]);
    expect(video.buffered.end(0)).to.be.below(SEGMENT_S - 0.1);
    releases[0]?.();
    await buffered;
    expect(loaded).to.deep.equal([0]);
    expect(video.buffered.end(0)).to.be.closeTo(SEGMENT_S, 0.1);
  });

  it('sets the duration of the media even if a segment arrives just when the MediaSource opens', async () => {
    const { MediaSource } = window;
    open({ fLoader: HeldLoader as unknown as FragmentLoaderConstructor });
    stage.loadDetached({ count: 1 });
    await until(() => releases.length === 1);
    window.MediaSource = class extends MediaSource {
      constructor() {
        super();
        // This listener is called before that of hls.js.
        this.addEventListener('sourceopen', releases[0]!, { once: true });
      }
    };
    try {
      stage.attach();
    } finally {
      window.MediaSource = MediaSource;
    }
    // hls.js sets it between two chunks of media.
    await until(() => stage.video.duration === ENDLESS_S);
  });

  it('measures a fast network', async () => {
    const { hls } = open();
    expect(hls.bandwidthEstimate).to.equal(FIRST_ESTIMATE);
    stage.load({ count: 5 });
    await until(() => hls.bandwidthEstimate > 2 * FIRST_ESTIMATE);
  });

  it('measures a slow network by its first segment', async () => {
    const { hls } = open();
    const bytesPerSecond = 25_000;
    stage.load({ stream: ownStream(`~bandwidth=${bytesPerSecond}`), count: 5 });
    await new Promise((resolve) => hls.once(Events.FRAG_BUFFERED, resolve));
    expect(hls.bandwidthEstimate / 8).to.be.within(bytesPerSecond / 2, bytesPerSecond * 2);
  });
});
