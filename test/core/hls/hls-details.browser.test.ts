import { expect } from 'chai';
import type { LevelDetails, Loader, PlaylistLoaderContext } from 'hls.js';
import Hls from 'hls.js/light';
import type { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { listOf, row, T0, timed } from './segments.ts';

/** hls.js with a playlist loader that answers every request with the playlist that was given last. */
class Reader {
  list: EndlessPlaylist | null = null;
  readonly #hls: Hls;

  constructor() {
    const readList = () => this.list?.write() ?? '';
    const pLoader = class {
      context: PlaylistLoaderContext | null = null;
      stats = new Hls.DefaultConfig.loader(Hls.DefaultConfig).stats;
      load(...[context, , callbacks]: Parameters<Loader<PlaylistLoaderContext>['load']>): void {
        this.context = context;
        Object.assign(this.stats.loading, { start: 1, first: 1, end: 1 });
        const response = { url: context.url, data: readList(), code: 200 };
        queueMicrotask(() => callbacks.onSuccess(response, this.stats, context, null));
      }
      abort(): void {
        this.context = null;
      }
      destroy(): void {
        this.context = null;
      }
    };
    this.#hls = new Hls({ pLoader, enableWorker: false });
  }

  /** Gives hls.js the next playlist, and returns how it reads it. */
  async read(list: EndlessPlaylist): Promise<LevelDetails> {
    const isFirst = this.list === null;
    this.list = list;
    return new Promise((resolve, reject) => {
      this.#hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
        if (details.m3u8 === list.write()) resolve(details);
      });
      this.#hls.on(Hls.Events.ERROR, (_, { error }) => reject(error));
      if (isFirst) this.#hls.loadSource('https://made-up.invalid/endless.m3u8');
    });
  }

  destroy(): void {
    this.#hls.destroy();
  }
}

/** The fragments as hls.js has read them. */
const fragmentsOf = ({ fragments }: LevelDetails) =>
  fragments.map(({ sn, cc, start, duration, programDateTime, url }) => ({
    sn,
    cc,
    start: Math.round(start * 1e6) / 1e6,
    duration,
    at: ((programDateTime ?? NaN) - T0) / 1000,
    url,
  }));

const fragment = (sn: number, cc: number, start: number, at: number, name = at / 4) => ({
  sn,
  cc,
  start,
  duration: 4,
  at,
  url: `https://live.example/app/${name}.ts`,
});

describe('hls.js, given the endless playlist', () => {
  let reader: Reader;
  beforeEach(() => (reader = new Reader()));
  afterEach(() => reader.destroy());

  const two = listOf(...row(0, 8), ...row(300, 304, { isDiscontinuity: true }));

  it('reads the segments as they were written', async () => {
    const details = await reader.read(two);
    expect(fragmentsOf(details)).to.deep.equal([
      fragment(0, 0, 0, 0),
      fragment(1, 0, 4, 4),
      fragment(2, 1, 8, 300),
    ]);
    expect([details.live, details.targetduration]).to.deep.equal([true, 4]);
  });

  it('keeps fragments in place while segments are added and dropped', async () => {
    await reader.read(two);
    const details = await reader.read(two.append(row(304, 308)).dropBefore(T0 + 9000));
    expect(fragmentsOf(details)).to.deep.equal([fragment(2, 1, 8, 300), fragment(3, 1, 12, 304)]);
    expect(two.offsetMsOf(T0 + 301_000)).to.equal(9000);
  });

  it('places segments that replace all others where those ended', async () => {
    await reader.read(two);
    const replaced = two.replaceWith(row(9000, 9008));
    const details = await reader.read(replaced);
    expect(details.startSN).to.equal(replaced.firstNumber);
    expect(fragmentsOf(details)).to.deep.equal([fragment(3, 2, 12, 9000), fragment(4, 2, 16, 9004)]);
  });

  it('reads keys, maps, byte ranges and the end', async () => {
    const byteRange = { offsetBytes: 20, lengthBytes: 10 };
    const map = { tag: '#EXT-X-MAP:URI="https://live.example/1.mp4"', keys: [] };
    const iv = '0x00000000000000000000000000000102';
    const key = { format: 'identity', tag: `#EXT-X-KEY:METHOD=AES-128,URI="https://k.example/k",IV=${iv}` };
    const list = listOf(timed(0, 0, 4, { byteRange, map, keys: [key] }), timed(1, 4, 4, { map }));
    const { fragments, live } = await reader.read(list.ended());
    expect(live).to.equal(false);
    expect(fragments[0]?.byteRange).to.deep.equal([20, 30]);
    expect(fragments.map(({ initSegment }) => initSegment?.url)).to.deep.equal(
      Array(2).fill('https://live.example/1.mp4'),
    );
    expect(fragments[0]?.initSegment?.encrypted).to.equal(false);
    expect(fragments.map(({ decryptdata }) => decryptdata?.uri ?? null)).to.deep.equal([
      'https://k.example/k',
      null,
    ]);
    expect(fragments[0]?.decryptdata?.iv?.slice(-2)).to.deep.equal(Uint8Array.of(1, 2));
  });
});
