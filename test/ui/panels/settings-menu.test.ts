import { expect } from 'chai';
import type { Variant } from '../../../src/core/index.ts';
import '../../../src/ui/panels/settings-menu.ts';
import type { TimeShiftSettingsMenu } from '../../../src/ui/panels/settings-menu.ts';
import { clearStage, until } from '../stage.ts';
import { violations } from '../violations.ts';

const variant = (height: number | null, bandwidth: number | null): Variant => ({
  url: `https://domain/${height}.m3u8`,
  bandwidth,
  resolution: height === null ? null : { width: (height * 16) / 9, height },
  codecs: null,
});
const [low, high] = [variant(360, 500_000), variant(720, 2_000_000)];

async function show(properties: Partial<TimeShiftSettingsMenu> = {}) {
  const menu = Object.assign(document.createElement('time-shift-settings-menu'), {
    lang: 'en',
    ...properties,
  });
  const heard: unknown[] = [];
  for (const type of ['rate', 'quality', 'zone', 'snapshot', 'keys', 'close']) {
    // The listener is outside of all shadow trees, where the events have to arrive.
    document.body.addEventListener(
      `${type}-request`,
      (event) => heard.push([type, (event as CustomEvent<unknown>).detail]),
      { signal: stage.signal },
    );
  }
  document.body.append(menu);
  await menu.updateComplete;
  const root = menu.shadowRoot!;
  const select = (label: string) =>
    [...root.querySelectorAll('label')].find(({ textContent }) => textContent.trim().startsWith(label))
      ?.control as HTMLSelectElement | undefined;
  return {
    menu,
    root,
    heard,
    texts: (label: string) => [...(select(label)?.options ?? [])].map(({ text }) => text),
    chosen: (label: string) => select(label)?.selectedOptions[0]?.text,
    choose: (label: string, text: string) => {
      const field = select(label)!;
      field.selectedIndex = [...field.options].findIndex((option) => option.text === text);
      field.dispatchEvent(new Event('change'));
    },
    click: (text: string) =>
      [...root.querySelectorAll('button')].find((each) => each.textContent.trim() === text)?.click(),
  };
}

function videoWith(...kinds: TextTrackKind[]): HTMLVideoElement {
  const video = document.createElement('video');
  for (const kind of kinds)
    video.addTextTrack(kind, kind === 'captions' ? 'For the deaf' : '', 'en').mode = 'disabled';
  return video;
}

let stage: AbortController;

describe('the settings menu', () => {
  beforeEach(() => (stage = new AbortController()));
  afterEach(() => {
    stage.abort();
    clearStage();
  });

  const rates: [rate: number, chosen: string, count: number][] = [
    [1, '1×', 8],
    [0.25, '0.25×', 8],
    [4, '4×', 8],
    [3, '3×', 9],
  ];
  for (const [rate, chosen, count] of rates) {
    it(`shows the speed ${rate}`, async () => {
      const menu = await show({ rate });
      expect([menu.chosen('Speed'), menu.texts('Speed').length]).to.deep.equal([chosen, count]);
    });
  }

  const qualities: [what: string, properties: Partial<TimeShiftSettingsMenu>, chosen: string | undefined][] =
    [
      ['nothing if there is only one', { qualities: [low] }, undefined],
      ['“Automatic” and the one that plays', { qualities: [low, high], quality: high }, 'Automatic (720p)'],
      ['“Automatic” before one plays', { qualities: [low, high] }, 'Automatic'],
      ['the chosen one', { qualities: [low, high], quality: low, isChosen: true }, '360p'],
      [
        'the bandwidth where there is no resolution',
        { qualities: [low, variant(null, 1_234_567)], quality: variant(null, 1_234_567) },
        'Automatic (1235 kbit/s)',
      ],
    ];
  for (const [what, properties, chosen] of qualities) {
    it(`shows as the quality ${what}`, async () =>
      expect((await show(properties)).chosen('Quality')).to.equal(chosen));
  }

  it('lists the best quality first', async () =>
    expect((await show({ qualities: [low, high] })).texts('Quality')).to.deep.equal([
      'Automatic',
      '720p',
      '360p',
    ]));

  it('lists the zone of the page, too', async () => {
    const menu = await show({ displayZone: 'America/Argentina/Buenos_Aires' });
    expect(menu.chosen('Time zone')).to.equal('America/Argentina/Buenos Aires');
    expect(menu.texts('Time zone')).to.have.length(8);
    expect((await show({ displayZone: 'UTC' })).texts('Time zone')).to.have.length(7);
  });

  const choices: [label: string, text: string, heard: unknown][] = [
    ['Speed', '1.5×', ['rate', { rate: 1.5 }]],
    ['Quality', '360p', ['quality', { quality: low }]],
    ['Quality', 'Automatic', ['quality', { quality: null }]],
    ['Time zone', 'Asia/Tokyo', ['zone', { zone: 'Asia/Tokyo' }]],
  ];
  for (const [label, text, told] of choices) {
    it(`requests ${label} ${text}`, async () => {
      const menu = await show({ qualities: [low, high], quality: high, isChosen: true });
      menu.choose(label, text);
      expect(menu.heard).to.deep.equal([told]);
    });
  }

  const actions: [button: string, heard: string][] = [
    ['Save the picture', 'snapshot'],
    ['Keyboard shortcuts', 'keys'],
    ['✕', 'close'],
  ];
  for (const [button, told] of actions) {
    it(`requests ${told} with “${button}”`, async () => {
      const menu = await show();
      menu.click(button);
      expect(menu.heard).to.deep.equal([[told, null]]);
    });
  }

  it('shows a speed that is changed elsewhere after the viewer has chosen one', async () => {
    const menu = await show();
    const become = (rate: number) => {
      menu.menu.rate = rate;
      return menu.menu.updateComplete;
    };
    for (const rate of [1.5, 2]) {
      menu.choose('Speed', `${rate}×`);
      await become(rate);
    }
    await become(1.5);
    expect(menu.chosen('Speed')).to.equal('1.5×');
  });

  it('lists the subtitles of the video, and shows the chosen ones', async () => {
    const video = videoWith('metadata', 'subtitles', 'captions');
    const menu = await show({ video });
    expect(menu.texts('Subtitles')).to.deep.equal(['Off', 'en', 'For the deaf']);
    expect(menu.chosen('Subtitles')).to.equal('Off');
    const seen = ['en', 'For the deaf', 'Off'].map((text) => {
      menu.choose('Subtitles', text);
      return [...video.textTracks].map(({ mode }) => mode).join();
    });
    expect(seen).to.deep.equal([
      'disabled,showing,disabled',
      'disabled,disabled,showing',
      'disabled,disabled,disabled',
    ]);
  });

  it('lists no subtitles where the video has only metadata tracks', async () =>
    expect((await show({ video: videoWith('metadata') })).texts('Subtitles')).to.be.empty);

  it('lists the audio tracks of the video where the browser supports them', async () => {
    const audioTracks = [
      { label: 'Studio', language: 'en', enabled: true },
      { label: '', language: 'zh', enabled: false },
    ];
    const menu = await show({ video: Object.assign(videoWith(), { audioTracks }) });
    expect(menu.texts('Sound')).to.deep.equal(['Studio', 'zh']);
    expect(menu.chosen('Sound')).to.equal('Studio');
    menu.choose('Sound', 'zh');
    expect(audioTracks.map(({ enabled }) => enabled)).to.deep.equal([false, true]);
  });

  it('opens Safari’s list of screens', async () => {
    const asked: string[] = [];
    const video = Object.assign(videoWith(), {
      webkitShowPlaybackTargetPicker(this: HTMLElement) {
        asked.push(this.localName);
      },
    });
    const menu = await show({ video });
    menu.click('AirPlay');
    expect(asked).to.deep.equal(['video']);
  });

  it('focuses its first choice, and requests to close with Escape', async () => {
    const { menu, root, heard } = await show();
    menu.focus();
    await until(() => root.activeElement === root.querySelector('select'));
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    root.activeElement?.dispatchEvent(escape);
    expect(escape.defaultPrevented).to.be.true;
    expect(heard).to.deep.equal([['close', null]]);
  });

  it('satisfies axe', async () => {
    const { menu } = await show({ qualities: [low, high], video: videoWith('subtitles') });
    expect(await violations(menu)).to.deep.equal([]);
  });
});
