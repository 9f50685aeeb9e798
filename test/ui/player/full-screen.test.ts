import { expect } from 'chai';
import { isFullScreen, toggleFullScreen } from '../../../src/ui/player/full-screen.ts';
import { clearStage } from '../stage.ts';

/** An element within the shadow root of another one, which the document names in its place. */
function nested(): { host: HTMLElement; inner: HTMLElement } {
  const host = document.body.appendChild(document.createElement('div'));
  const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
  return { host, inner };
}

describe('full screen', () => {
  let left = 0;
  beforeEach(() => {
    left = 0;
    // A browser that a test drives may not go full screen by itself.
    document.exitFullscreen = () => Promise.resolve(void (left += 1));
  });
  afterEach(() => {
    Reflect.deleteProperty(document, 'exitFullscreen');
    clearStage();
  });

  const shown = (root: object, element: Element | null) =>
    Object.defineProperty(root, 'fullscreenElement', { configurable: true, value: element });

  it('is left by an element within a shadow root (case 48)', async () => {
    const { host, inner } = nested();
    shown(document, host);
    shown(host.shadowRoot!, inner);
    try {
      expect([isFullScreen(inner), isFullScreen(host)]).to.deep.equal([true, true]);
      await toggleFullScreen(inner);
      expect(left).to.equal(1);
    } finally {
      Reflect.deleteProperty(document, 'fullscreenElement');
    }
  });

  it('is entered while another element has it', async () => {
    const { host, inner } = nested();
    let entered = 0;
    inner.requestFullscreen = () => Promise.resolve(void (entered += 1));
    shown(document, host);
    shown(host.shadowRoot!, null);
    try {
      expect(isFullScreen(inner)).to.equal(false);
      await toggleFullScreen(inner);
      expect([entered, left]).to.deep.equal([1, 0]);
    } finally {
      Reflect.deleteProperty(document, 'fullscreenElement');
    }
  });
});
