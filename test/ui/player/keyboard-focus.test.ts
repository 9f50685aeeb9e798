import { expect } from 'chai';
import { clearStage, MINUTE_MS, until } from '../stage.ts';
import {
  focused,
  isNear,
  isPanelOpen,
  playByKeyboard,
  press,
  pressWith,
  SLIDER,
  stageKeyboard,
  tabTo,
} from './keyboard-stage.ts';

/** Writes an instant in ISO 8601, as a viewer may type it. */
const written = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

describe('the keyboard focus', () => {
  afterEach(clearStage);

  it('returns to where it was after a date was typed', async () => {
    const player = await playByKeyboard();
    const target = Math.floor((Date.now() - 90 * MINUTE_MS) / 1000) * 1000;
    await press('g');
    await until(() => isPanelOpen(player) && focused().includes('has recordings'));
    await press(...Array.from(written(target)));
    await press('Enter');
    await until(() => isNear(player, target) && player.mode === 'shifted');
    expect(isPanelOpen(player)).to.be.false;
    expect(focused()).to.equal(SLIDER);
  });

  it('in the field of the date picker keeps keys from the player', async () => {
    const player = await playByKeyboard();
    await press('g');
    await until(() => isPanelOpen(player) && focused().includes('has recordings'));
    await tabTo('Time');
    await press(...Array.from('km.>?g[ '));
    expect([player.paused, player.muted, player.playbackRate, isPanelOpen(player)]).to.deep.equal([
      false,
      true,
      1,
      true,
    ]);
    await press('Enter');
    expect(focused(), 'after a text that is not a time').to.equal('Time');
    await press('Escape');
    await until(() => !isPanelOpen(player));
    expect(focused()).to.equal(SLIDER);
  });

  const panels: [what: string, place: string, key: string, first: RegExp][] = [
    ['dialog of keys', SLIDER, '?', /^Close$/],
    ['dialog of keys', 'More', '?', /^Close$/],
    ['date picker', 'Back 10 seconds', 'g', /has recordings/],
    ['date picker', 'Go to a date and time', 'Enter', /has recordings/],
    ['menu', 'More', 'Space', /^0\.25×/],
  ];
  for (const [what, place, key, first] of panels) {
    it(`returns to “${place}” from the ${what}`, async () => {
      const player = await stageKeyboard();
      await tabTo(place);
      await press(key);
      await until(() => isPanelOpen(player) && first.test(focused()));
      await press('Escape');
      await until(() => !isPanelOpen(player));
      await until(() => focused() === place);
    });
  }

  it('moves through all controls by Tab, and out of the player at both ends', async () => {
    const player = await stageKeyboard();
    // There is room for all controls, whatever they say.
    player.style.inlineSize = '1000px';
    // The paused picture may fall behind live meanwhile.
    const label = () => focused().replace(/^Go live.*/, 'Live');
    const forward: string[] = [];
    do {
      await press('Tab');
      forward.push(label());
    } while (forward.at(-1) !== 'after');
    const backward: string[] = [];
    do {
      await pressWith('Shift', 'Tab');
      backward.push(label());
    } while (backward.at(-1) !== 'before');
    expect(backward.slice(0, -1)).to.deep.equal(forward.slice(0, -1).reverse());
    expect(forward).to.include.members([
      SLIDER,
      'Overview',
      'Back 10 seconds',
      'Live',
      'More',
      'Full screen',
    ]);
    expect(player.paused).to.be.true;
  });
});
