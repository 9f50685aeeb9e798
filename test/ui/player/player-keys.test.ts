import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { handleKey } from '../../../src/ui/player/player-keys.ts';
import type { PlayerPanels } from '../../../src/ui/player/player-panels.ts';
import { clearStage, hasControls, isPlaying, stagePlayer, until } from '../stage.ts';

/** Returns what a key calls on the commands and the panels, and whether it is kept from the browser. */
function press(init: KeyboardEventInit, open: PlayerPanels['open'] = null) {
  const calls: string[] = [];
  const call = (name: string | symbol) => (argument?: unknown) =>
    calls.push([name, argument].join(' ').trim());
  const recorder = new Proxy(
    { open },
    { get: (target, name) => (name === 'open' ? target.open : call(name)) },
  );
  const element = document.createElement('div');
  element.addEventListener('keydown', (event) => handleKey(event, recorder as never, recorder as never));
  const event = new KeyboardEvent('keydown', { cancelable: true, ...init });
  element.dispatchEvent(event);
  return { calls, isTaken: event.defaultPrevented };
}

describe('handleKey', () => {
  const rows: [key: string, call: string][] = [
    [' ', 'togglePlay'],
    ['ArrowLeft', 'stepBy -5'],
    ['l', 'stepBy 10'],
    [',', 'stepFrame -1'],
    ['>', 'changeRate 1'],
    ['PageUp', 'goToRecording -1'],
    ['3', 'goToShare 0.3'],
    ['Home', 'goToStart'],
    ['End', 'goLive'],
    ['[', 'mark in'],
    [']', 'mark out'],
    ['g', 'toggle date'],
    ['?', 'toggle keys'],
    ['m', 'toggleMuted'],
    ['f', 'toggleFullscreen'],
    ['i', 'togglePictureInPicture'],
    ['c', 'toggleSubtitles'],
  ];
  for (const [key, call] of rows) {
    it(`calls ${call} for “${key}”, and nothing else`, () =>
      expect(press({ key })).to.deep.equal({ calls: [call], isTaken: true }));
  }

  it('repeats only steps and speed changes while a key is held', () => {
    const held = rows.filter(([key]) => press({ key, repeat: true }).calls.length > 0).map(([key]) => key);
    expect(held).to.deep.equal(['ArrowLeft', 'l', ',', '>']);
    expect(press({ key: ' ', repeat: true }).isTaken, 'a held Space must not scroll the page').to.be.true;
  });

  it('leaves other keys to the browser', () =>
    expect(press({ key: 'x' })).to.deep.equal({ calls: [], isTaken: false }));

  it('closes the open panel by Escape, and leaves Escape to the browser where none is open', () => {
    expect(press({ key: 'Escape' }, 'settings')).to.deep.equal({ calls: ['close'], isTaken: true });
    expect(press({ key: 'Escape' })).to.deep.equal({ calls: [], isTaken: false });
  });
});

describe('a click on the picture', () => {
  afterEach(async () => {
    clearStage();
    // Other test files have players there.
    await sendMouse({ type: 'move', position: [790, 590] });
  });

  it('gives the player the keyboard focus', async () => {
    const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8' });
    await until(() => isPlaying(player) && hasControls(player));
    const { left, top } = player.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.ceil(left) + 50, Math.ceil(top) + 50] });
    await until(() => player.paused);
    await sendKeys({ press: 'k' });
    await until(() => !player.paused);
  });
});
