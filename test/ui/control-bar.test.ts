import { expect } from 'chai';
import '../../src/ui/control-bar.ts';
import type { TimeShiftControlBar } from '../../src/ui/control-bar.ts';
import { clearStage, DAY_MS, HOUR_MS, MINUTE_MS } from './stage.ts';

const NOW = Date.parse('2026-11-21T13:05:30Z');

const SHIFTED: Partial<TimeShiftControlBar> = {
  bounds: { start: NOW - 7 * DAY_MS, end: NOW },
  now: NOW,
  playhead: NOW - 972_000,
  mode: 'shifted',
  paused: false,
  displayZone: 'UTC',
  language: 'en-GB',
};

async function show(properties: Partial<TimeShiftControlBar> = {}) {
  const bar = Object.assign(document.createElement('time-shift-control-bar'), { ...SHIFTED, ...properties });
  bar.style.inlineSize = '800px';
  document.body.append(bar);
  await settled(bar);
  return bar;
}

async function settled(bar: TimeShiftControlBar) {
  await bar.updateComplete;
  await bar.shadowRoot!.querySelector('time-shift-live-button')?.updateComplete;
}

const part = (bar: TimeShiftControlBar, selector: string) =>
  bar.shadowRoot!.querySelector<HTMLElement>(selector);
const textOf = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, ' ').trim();
const button = (bar: TimeShiftControlBar, label: string) =>
  part(bar, `button[aria-label="${label}"]`) as HTMLButtonElement | null;
const live = (bar: TimeShiftControlBar) =>
  bar.shadowRoot!.querySelector('time-shift-live-button')?.shadowRoot?.querySelector('button');
const play = (bar: TimeShiftControlBar) =>
  bar.shadowRoot!.querySelector('time-shift-play-button')!.shadowRoot!.querySelector('button')!;

/** The next one that is heard outside all shadow trees. */
const heard = (type: string): Promise<Event> =>
  new Promise((resolve) => document.body.addEventListener(type, resolve, { once: true }));

describe('the control bar', () => {
  afterEach(clearStage);

  it('shows the time of the picture, with its day and zone', async () => {
    expect(textOf(part(await show(), '.clock'))).to.equal('12:49:18 Sat 21 Nov · UTC');
  });

  it('shows the time that a seek goes to', async () => {
    const bar = await show({ seekingTo: NOW - DAY_MS });
    expect(textOf(part(bar, '.clock'))).to.equal('13:05:30 Fri 20 Nov · UTC');
    expect(textOf(live(bar))).to.equal('GO LIVE −1 d 0 h');
  });

  const rows: [what: string, properties: Partial<TimeShiftControlBar>, text: string | undefined][] = [
    ['LIVE where it is', { mode: 'live', playhead: NOW - 8000 }, 'LIVE'],
    ['how far behind it is', {}, 'GO LIVE −16:12'],
    ['nothing of live where there is none', { hasLive: false, mode: 'vod' }, undefined],
    ['nothing of live while it is idle', { mode: 'idle' }, undefined],
  ];
  for (const [what, properties, text] of rows) {
    it(`says ${what}`, async () => expect(textOf(live(await show(properties)))).to.equal(text));
  }

  it('is idle without a clock, and with nothing to press that would do nothing', async () => {
    const bar = await show({ mode: 'idle', playhead: null });
    expect(part(bar, '.clock')).to.equal(null);
    expect(play(bar).disabled).to.equal(true);
    expect(bar.shadowRoot!.querySelector('time-shift-timeline')?.disabled).to.equal(true);
  });

  it('has no clock where the time is not known', async () => {
    expect(part(await show({ playhead: null }), '.clock')).to.equal(null);
  });

  const intents: [
    type: string,
    press: (bar: TimeShiftControlBar) => void,
    before?: Partial<TimeShiftControlBar>,
  ][] = [
    ['pause-request', (bar) => play(bar).click()],
    ['play-request', (bar) => play(bar).click(), { paused: true }],
    ['mute-request', (bar) => button(bar, 'Mute')?.click()],
    ['mute-request', (bar) => button(bar, 'Unmute')?.click(), { muted: true }],
    ['fullscreen-request', (bar) => button(bar, 'Full screen')?.click()],
    ['live-request', (bar) => live(bar)?.click()],
  ];
  for (const [type, press, before] of intents) {
    it(`asks for what is wanted: ${type} ${before ? JSON.stringify(before) : ''}`, async () => {
      const bar = await show(before);
      const hearing = heard(type);
      press(bar);
      expect(await hearing).to.include({ bubbles: true, composed: true });
    });
  }

  it('changes nothing by itself', async () => {
    const bar = await show();
    play(bar).click();
    button(bar, 'Mute')?.click();
    await settled(bar);
    expect([play(bar).ariaLabel, button(bar, 'Mute')?.ariaLabel]).to.deep.equal(['Pause', 'Mute']);
  });
});

describe('the zoom of the control bar', () => {
  afterEach(clearStage);

  const spanOf = (bar: TimeShiftControlBar) => ({
    label: textOf(part(bar, '.span')),
    ms: bar.shadowRoot!.querySelector('time-shift-timeline')?.spanMs,
  });
  async function press(bar: TimeShiftControlBar, label: string) {
    button(bar, label)?.click();
    await bar.updateComplete;
  }

  it('goes in steps from ten minutes to all that there is, six hours at first', async () => {
    const bar = await show();
    expect(spanOf(bar)).to.deep.equal({ label: '6 h', ms: 6 * HOUR_MS });
    const seen: unknown[] = [];
    while (!button(bar, 'Show more time')?.disabled) {
      await press(bar, 'Show more time');
      seen.push(spanOf(bar));
    }
    while (!button(bar, 'Show less time')?.disabled) {
      await press(bar, 'Show less time');
      seen.push(spanOf(bar).label);
    }
    expect(seen).to.deep.equal([
      { label: '1 d', ms: DAY_MS },
      { label: 'All', ms: 7 * DAY_MS },
      ...['1 d', '6 h', '1 h', '10 min'],
    ]);
  });

  it('shows all where there is less than six hours', async () => {
    const bar = await show({ bounds: { start: NOW - 2 * HOUR_MS, end: NOW } });
    expect(spanOf(bar)).to.deep.equal({ label: 'All', ms: 2 * HOUR_MS });
    expect(button(bar, 'Show more time')?.disabled).to.equal(true);
    await press(bar, 'Show less time');
    expect(spanOf(bar)).to.deep.equal({ label: '1 h', ms: HOUR_MS });
  });

  it('is not there where there is hardly anything to see', async () => {
    const bar = await show({ bounds: { start: NOW - 5 * MINUTE_MS, end: NOW } });
    expect(button(bar, 'Show more time') === null).to.be.true;
    expect(part(bar, '.span')).to.equal(null);
  });

  it('keeps its step while time goes on', async () => {
    const bar = await show();
    await press(bar, 'Show less time');
    bar.now = NOW + MINUTE_MS;
    bar.bounds = { start: NOW + MINUTE_MS - 7 * DAY_MS, end: NOW + MINUTE_MS };
    await bar.updateComplete;
    expect(spanOf(bar).label).to.equal('1 h');
  });
});
