import { expect } from 'chai';
import { findPlayerIntent } from '../../../src/ui/player/key-map.ts';
import { KEY_ROWS, type PlayerIntent } from '../../../src/ui/panels/keys/key-rows.ts';

/** As a browser tells it of a key that is pressed with nothing focused. */
function intentOf(init: KeyboardEventInit, isRtl = false): PlayerIntent | null {
  return findPlayerIntent(new KeyboardEvent('keydown', init), isRtl);
}

describe('the keys of the player', () => {
  const rows: [init: KeyboardEventInit, intent: PlayerIntent][] = [
    [{ key: ' ', code: 'Space' }, { kind: 'play-pause' }],
    [{ key: 'k' }, { kind: 'play-pause' }],
    [{ key: 'ArrowLeft' }, { kind: 'step', seconds: -5 }],
    [{ key: 'ArrowRight' }, { kind: 'step', seconds: 5 }],
    [
      { key: 'ArrowLeft', shiftKey: true },
      { kind: 'step', seconds: -60 },
    ],
    [
      { key: 'ArrowRight', shiftKey: true },
      { kind: 'step', seconds: 60 },
    ],
    [
      { key: 'ArrowLeft', altKey: true },
      { kind: 'step', seconds: -3600 },
    ],
    [
      { key: 'ArrowRight', altKey: true },
      { kind: 'step', seconds: 3600 },
    ],
    [{ key: 'j' }, { kind: 'step', seconds: -10 }],
    [{ key: 'l' }, { kind: 'step', seconds: 10 }],
    [{ key: ',' }, { kind: 'frame', direction: -1 }],
    [{ key: '.' }, { kind: 'frame', direction: 1 }],
    [{ key: 'Home' }, { kind: 'start' }],
    [{ key: 'End' }, { kind: 'live' }],
    [{ key: 'PageUp' }, { kind: 'recording', direction: -1 }],
    [{ key: 'PageDown' }, { kind: 'recording', direction: 1 }],
    [{ key: '[' }, { kind: 'mark-in' }],
    [{ key: ']' }, { kind: 'mark-out' }],
    [{ key: 'g' }, { kind: 'go-to-date' }],
    [{ key: 'm' }, { kind: 'mute' }],
    [{ key: 'f' }, { kind: 'full-screen' }],
    [{ key: 'i' }, { kind: 'picture-in-picture' }],
    [{ key: 'c' }, { kind: 'subtitles' }],
    [
      { key: '<', shiftKey: true },
      { kind: 'speed', direction: -1 },
    ],
    [
      { key: '>', shiftKey: true },
      { kind: 'speed', direction: 1 },
    ],
    [{ key: '0' }, { kind: 'share', share: 0 }],
    [{ key: '7' }, { kind: 'share', share: 0.7 }],
    [{ key: '9' }, { kind: 'share', share: 0.9 }],
    [{ key: '?', shiftKey: true }, { kind: 'keys' }],
    [{ key: 'Escape' }, { kind: 'escape' }],
    // Keyboards differ
    [{ key: 'K' }, { kind: 'play-pause' }],
    [
      { key: '<', code: 'IntlBackslash' },
      { kind: 'speed', direction: -1 },
    ],
    [
      { key: '1', code: 'Digit1', shiftKey: true },
      { kind: 'share', share: 0.1 },
    ],
    [{ key: 'ن', code: 'KeyK' }, { kind: 'play-pause' }],
    [{ key: 'л', code: 'KeyK' }, { kind: 'play-pause' }],
    [
      { key: '٥', code: 'Digit5' },
      { kind: 'share', share: 0.5 },
    ],
    [{ key: 'ü', code: 'BracketLeft' }, { kind: 'mark-in' }],
    [{ key: '؟', code: 'Slash', shiftKey: true }, { kind: 'keys' }],
    [
      { key: '》', code: 'Period', shiftKey: true },
      { kind: 'speed', direction: 1 },
    ],
  ];
  for (const [init, intent] of rows) {
    it(`${JSON.stringify(init)} is ${JSON.stringify(intent)}`, () =>
      expect(intentOf(init)).to.deep.equal(intent));
  }

  it('are all in the table, and all of the table are tested', () => {
    const told = KEY_ROWS.flatMap(({ intents }) => Object.values(intents)).map((intent) =>
      JSON.stringify(intent),
    );
    const tested = new Set(rows.map(([, intent]) => JSON.stringify(intent)));
    const shares = told.filter((intent) => intent.includes('share'));
    expect(shares).to.have.length(10);
    expect(told.filter((intent) => !tested.has(intent) && !shares.includes(intent))).to.deep.equal([]);
  });

  it('point the way that time goes, from right to left', () => {
    expect(intentOf({ key: 'ArrowLeft' }, true)).to.deep.equal({ kind: 'step', seconds: 5 });
    expect(intentOf({ key: 'ArrowRight', shiftKey: true }, true)).to.deep.equal({
      kind: 'step',
      seconds: -60,
    });
    expect(intentOf({ key: 'j' }, true)).to.deep.equal({ kind: 'step', seconds: -10 });
  });

  const others: KeyboardEventInit[] = [
    { key: 'f', ctrlKey: true },
    { key: 'c', metaKey: true },
    { key: 'ArrowLeft', metaKey: true },
    { key: ' ', ctrlKey: true },
    { key: '[', ctrlKey: true, altKey: true },
    { key: '[', modifierAltGraph: true },
    { key: 'k', altKey: true },
    { key: 'K', shiftKey: true },
    { key: ' ', shiftKey: true },
    { key: 'Home', shiftKey: true },
    { key: 'k', isComposing: true },
    { key: 'ArrowUp' },
    { key: 'Tab' },
    { key: 'Enter' },
    { key: 'F5' },
    { key: 'x' },
    { key: 'é', code: 'Digit2' },
    { key: '№', code: 'Digit3', shiftKey: true },
    { key: 'Dead', code: 'BracketLeft' },
    { key: 'Process', code: 'KeyK' },
  ];
  for (const init of others) {
    it(`${JSON.stringify(init)} is not theirs`, () => expect(intentOf(init)).to.equal(null));
  }

  it('are not theirs once somebody has used them', () => {
    const event = new KeyboardEvent('keydown', { key: 'k', cancelable: true });
    event.preventDefault();
    expect(findPlayerIntent(event, false)).to.equal(null);
  });
});

const ALL = [' ', 'k', 'ArrowLeft', 'Home', 'PageUp', '5', '?', 'Escape'];
const MOVES = ['ArrowLeft', 'Home', 'PageUp'];

describe('keys that a focused control handles itself', () => {
  afterEach(() => document.body.replaceChildren());

  /** Which of the keys mean nothing to a player around such a control. */
  function keptFrom(place: (player: HTMLElement) => Element): string[] {
    const player = document.createElement('div');
    document.body.append(player);
    const focused = place(player);
    return ALL.filter((key) => {
      let intent: PlayerIntent | null | undefined;
      const listen = (event: KeyboardEvent) => (intent = findPlayerIntent(event, false));
      player.addEventListener('keydown', listen, { once: true });
      focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      return intent === null;
    });
  }

  const element = (name: string, attributes: Record<string, string>) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const rows: [name: string, attributes: Record<string, string>, keys: string[]][] = [
    ['div', {}, []],
    ['video', {}, []],
    ['input', {}, ALL],
    ['input', { type: 'search' }, ALL],
    ['input', { type: 'datetime-local' }, ALL],
    ['textarea', {}, ALL],
    ['select', {}, ALL],
    ['div', { contenteditable: '' }, ALL],
    ['div', { contenteditable: 'plaintext-only' }, ALL],
    ['div', { contenteditable: 'false' }, []],
    ['div', { role: 'menu' }, ALL],
    ['div', { role: 'listbox' }, ALL],
    ['div', { role: 'grid' }, ALL],
    ['dialog', {}, ALL],
    ['div', { role: 'slider' }, MOVES],
    ['input', { type: 'range' }, [' ', ...MOVES]],
    ['input', { type: 'checkbox' }, [' ']],
    ['div', { role: 'tablist' }, MOVES],
    ['button', {}, [' ']],
    ['a', { href: '#' }, [' ']],
    ['summary', {}, [' ']],
    ['div', { role: 'switch' }, [' ']],
  ];
  for (const [name, attributes, keys] of rows) {
    it(`<${name} ${JSON.stringify(attributes)}>: ${keys.length === 0 ? 'none' : keys.join(' ')}`, () => {
      const inLight = keptFrom((player) => {
        player.append(element(name, attributes));
        return player.lastElementChild!;
      });
      const inShadow = keptFrom((player) => {
        const host = document.createElement('div');
        host.attachShadow({ mode: 'open' }).append(element(name, attributes));
        player.append(host);
        return host.shadowRoot!.lastElementChild!;
      });
      expect({ inLight, inShadow }).to.deep.equal({ inLight: keys, inShadow: keys });
    });
  }

  it('are also those of what is around the one with the focus', () => {
    const kept = keptFrom((player) => {
      const menu = element('div', { role: 'menu' });
      menu.append(element('div', { role: 'menuitem' }));
      player.append(menu);
      return menu.lastElementChild!;
    });
    expect(kept).to.deep.equal(ALL);
  });

  it('are not those of what the player stands in', () => {
    const kept = keptFrom((player) => {
      const around = element('dialog', { contenteditable: '' });
      document.body.append(around);
      around.append(player);
      return player;
    });
    expect(kept).to.deep.equal([]);
  });
});
