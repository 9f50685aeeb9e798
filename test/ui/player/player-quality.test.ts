import { expect } from 'chai';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { clearStage, freshStream, hasControls, isPlaying, stagePlayer, until } from '../stage.ts';

interface Menu extends HTMLElement {
  readonly isChosen: boolean;
}

const menu = (player: TimeShiftPlayer) =>
  player.shadowRoot?.querySelector<Menu>('time-shift-settings-menu') ?? null;

/** Returns a player, and the heights of what played at each `qualitychange`. */
async function play(src: string): Promise<{ player: TimeShiftPlayer; heard: (number | undefined)[] }> {
  const player = stagePlayer({ src });
  const heard: (number | undefined)[] = [];
  player.addEventListener('qualitychange', () => heard.push(player.quality?.resolution?.height));
  await until(() => isPlaying(player) && hasControls(player));
  return { player, heard };
}

describe('the quality of a player', () => {
  afterEach(clearStage);

  it('fires no event for a stream with a single variant', async () => {
    const { heard } = await play(freshStream());
    expect(heard).to.be.empty;
  });

  it('fires events, and is shown as chosen after the page has chosen it, until another stream is loaded', async () => {
    const { player, heard } = await play(freshStream('~variants=3'));
    expect(heard).to.not.be.empty;
    player.quality = player.qualities[0]!;
    await until(() => heard.at(-1) === 180);
    const bar = player.shadowRoot?.querySelector('time-shift-control-bar');
    bar?.dispatchEvent(new CustomEvent('panel-request', { detail: { panel: 'settings' } }));
    await until(() => menu(player));
    expect(menu(player)?.isChosen).to.be.true;
    player.src = freshStream('~variants=3');
    await until(() => player.qualities.length === 3 && isPlaying(player));
    await until(() => menu(player)?.isChosen === false);
  });
});
