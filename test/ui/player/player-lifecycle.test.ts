import { expect } from 'chai';
import { clearStage, isPlaying, stagePlayer, until } from '../stage.ts';

/** Counts what is made and not yet let go of, until it is closed. */
class Ledger {
  readonly intervals = new Set<number>();
  readonly objectUrls = new Set<string>();
  requests = 0;
  readonly #real = {
    setInterval: window.setInterval.bind(window),
    clearInterval: window.clearInterval.bind(window),
    fetch: window.fetch.bind(window),
    createObjectURL: URL.createObjectURL.bind(URL),
    revokeObjectURL: URL.revokeObjectURL.bind(URL),
  };

  constructor() {
    const { setInterval, clearInterval, fetch, createObjectURL, revokeObjectURL } = this.#real;
    window.setInterval = ((...args: Parameters<typeof setInterval>) => {
      const id = setInterval(...args);
      this.intervals.add(id);
      return id;
    }) as typeof setInterval;
    window.clearInterval = (id) => {
      this.intervals.delete(Number(id));
      clearInterval(id);
    };
    window.fetch = (...args) => {
      this.requests += 1;
      return fetch(...args);
    };
    URL.createObjectURL = (object) => {
      const url = createObjectURL(object);
      this.objectUrls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      this.objectUrls.delete(url);
      revokeObjectURL(url);
    };
  }

  close(): void {
    const { createObjectURL, revokeObjectURL, ...ofWindow } = this.#real;
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    Object.assign(window, ofWindow);
  }
}

describe('a player that is taken off the page', () => {
  let ledger: Ledger;
  beforeEach(() => (ledger = new Ledger()));
  afterEach(() => {
    ledger.close();
    clearStage();
  });

  it('leaves nothing behind, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const player = stagePlayer({ src: '/live/studio.m3u8' });
      // Some rounds end in the middle of loading.
      if (round % 4 === 0) await until(() => isPlaying(player));
      player.remove();
    }
    await until(() => ledger.intervals.size === 0 && ledger.objectUrls.size === 0);
    const { requests } = ledger;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(ledger.requests, 'requests after the last one was removed').to.equal(requests);
    expect(document.querySelectorAll('video, time-shift-player')).to.have.length(0);
  }).timeout(60_000);

  it('plays again when it comes back', async () => {
    const player = stagePlayer({ src: '/live/studio.m3u8' });
    await until(() => isPlaying(player));
    player.remove();
    await until(() => player.mode === 'idle');
    document.body.append(player);
    await until(() => isPlaying(player) && player.mode === 'live');
    expect(player.error).to.be.null;
  });

  it('forgets the recordings of the source before', async () => {
    const player = stagePlayer({ src: '/live/studio.m3u8' });
    await until(() => player.recorded.length > 0);
    player.src = '';
    await player.updateComplete;
    expect(player.recorded).to.deep.equal([]);
    expect(player.mode).to.equal('idle');
  });
});
