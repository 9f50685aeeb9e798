import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import {
  clearStage,
  FRAME_MS,
  freshStream,
  hasControls,
  HOUR_MS,
  isPlaying,
  MINUTE_MS,
  stagePlayer,
  stillPicture,
  until,
} from '../stage.ts';

/** How far playback gets while a busy machine looks the other way. */
const SOON_MS = 8000;
const SLIDER = 'Seek';

/** Between two buttons, and not playing yet. */
async function begin(attributes: Record<string, string> = {}): Promise<TimeShiftPlayer> {
  const [before, after] = ['before', 'after'].map((label) =>
    Object.assign(document.createElement('button'), { ariaLabel: label }),
  );
  document.body.append(before!);
  const player = stagePlayer({ src: '/live/studio.m3u8', 'display-zone': 'UTC', ...attributes });
  player.autoplay = false;
  document.body.append(after!);
  await until(() => hasControls(player));
  await until(() => player.currentDate && player.shadowRoot?.querySelector('.big-play'));
  before!.focus();
  return player;
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

async function pressWith(modifier: string, key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await press(key);
  await sendKeys({ up: modifier });
}

/** What has the focus, as a screen reader names it, however deep it is. */
function focused(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.ariaLabel ?? (element as HTMLElement | null)?.innerText.trim() ?? '';
}

/** It never gives up: the test's timeout does. */
async function tabTo(label: string): Promise<void> {
  while (focused() !== label) await press('Tab');
}

async function beginPlaying(attributes: Record<string, string> = {}): Promise<TimeShiftPlayer> {
  const player = await begin(attributes);
  await tabTo(SLIDER);
  await press('k');
  await until(() => isPlaying(player));
  return player;
}

const inside = (player: TimeShiftPlayer, selector: string) => player.shadowRoot?.querySelector(selector);
const isOpen = (player: TimeShiftPlayer): boolean => inside(player, '#panel') !== null;
const now = (player: TimeShiftPlayer): number => player.currentDate?.getTime() ?? NaN;
const timeline = (player: TimeShiftPlayer) =>
  inside(player, 'time-shift-control-bar')!.shadowRoot!.querySelector('time-shift-timeline')!;

/** As one types it who knows ISO 8601. */
const written = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

const isNear = (player: TimeShiftPlayer, at: number): boolean =>
  isPlaying(player) && now(player) >= at - FRAME_MS && now(player) < at + SOON_MS;

describe('a session with the keyboard only', () => {
  afterEach(clearStage);

  it('starts by Space on the first button, which leaves the keys to the player', async () => {
    const player = await begin();
    await press('Tab');
    expect(focused()).to.equal('Play');
    await press('Space');
    await until(() => isPlaying(player));
    await player.updateComplete;
    await press('k');
    await until(() => player.paused);
    await press('Space');
    await until(() => !player.paused);
    await press('Tab');
    expect(focused()).to.equal(SLIDER);
  });

  it('tries again by Enter, which leaves the keys to the player', async () => {
    const player = stagePlayer({ src: freshStream('~fail=playlist:500:4') });
    await until(() => inside(player, '.failure'));
    await tabTo('Try again');
    await press('Enter');
    await until(() => isPlaying(player));
    await press('k');
    await until(() => player.paused);
  });

  it('goes to a date that is typed, and the focus to where it was', async () => {
    const player = await beginPlaying();
    const target = Math.floor((Date.now() - 90 * MINUTE_MS) / 1000) * 1000;
    await press('g');
    await until(() => isOpen(player) && focused().includes('has recordings'));
    await sendKeys({ type: written(target) });
    await press('Enter');
    await until(() => isNear(player, target) && player.mode === 'shifted');
    expect(isOpen(player)).to.be.false;
    expect(focused()).to.equal(SLIDER);
  });

  it('writes into the field of the date what would be keys outside of it', async () => {
    const player = await beginPlaying();
    await press('g');
    await until(() => isOpen(player) && focused().includes('has recordings'));
    await tabTo('Time');
    await sendKeys({ type: 'km.>?g[ ' });
    expect([player.paused, player.muted, player.playbackRate, isOpen(player)]).to.deep.equal([
      false,
      true,
      1,
      true,
    ]);
    await press('Enter');
    expect(focused(), 'what cannot be read').to.equal('Time');
    await press('Escape');
    await until(() => !isOpen(player));
    expect(focused()).to.equal(SLIDER);
  });

  it('zooms the timeline in and out', async () => {
    const player = await beginPlaying();
    const before = timeline(player).spanMs;
    await press('+');
    expect(timeline(player).spanMs).to.equal(before / 2);
    await press('-', '-');
    expect(timeline(player).spanMs).to.equal(before * 2);
  });

  it('marks in and out', async () => {
    const player = await beginPlaying();
    const told: (number | undefined)[][] = [];
    player.addEventListener('markchange', ({ detail: { from, to } }) =>
      told.push([from?.getTime(), to?.getTime()]),
    );
    await press('k');
    await stillPicture(player.video);
    const first = now(player);
    await press('[', 'ArrowRight');
    await until(() => now(player) > first + 4000 && !player.video.seeking);
    await press(']');
    expect(told).to.deep.equal([
      [first, undefined],
      [first, now(player)],
    ]);
  });

  it('steps by frames, and stands still for it', async () => {
    const player = await beginPlaying();
    await press('.');
    await until(() => player.paused && !player.video.seeking);
    const from = await stillPicture(player.video);
    await press('.');
    await until(() => now(player) > from);
    expect((await stillPicture(player.video)) - from).to.equal(FRAME_MS);
    await press(',', ',');
    await until(() => now(player) < from);
    expect((await stillPicture(player.video)) - from).to.equal(-FRAME_MS);
  });

  it('steps by minutes, from wherever a step before leads', async () => {
    const player = await beginPlaying();
    const from = now(player);
    await pressWith('Shift', 'ArrowLeft');
    await pressWith('Shift', 'ArrowLeft');
    await pressWith('Shift', 'ArrowLeft');
    await pressWith('Shift', 'ArrowRight');
    await until(() => isNear(player, from - 2 * MINUTE_MS));
  });

  for (const place of [SLIDER, 'More']) {
    it(`goes from recording to recording, with the focus on “${place}”`, async () => {
      const minute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
      const ends = [90, 60].map((minutes) => minute - minutes * MINUTE_MS);
      const holes = ends.map((end) => `${end / 1000 - 60}-${end / 1000}`).join(',');
      const player = await beginPlaying({ src: `/live/studio~holes=${holes}.m3u8` });
      await until(() => ends.every((end) => player.recorded.some(({ start }) => start === end)));
      await tabTo(place);
      const [earlier, later] = ends as [number, number];
      for (const [key, at] of [
        ['PageUp', later],
        ['PageUp', earlier],
        ['PageDown', later],
      ] as const) {
        await press(key);
        await until(() => isNear(player, at));
      }
    });
  }

  it('changes the speed', async () => {
    const player = await beginPlaying();
    await press('>', '>');
    expect(player.playbackRate).to.equal(1.5);
    await press('<', '<', '<');
    expect(player.playbackRate).to.equal(0.75);
  });

  it('turns the sound on and off', async () => {
    const player = await beginPlaying();
    await press('m');
    await until(() => !player.video.muted);
    await press('m');
    await until(() => player.video.muted);
  });

  for (const place of [SLIDER, 'More']) {
    it(`goes live with the focus on “${place}”`, async () => {
      const player = await beginPlaying({ start: String(Date.now() - HOUR_MS) });
      expect(player.mode).to.equal('shifted');
      await tabTo(place);
      await press('End');
      await until(() => player.mode === 'live' && isPlaying(player));
    });
  }

  const panels: [what: string, place: string, key: string, first: RegExp][] = [
    ['dialog of keys', SLIDER, '?', /^Close$/],
    ['dialog of keys', 'More', '?', /^Close$/],
    ['calendar', 'Back 10 seconds', 'g', /has recordings/],
    ['calendar', 'Go to a date and time', 'Enter', /has recordings/],
    ['menu', 'More', 'Space', /^0\.25×/],
  ];
  for (const [what, place, key, first] of panels) {
    it(`comes back to “${place}” from the ${what}`, async () => {
      const player = await begin();
      await tabTo(place);
      await press(key);
      await until(() => isOpen(player) && first.test(focused()));
      await press('Escape');
      await until(() => !isOpen(player));
      await until(() => focused() === place);
    });
  }

  it('comes through all controls by Tab, and out of the player at both ends', async () => {
    const player = await begin();
    const forward: string[] = [];
    do {
      await press('Tab');
      forward.push(focused());
    } while (forward.at(-1) !== 'after');
    const backward: string[] = [];
    do {
      await pressWith('Shift', 'Tab');
      backward.push(focused());
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

  for (const modifier of ['Control', 'Meta']) {
    it(`does nothing with ${modifier}`, async () => {
      const player = await beginPlaying();
      const from = now(player);
      for (const key of ['k', 'm', '.', '[', 'g', 'ArrowLeft', 'PageUp', 'Space']) {
        await pressWith(modifier, key);
      }
      await player.updateComplete;
      expect([player.paused, player.muted, isOpen(player)]).to.deep.equal([false, true, false]);
      expect(now(player)).to.be.least(from);
    });
  }
});
