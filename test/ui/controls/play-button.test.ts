import { expect } from 'chai';
import '../../../src/ui/controls/play-button.ts';
import type { TimeShiftPlayButton } from '../../../src/ui/controls/play-button.ts';
import { clearStage } from '../stage.ts';

async function show(properties: Partial<TimeShiftPlayButton> = {}) {
  const element = Object.assign(document.createElement('time-shift-play-button'), properties);
  const around = document.createElement('div');
  around.append(element);
  document.body.append(around);
  await element.updateComplete;
  const button = element.shadowRoot!.querySelector('button')!;
  const requests: string[] = [];
  for (const type of ['play-request', 'pause-request']) {
    around.addEventListener(type, (event) => {
      expect(event.composed).to.equal(true);
      requests.push(type);
    });
  }
  return { element, button, requests };
}

describe('the play button', () => {
  afterEach(clearStage);

  const rows: [paused: boolean, label: string, request: string][] = [
    [true, 'Play', 'play-request'],
    [false, 'Pause', 'pause-request'],
  ];
  for (const [paused, label, request] of rows) {
    it(`has the label ${label} and fires ${request} while playback is ${paused ? 'paused' : 'running'}`, async () => {
      const { button, requests } = await show({ paused });
      expect(button.ariaLabel).to.equal(label);
      button.click();
      expect(requests).to.deep.equal([request]);
    });
  }

  it('changes only when the page sets paused', async () => {
    const { element, button } = await show({ paused: true });
    const icon = button.innerHTML;
    button.click();
    await element.updateComplete;
    expect(button.ariaLabel).to.equal('Play');
    element.paused = false;
    await element.updateComplete;
    expect(button.ariaLabel).to.equal('Pause');
    expect(button.innerHTML).to.not.equal(icon);
  });

  it('fires no event while it is disabled', async () => {
    const { button, requests } = await show({ disabled: true });
    expect(button.disabled).to.equal(true);
    button.click();
    expect(requests).to.be.empty;
  });

  it('shows Play before the page has set anything', async () => {
    expect((await show()).button.ariaLabel).to.equal('Play');
  });
});
