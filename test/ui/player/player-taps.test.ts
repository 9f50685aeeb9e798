import { expect } from 'chai';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { WoundClock } from '../wound-clock.ts';
import { clearStage, hasControls, HOUR_MS, isPlaying, stagePlayer, until } from '../stage.ts';

async function play(): Promise<TimeShiftPlayer> {
  const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8' });
  await until(() => isPlaying(player) && !part(player, '.waiting') && hasControls(player));
  return player;
}

const part = (player: TimeShiftPlayer, selector: string) =>
  player.shadowRoot?.querySelector<HTMLElement>(selector);

const isResting = (player: TimeShiftPlayer): boolean =>
  part(player, 'time-shift-control-bar')?.classList.contains('resting') ?? false;

/** Dispatches the events of a press at a share of the player's width. */
async function press(player: TimeShiftPlayer, pointerType: 'touch' | 'mouse', type = 'click', share = 0.5) {
  const { left, top, width } = player.getBoundingClientRect();
  const place = { clientX: left + width * share, clientY: top + 20 };
  const options = { ...place, pointerType, bubbles: true, composed: true };
  const surface = part(player, '.surface');
  surface?.dispatchEvent(new PointerEvent('pointerdown', options));
  surface?.dispatchEvent(new PointerEvent(type, options));
  await player.updateComplete;
}

describe('a press on the picture', () => {
  // Its waits of a second and more do not end, so that the viewer does not become idle during a test.
  let clock: WoundClock;
  beforeEach(() => {
    clock = new WoundClock();
  });
  afterEach(() => {
    clock.stop();
    clearStage();
  });

  it('with a mouse pauses and plays', async () => {
    const player = await play();
    await press(player, 'mouse');
    expect(player.paused).to.be.true;
    await press(player, 'mouse');
    await until(() => !player.paused);
  });

  it('with a finger hides the controls and shows them again, and does not pause', async () => {
    const player = await play();
    expect(isResting(player)).to.be.false;
    await press(player, 'touch');
    expect(isResting(player)).to.be.true;
    await press(player, 'touch');
    expect(isResting(player)).to.be.false;
    expect(player.paused).to.be.false;
  });

  for (const [side, share, seconds] of [
    ['left', 0.2, -10],
    ['right', 0.8, 10],
  ] as const) {
    it(`twice with a finger on the ${side} side seeks by ${seconds} seconds`, async () => {
      const player = await play();
      await player.seekTo(new Date(Date.now() - HOUR_MS));
      player.pause();
      const before = player.currentDate!.getTime();
      const sought = new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }));
      await press(player, 'touch', 'dblclick', share);
      await sought;
      expect(player.currentDate!.getTime() - before).to.be.within(seconds * 1000 - 100, seconds * 1000 + 100);
    });
  }

  it('closes the open panel and does nothing else', async () => {
    const player = await play();
    player.dispatchEvent(new KeyboardEvent('keydown', { key: 'g' }));
    await until(() => part(player, 'time-shift-date-picker'));
    await press(player, 'mouse');
    expect(part(player, 'time-shift-date-picker') === null).to.be.true;
    expect(player.paused).to.be.false;
  });
});
