import { expect } from 'chai';
import { describe, it } from 'node:test';
import type { TimeShiftError } from '../../src/core/index.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ignoreRejection } from '../../src/network/ignore-rejection.ts';
import { watchLanding } from '../../src/session/landing-watchdog.ts';
import { SessionStore } from '../../src/session/session-store.ts';
import { ManualClock } from '../manual-clock.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');

/** A landing whose picture does not come, until a step helps. */
class Stage {
  readonly clock = new ManualClock();
  readonly store = new SessionStore(() => undefined);
  /** What was tried, and when, in milliseconds of the clock. */
  readonly tried: [what: string, atMs: number][] = [];
  readonly errors: TimeShiftError[] = [];
  readonly video = {
    buffered: { length: 1, start: () => 50.4, end: () => 60 },
    set currentTime(timeS: number) {
      nudged.push(timeS);
    },
    get currentTime() {
      return 50;
    },
  };
  mediaSinceMs: number | null = 0;
  #shown = new AbortController();

  constructor(
    private readonly engine: new (stage: Stage) => object,
    private readonly helps: string | null = null,
  ) {
    this.seekTo(T0);
  }

  seekTo(at: number): void {
    const target = { request: {}, target: at, expectedAt: at, isLive: false };
    this.store.set({ seek: { phase: 'landing', at, mediaTimeS: 50, ...target } });
  }

  watch(): this {
    this.#shown = new AbortController();
    const landing = {
      engine: new this.engine(this) as unknown as Engine,
      video: this.video as unknown as HTMLVideoElement,
      store: this.store,
      clock: this.clock,
      onStuck: (error?: TimeShiftError) => {
        if (error) this.errors.push(error);
        this.note(error ? 'fail' : 'restart');
        this.#shown.abort();
        if (!error && this.helps !== 'restart') this.watch();
      },
    };
    ignoreRejection(watchLanding(landing, this.#shown.signal));
    return this;
  }

  note(what: string): void {
    this.tried.push([what, this.clock.steady()]);
    // The bytes are loaded anew.
    if (what === 'renew' || what === 'restart') this.mediaSinceMs = this.clock.steady();
    if (what === this.helps) this.#shown.abort();
  }

  get steps(): string[] {
    return this.tried.map(([what]) => what);
  }
}

const nudged: number[] = [];

/** Each test has an engine of its own kind: what has not helped is remembered for the kind. */
const newKind = () =>
  class {
    constructor(private readonly stage: Stage) {}
    get mediaSinceMs() {
      return this.stage.mediaSinceMs;
    }
    renew() {
      this.stage.note('renew');
    }
  };

describe('watchLanding', () => {
  it('tries new buffers, then another engine, and ends in a sentence within 15 s', async () => {
    const stage = new Stage(newKind()).watch();
    await stage.clock.advance(20_000);
    expect(stage.steps).to.deep.equal(['renew', 'restart', 'fail']);
    expect(stage.tried[0]![1]).to.equal(4000);
    expect(stage.tried.at(-1)![1]).to.be.at.most(13_000);
    expect(stage.errors[0]).to.include({ code: 'media' });
    expect(stage.errors[0]!.message).to.match(/choose another time/);
    expect(stage.clock.nextWaitMs, 'nothing is watched any more').to.equal(null);
  });

  it('nudges first, to the picture that is buffered next', async () => {
    nudged.length = 0;
    const stage = new Stage(newKind()).watch();
    await stage.clock.advance(2999);
    expect(nudged).to.deep.equal([]);
    await stage.clock.advance(1);
    expect(nudged).to.deep.equal([50.41]);
  });

  it('does nothing while the bytes are not here', async () => {
    const stage = new Stage(newKind());
    stage.mediaSinceMs = null;
    nudged.length = 0;
    stage.watch();
    await stage.clock.advance(60_000);
    expect([stage.steps, nudged]).to.deep.equal([[], []]);
    stage.mediaSinceMs = 60_000;
    await stage.clock.advance(2500);
    expect(nudged).to.deep.equal([]);
    await stage.clock.advance(500);
    expect(nudged).to.have.length(1);
  });

  it('does not count the time in which the page could do nothing', async () => {
    const stage = new Stage(newKind());
    nudged.length = 0;
    stage.watch();
    await stage.clock.advance(1000);
    stage.clock.sleep(60_000);
    await stage.clock.advance(1000);
    expect(nudged).to.deep.equal([]);
    await stage.clock.advance(1000);
    expect(nudged).to.have.length(1);
  });

  it('stops with the picture', async () => {
    const stage = new Stage(newKind(), 'renew').watch();
    await stage.clock.advance(60_000);
    expect([stage.steps, stage.clock.nextWaitMs]).to.deep.equal([['renew'], null]);
  });

  it('remembers for the kind of engine what has not helped', async () => {
    const kind = newKind();
    const first = new Stage(kind, 'renew').watch();
    await first.clock.advance(10_000);
    nudged.length = 0;
    const second = new Stage(kind, 'renew').watch();
    await second.clock.advance(10_000);
    expect([second.tried, nudged]).to.deep.equal([[['renew', 3000]], []]);
    const other = new Stage(newKind(), 'renew').watch();
    await other.clock.advance(10_000);
    expect(nudged).to.have.length(1);
  });

  it('restarts for each place once, and again when the viewer tries again', async () => {
    const stage = new Stage(newKind()).watch();
    await stage.clock.advance(15_000);
    stage.tried.length = 0;
    stage.mediaSinceMs = stage.clock.steady();
    stage.watch();
    await stage.clock.advance(15_000);
    expect(stage.steps, 'the same place').to.deep.equal(['restart', 'fail']);
    stage.tried.length = 0;
    stage.seekTo(T0 + 3_600_000);
    stage.mediaSinceMs = stage.clock.steady();
    stage.watch();
    await stage.clock.advance(15_000);
    expect(stage.steps, 'another place').to.deep.equal(['restart', 'fail']);
  });
});
