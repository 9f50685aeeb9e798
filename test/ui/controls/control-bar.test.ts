import { expect } from 'chai';
import '../../../src/ui/controls/control-bar.ts';
import type { TimeShiftControlBar } from '../../../src/ui/controls/control-bar.ts';
import { clearStage, DAY_MS, HOUR_MS, MINUTE_MS, until } from '../stage.ts';

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
/** The live button. Tests read its label, since what it shows depends on the width. */
const live = (bar: TimeShiftControlBar) =>
  bar.shadowRoot!.querySelector('time-shift-live-button')?.shadowRoot?.querySelector('button');
const play = (bar: TimeShiftControlBar) =>
  bar.shadowRoot!.querySelector('time-shift-play-button')!.shadowRoot!.querySelector('button')!;

/** Resolves with the next event of a type that leaves all shadow trees. */
const heard = (type: string): Promise<Event> =>
  new Promise((resolve) => document.body.addEventListener(type, resolve, { once: true }));

describe('the control bar', () => {
  afterEach(clearStage);

  it('shows the time of the picture, with its day and zone', async () => {
    expect(textOf(part(await show(), '.clock'))).to.equal('12:49:18 Sat 21 Nov · UTC');
  });

  it('shows the target of a seek', async () => {
    const bar = await show({ seekingTo: NOW - DAY_MS });
    expect(textOf(part(bar, '.clock'))).to.equal('13:05:30 Fri 20 Nov · UTC');
    expect(live(bar)?.ariaLabel).to.equal('Go live, −1 d 0 h behind live');
  });

  const clocks: [what: string, properties: Partial<TimeShiftControlBar>, text: string][] = [
    [
      '≈ where the time may be wrong by more than a second',
      { accuracy: 1001 },
      '≈about 12:49:18 Sat 21 Nov · UTC',
    ],
    ['no ≈ where it is right to a second', { accuracy: 1000 }, '12:49:18 Sat 21 Nov · UTC'],
    ['no ≈ where it is not known how wrong it may be', { accuracy: null }, '12:49:18 Sat 21 Nov · UTC'],
    [
      'no ≈ at the target of a seek',
      { accuracy: 9000, seekingTo: NOW - DAY_MS },
      '13:05:30 Fri 20 Nov · UTC',
    ],
  ];
  for (const [what, properties, text] of clocks) {
    it(`shows ${what}`, async () => expect(textOf(part(await show(properties), '.clock'))).to.equal(text));
  }

  it('says to screen readers that a time is an estimate, and shows them no sign', async () => {
    const clock = part(await show({ accuracy: 5000 }), '.clock');
    const [sign, said] = clock!.querySelectorAll('span');
    expect([sign?.textContent, sign?.ariaHidden]).to.deep.equal(['≈', 'true']);
    expect(said?.textContent.trim()).to.equal('about');
    expect(said?.offsetWidth).to.equal(1);
  });

  const rows: [what: string, properties: Partial<TimeShiftControlBar>, text: string | undefined][] = [
    ['that the picture is live', { mode: 'live', playhead: NOW - 8000 }, 'Live'],
    ['how far the picture is behind live', {}, 'Go live, −16:12 behind live'],
    ['no live button where the viewer cannot go live', { hasLive: false, mode: 'vod' }, undefined],
    ['no live button while it is idle', { mode: 'idle' }, undefined],
  ];
  for (const [what, properties, text] of rows) {
    it(`shows ${what}`, async () => expect(live(await show(properties))?.ariaLabel).to.equal(text));
  }

  it('has no clock while it is idle, and disables what would do nothing', async () => {
    const bar = await show({ mode: 'idle', playhead: null });
    expect(part(bar, '.clock') === null).to.be.true;
    expect(play(bar).disabled).to.equal(true);
    expect(bar.shadowRoot!.querySelector('time-shift-timeline')?.disabled).to.equal(true);
  });

  it('has no clock while the time is unknown', async () => {
    expect(part(await show({ playhead: null }), '.clock') === null).to.be.true;
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
    ['step-request', (bar) => button(bar, 'Back 10 seconds')?.click()],
    ['panel-request', (bar) => button(bar, 'Go to a date and time')?.click()],
    ['panel-request', (bar) => button(bar, 'More')?.click()],
    ['copy-request', (bar) => part(bar, '.clock')?.click()],
    ['picture-in-picture-request', (bar) => button(bar, 'Picture in picture')?.click()],
    ['fullscreen-request', (bar) => button(bar, 'Leave full screen')?.click(), { isFullscreen: true }],
  ];
  for (const [type, press, before] of intents) {
    it(`fires ${type} ${before ? JSON.stringify(before) : ''}`, async () => {
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

  const spanOf = (bar: TimeShiftControlBar) => textOf(part(bar, '.span'));
  async function press(bar: TimeShiftControlBar, label: string) {
    button(bar, label)?.click();
    await shown(bar);
  }
  /** The timeline reports its viewport after an update, which updates the bar again. */
  async function shown(bar: TimeShiftControlBar) {
    for (let times = 0; times < 2; times += 1) {
      await bar.shadowRoot!.querySelector('time-shift-timeline')!.updateComplete;
      await bar.updateComplete;
    }
  }
  async function showZoom(properties: Partial<TimeShiftControlBar> = {}) {
    const bar = await show(properties);
    await until(() => part(bar, '.span') !== null);
    return bar;
  }

  it('halves and doubles the shown time, between a minute and all of it', async () => {
    const bar = await showZoom();
    const seen = [spanOf(bar)];
    await press(bar, 'Show more time');
    seen.push(spanOf(bar));
    while (!button(bar, 'Show more time')?.disabled) await press(bar, 'Show more time');
    seen.push(spanOf(bar));
    while (!button(bar, 'Show less time')?.disabled) await press(bar, 'Show less time');
    expect([...seen, spanOf(bar)]).to.deep.equal(['6h', '12h', 'All', '1m']);
  });

  it('cycles through an hour, six hours, a day and all of the time', async () => {
    const bar = await showZoom();
    const seen: unknown[] = [];
    for (let times = 0; times < 4; times += 1) {
      part(bar, '.span')?.click();
      await shown(bar);
      seen.push(spanOf(bar));
    }
    expect(seen).to.deep.equal(['1d', 'All', '1h', '6h']);
  });

  it('shows all of the time where that is less than six hours', async () => {
    const bar = await showZoom({ bounds: { start: NOW - 2 * HOUR_MS, end: NOW } });
    expect(spanOf(bar)).to.equal('All');
    expect(button(bar, 'Show more time')?.disabled).to.equal(true);
  });

  it('keeps its span while time goes on', async () => {
    const bar = await showZoom();
    await press(bar, 'Show less time');
    bar.now = NOW + MINUTE_MS;
    bar.bounds = { start: NOW + MINUTE_MS - 7 * DAY_MS, end: NOW + MINUTE_MS };
    await shown(bar);
    expect(spanOf(bar)).to.equal('3h');
  });
});
