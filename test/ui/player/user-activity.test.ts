import { expect } from 'chai';
import { html, LitElement } from 'lit';
import { UserActivity } from '../../../src/ui/player/user-activity.ts';
import { clearStage } from '../stage.ts';

class Watched extends LitElement {
  readonly activity = new UserActivity(this);

  override render() {
    return html`<button></button>
      <div class="surface" tabindex="-1"></div>`;
  }
}
customElements.define('test-watched', Watched);

/** Replaces `setTimeout`: its timers end when a test lets them. */
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

describe('UserActivity', () => {
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

  it('is idle after some time without activity', () => {
    expect(host.activity.isIdle).to.be.false;
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
  });

  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin', 'focusout']) {
    it(`is not idle for some time after ${type}`, () => {
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
    it(`is ${isIdle ? '' : 'not '}idle as soon as a ${pointerType} pointer leaves`, () => {
      host.dispatchEvent(new PointerEvent('pointerleave', { pointerType }));
      expect(host.activity.isIdle).to.equal(isIdle);
    });
  }

  const rests: [where: string, selector: string, pointerType: string, isIdle: boolean][] = [
    ['a mouse rests on a control', 'button', 'mouse', false],
    ['a mouse rests on the picture', '.surface', 'mouse', true],
    ['a finger has moved on a control', 'button', 'touch', true],
    ['a pen has moved on a control', 'button', 'pen', true],
  ];
  for (const [where, selector, pointerType, isIdle] of rests) {
    it(`is ${isIdle ? '' : 'not '}idle after some time while ${where}`, () => {
      const move = new PointerEvent('pointermove', { pointerType, bubbles: true, composed: true });
      host.renderRoot.querySelector(selector)!.dispatchEvent(move);
      timers.pass();
      host.dispatchEvent(new KeyboardEvent('keydown'));
      timers.pass();
      expect(host.activity.isIdle).to.equal(isIdle);
    });
  }

  it('is idle again after the mouse has left the control', () => {
    const move = (selector: string) =>
      host.renderRoot
        .querySelector(selector)!
        .dispatchEvent(
          new PointerEvent('pointermove', { pointerType: 'mouse', bubbles: true, composed: true }),
        );
    move('button');
    move('.surface');
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
    move('button');
    host.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
    expect(host.activity.isIdle).to.be.true;
    host.dispatchEvent(new KeyboardEvent('keydown'));
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
  });

  it('tells whether the viewer was idle before the last press', () => {
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

  it('is not idle while a control has the keyboard focus', () => {
    host.renderRoot.querySelector<HTMLElement>('button')!.focus({ focusVisible: true });
    timers.pass();
    expect(host.activity.isIdle).to.be.false;
    host.renderRoot.querySelector<HTMLElement>('button')!.blur();
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
  });

  it('is idle while an element that is no control has the focus', () => {
    host.renderRoot.querySelector<HTMLElement>('div')!.focus({ focusVisible: true });
    timers.pass();
    expect(host.activity.isIdle).to.be.true;
  });

  it('has no timer and no listener once the element has left the page', () => {
    host.remove();
    expect(timers.count).to.equal(0);
    host.dispatchEvent(new Event('keydown'));
    expect(timers.count).to.equal(0);
  });
});
