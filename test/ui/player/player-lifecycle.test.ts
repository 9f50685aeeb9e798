import { expect } from 'chai';
import { clearStage, HOUR_MS, isPlaying, stagePlayer, until } from '../stage.ts';

/** Counts what the page has created and not yet released: timers, object URLs and requests. */
class Ledger {
  requests = 0;
  readonly #timers = new Set<number>();
  readonly #objectUrls = new Set<string>();
  #openRequests = 0;
  readonly #real = {
    setInterval: window.setInterval.bind(window),
    clearInterval: window.clearInterval.bind(window),
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    fetch: window.fetch.bind(window),
    createObjectURL: URL.createObjectURL.bind(URL),
    revokeObjectURL: URL.revokeObjectURL.bind(URL),
  };

  constructor() {
    this.#countTimers();
    this.#countRequests();
    this.#countObjectUrls();
  }

  /** Nothing is left that could do anything later. */
  get isEmpty(): boolean {
    return this.#timers.size === 0 && this.#objectUrls.size === 0 && this.#openRequests === 0;
  }

  close(): void {
    const { createObjectURL, revokeObjectURL, ...ofWindow } = this.#real;
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    Object.assign(window, ofWindow);
  }

  #countTimers(): void {
    const { setInterval, setTimeout, clearInterval, clearTimeout } = this.#real;
    window.setInterval = ((run: () => void, ms?: number) => {
      const id = setInterval(run, ms);
      this.#timers.add(id);
      return id;
    }) as typeof window.setInterval;
    window.setTimeout = ((run: () => void, ms?: number) => {
      const id = setTimeout(() => {
        this.#timers.delete(id);
        run();
      }, ms);
      this.#timers.add(id);
      return id;
    }) as typeof window.setTimeout;
    window.clearInterval = window.clearTimeout = (id) => {
      this.#timers.delete(Number(id));
      clearInterval(id);
      clearTimeout(id);
    };
  }

  #countRequests(): void {
    window.fetch = (...args) => {
      this.requests += 1;
      this.#openRequests += 1;
      return this.#real.fetch(...args).finally(() => (this.#openRequests -= 1));
    };
  }

  #countObjectUrls(): void {
    URL.createObjectURL = (object) => {
      const url = this.#real.createObjectURL(object);
      this.#objectUrls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      this.#objectUrls.delete(url);
      this.#real.revokeObjectURL(url);
    };
  }
}

describe('a player that is removed from the page', () => {
  let ledger: Ledger;
  beforeEach(() => (ledger = new Ledger()));
  afterEach(() => {
    ledger.close();
    clearStage();
  });

  it('leaves no timer, request, object URL or element behind, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8' });
      // Some rounds end while the stream plays, the others while it is loaded.
      if (round % 4 === 0) await until(() => isPlaying(player));
      player.remove();
    }
    const { requests } = ledger;
    await until(() => ledger.isEmpty);
    expect(ledger.requests, 'requests after the last player was removed').to.equal(requests);
    expect(document.querySelectorAll('video, time-shift-player')).to.have.length(0);
  }).timeout(60_000);

  it('plays again when it is put back', async () => {
    const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8' });
    await until(() => isPlaying(player));
    player.remove();
    await until(() => player.mode === 'idle');
    document.body.append(player);
    await until(() => isPlaying(player) && player.mode === 'live');
    expect(player.error).to.be.null;
  });
});

describe('a player that gets another source', () => {
  afterEach(clearStage);

  const moves: [how: string, move: (player: Element, to: Element) => void][] = [
    ['insertBefore', (player, to) => to.insertBefore(player, null)],
    ['append', (player, to) => to.append(player)],
    [
      'remove and append in one task',
      (player, to) => {
        player.remove();
        to.append(player);
      },
    ],
  ];
  // Not every browser has it.
  if ('moveBefore' in Element.prototype) {
    moves.push([
      'moveBefore',
      (player, to) => (to as Element & { moveBefore: typeof to.insertBefore }).moveBefore(player, null),
    ]);
  }
  for (const [how, move] of moves) {
    it(`goes on where it was when it is moved in the page by ${how} (case 43)`, async () => {
      const start = Date.now() - HOUR_MS;
      const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8', start: String(start) });
      await until(() => isPlaying(player) && player.currentDate !== null);
      const emptied: Event[] = [];
      player.video.addEventListener('emptied', (event) => emptied.push(event));
      const at = player.currentDate!.getTime();
      const place = document.body.appendChild(document.createElement('div'));
      move(player, place);
      await until(() => (player.currentDate?.getTime() ?? 0) > at + 500);
      expect(player.currentDate!.getTime() - at).to.be.below(60_000);
      expect([player.mode, player.paused, emptied]).to.deep.equal(['shifted', false, []]);
      place.remove();
      await until(() => player.mode === 'idle');
    });
  }

  it('forgets the recordings of the source before', async () => {
    const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8' });
    await until(() => player.recorded.length > 0);
    player.src = '';
    await player.updateComplete;
    expect(player.recorded).to.deep.equal([]);
    expect(player.mode).to.equal('idle');
  });
});
