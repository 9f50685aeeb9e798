import { expect } from 'chai';
import '../../../src/ui/controls/live-button.ts';
import type { TimeShiftLiveButton } from '../../../src/ui/controls/live-button.ts';
import { clearStage } from '../stage.ts';

async function show(properties: Partial<TimeShiftLiveButton>) {
  const element = Object.assign(document.createElement('time-shift-live-button'), properties);
  document.body.append(element);
  await element.updateComplete;
  const button = element.shadowRoot!.querySelector('button')!;
  const requests: Event[] = [];
  // The event has to leave all shadow trees.
  document.body.addEventListener('live-request', (event) => requests.push(event), { once: true });
  // This is the text that is visible.
  const text = () => button.innerText.replace(/\s+/g, ' ').trim();
  return { element, button, requests, text };
}

const lightOf = (button: HTMLElement): string => getComputedStyle(button, '::before').backgroundColor;

describe('the live button', () => {
  afterEach(clearStage);

  it('shows LIVE and its light while the picture is live', async () => {
    const { button, text } = await show({ live: true, latency: 8 });
    expect(text()).to.equal('LIVE');
    expect(button.ariaDisabled).to.equal('true');
    expect(lightOf(button)).to.equal('rgb(255, 77, 79)');
  });

  it('fires no event while the picture is live, but keeps the focus', async () => {
    const { element, button, requests } = await show({ live: true });
    button.focus();
    button.click();
    expect(requests).to.be.empty;
    expect(element.shadowRoot?.activeElement === button).to.be.true;
  });

  it('shows how far the picture is behind live, without the light', async () => {
    const { button, text } = await show({ live: false, latency: 972 });
    expect(text()).to.equal('GO LIVE −16:12');
    expect(button.ariaDisabled).to.equal('false');
    expect(lightOf(button)).to.not.equal('rgb(255, 77, 79)');
  });

  it('shows no latency below one second', async () => {
    const { element, button, text } = await show({ live: false, latency: 0.2 });
    expect(text()).to.equal('GO LIVE');
    expect(button.ariaLabel).to.equal('Go live');
    element.latency = 6;
    await element.updateComplete;
    expect(text()).to.equal('GO LIVE −0:06');
    expect(button.ariaLabel).to.equal('Go live, −0:06 behind live');
  });

  it('fires an event that bubbles out of all shadow trees', async () => {
    const { button, requests } = await show({ live: false, latency: 972 });
    button.click();
    expect(requests.map(({ type, bubbles, composed }) => ({ type, bubbles, composed }))).to.deep.equal([
      { type: 'live-request', bubbles: true, composed: true },
    ]);
  });

  it('does not show live before the page says so', async () => {
    const { element, button, text } = await show({ live: false, latency: 60 });
    button.click();
    await element.updateComplete;
    expect(text()).to.equal('GO LIVE −1:00');
    element.live = true;
    await element.updateComplete;
    expect(text()).to.equal('LIVE');
  });

  it('has the colour that the page sets', async () => {
    const { element, button } = await show({ live: true });
    element.style.setProperty('--time-shift-live', 'rgb(1, 2, 3)');
    expect(lightOf(button)).to.equal('rgb(1, 2, 3)');
  });
});
