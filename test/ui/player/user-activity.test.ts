import { expect } from 'chai';
import { html, LitElement } from 'lit';
import { UserActivity } from '../../../src/ui/player/user-activity.ts';
import { clearStage } from '../stage.ts';

class Watched extends LitElement {
  readonly activity = new UserActivity(this);

  override render() {
    return html`<button></button>
      <div tabindex="-1"></div>`;
  }
}
customElements.define('test-watched', Watched);

/** Timers that wait to be told that their time has come. */
class Timers {
  readonly #waiting = new Map<number, () => void>();
  readonly #real = {
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
  };
  #last = 0;

  constructor() {
    window.setTimeout = ((act: () => void) => {
      this.#waiting.set((this.#last += 1), act);
      return this.#last;
    }) as typeof setTimeout;
    window.clearTimeout = (id) => void this.#waiting.delete(Number(id));
  }

  get count(): number {
    return this.#waiting.size;
  }

  pass(): void {
    const acts = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const act of acts) act();
  }

  restore(): void {
    Object.assign(window, this.#real);
  }
}

describe('a viewer', () => {
  let timers: Timers;
  let host: Watched;
  beforeEach(async () => {
    timers = new Timers();
    host = new Watched();
    document.body.append(host);
    await host.updateComplete;
  });
  afterEach(() => {
    timers.restore();
    clearStage();
  });

  it('who does nothing is idle after a while', () => {
    expect(host.activity.isIdle).to.be.false;
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
  });

  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin', 'focusout']) {
    it(`is not idle by ${type}, for a while`, () => {
      timers.pass();
      host.dispatchEvent(new Event(type));
      expect([host.activity.isIdle, timers.count]).to.deep.equal([false, 1]);
      timers.pass();
      expect(host.activity.isIdle).to.be.true;
    });
  }

  const pointers: [pointerType: string, isIdle: boolean][] = [
    ['mouse', true],
    ['touch', false],
    ['pen', false],
  ];
  for (const [pointerType, isIdle] of pointers) {
    it(`is ${isIdle ? '' : 'not '}idle as soon as the ${pointerType} leaves`, () => {
      host.dispatchEvent(new PointerEvent('pointerleave', { pointerType }));
      expect(host.activity.isIdle).to.equal(isIdle);
    });
  }

  it('was idle or not before the finger came', () => {
    const seen = [true, false].map(() => {
      timers.pass();
      host.dispatchEvent(new PointerEvent('pointerdown'));
      const first = host.activity.wasIdleBeforePress;
      host.dispatchEvent(new PointerEvent('pointerdown'));
      return [first, host.activity.wasIdleBeforePress];
    });
    expect(seen).to.deep.equal([
      [true, false],
      [true, false],
    ]);
  });

  it('with the keyboard among the controls keeps them, until the focus has left', () => {
    host.renderRoot.querySelector<HTMLElement>('button')!.focus({ focusVisible: true });
    timers.pass();
    expect(host.activity.isIdle).to.be.false;
    host.renderRoot.querySelector<HTMLElement>('button')!.blur();
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
  });

  it('is idle with the focus on what is no control', () => {
    host.renderRoot.querySelector<HTMLElement>('div')!.focus({ focusVisible: true });
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
  });

  it('is not waited for once the element is off the page', () => {
    host.remove();
    expect(timers.count).to.equal(0);
    host.dispatchEvent(new Event('keydown'));
    expect(timers.count).to.equal(0);
  });
});
