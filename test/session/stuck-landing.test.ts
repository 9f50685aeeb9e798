import { expect } from 'chai';
import { SkippingClock } from '../skipping-clock.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { clearSessions, expectRightPicture, hasLanded, stageSession, untilLanded } from './session-stage.ts';

/** Makes the appends to source buffers vanish, although each one seems to succeed, until it is stopped. */
class VanishingAppends {
  /** How many media sources were opened. */
  opened = 0;
  count = 0;
  readonly #append = Object.getOwnPropertyDescriptor(SourceBuffer.prototype, 'appendBuffer')!;
  readonly #add = Object.getOwnPropertyDescriptor(MediaSource.prototype, 'addSourceBuffer')!;

  /** @param isBroken whether a media source swallows what is appended, by its number from 1 */
  constructor(isBroken: (number: number) => boolean) {
    const broken = new WeakSet<SourceBuffer>();
    const numbers = new WeakMap<MediaSource, number>();
    const numberOf = (source: MediaSource) => {
      if (!numbers.has(source)) numbers.set(source, (this.opened += 1));
      return numbers.get(source)!;
    };
    const vanished = () => (this.count += 1);
    const [add, append] = [this.#add.value, this.#append.value] as [
      MediaSource['addSourceBuffer'],
      SourceBuffer['appendBuffer'],
    ];
    MediaSource.prototype.addSourceBuffer = function (this: MediaSource, type) {
      const buffer = add.call(this, type);
      if (isBroken(numberOf(this))) broken.add(buffer);
      return buffer;
    };
    SourceBuffer.prototype.appendBuffer = function (this: SourceBuffer, data) {
      if (!broken.has(this)) {
        append.call(this, data);
        return;
      }
      vanished();
      queueMicrotask(() => {
        for (const type of ['updatestart', 'update', 'updateend']) this.dispatchEvent(new Event(type));
      });
    };
  }

  stop(): void {
    Object.defineProperty(SourceBuffer.prototype, 'appendBuffer', this.#append);
    Object.defineProperty(MediaSource.prototype, 'addSourceBuffer', this.#add);
  }
}

let appends: VanishingAppends | null = null;

afterEach(() => {
  clearSessions();
  appends?.stop();
});

const stage = (brokenSources: number) => {
  appends = new VanishingAppends((number) => number <= brokenSources);
  const clock = new SkippingClock();
  const target = windowMiddle(HOUR_MS);
  const session = stageSession({ strategy: 'windowed', src: ownStream(), request: { start: target }, clock });
  return { session, clock, target, appends };
};

describe('A landing whose bytes are here and whose picture does not come', () => {
  it('is mended by new buffers, within a segment of the instant sought', async () => {
    const { session, clock, target } = stage(1);
    await until(() => appends!.count > 0);
    // Once the buffers are new, the machine has the time that it takes: no other step is to come before the picture.
    const skipping = setInterval(() => {
      if (appends!.opened < 2) clock.skip(200);
    }, 100);
    await untilLanded(session).finally(() => clearInterval(skipping));
    const { seek, error } = session.snapshot;
    expect(seek.phase === 'shown' && seek.at).to.be.within(target - 50, target + 4200);
    expect([error, appends!.opened]).to.deep.equal([null, 2]);
    await expectRightPicture(session);
  });

  it('ends in a sentence where nothing helps, and asks for nothing more', async () => {
    const { session, clock } = stage(Infinity);
    await until(() => appends!.count > 0);
    const startedMs = clock.steady();
    const skipping = setInterval(() => clock.skip(200), 100);
    await until(() => session.snapshot.error ?? hasLanded(session));
    clearInterval(skipping);
    expect(clock.steady() - startedMs).to.be.below(20_000);
    expect(session.snapshot.error).to.include({ code: 'media' });
    expect(session.snapshot.error?.message).to.match(/choose another time/);
    expect(appends!.opened, 'media sources').to.be.within(2, 4);
  });
});
