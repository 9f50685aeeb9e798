import { expect } from 'chai';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { clearStage, hasControls, HOUR_MS, isPlaying, MINUTE_MS, stagePlayer, until } from '../stage.ts';
import { ago, bubble, clearTimelines, pointer, stageTimeline, xOf } from '../timeline/timeline-stage.ts';
import { violations } from '../violations.ts';
import { barOf, partOf, timelineOf } from './parts-of.ts';

const SRC = '/live/studio~size=320x180.m3u8';
const ARABIC = /\p{Script=Arabic}/u;

/** Five minutes an hour ago. */
const hole = (() => {
  const start = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - HOUR_MS;
  return { start, end: start + 5 * MINUTE_MS };
})();

const inside = (player: TimeShiftPlayer, selector: string) =>
  player.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;

/** Shows a player with its controls. A pointer loads them at once. */
async function stage(
  attributes: Record<string, string> = {},
  properties: Partial<TimeShiftPlayer> = {},
): Promise<TimeShiftPlayer> {
  const player = Object.assign(stagePlayer(attributes), properties);
  player.dispatchEvent(new PointerEvent('pointermove'));
  await until(() => hasControls(player));
  await player.updateComplete;
  await barOf(player).updateComplete;
  await timelineOf(player).updateComplete;
  return player;
}

async function play(attributes: Record<string, string> = {}): Promise<TimeShiftPlayer> {
  const player = await stage({ src: SRC, ...attributes });
  await until(() => isPlaying(player) && player.recorded.length > 0 && timelineOf(player).viewport);
  return player;
}

async function playShifted(): Promise<TimeShiftPlayer> {
  const player = await play();
  await player.seekTo(new Date(Date.now() - HOUR_MS));
  await until(() => isPlaying(player) && player.mode === 'shifted');
  return player;
}

async function pause(): Promise<TimeShiftPlayer> {
  const player = await play();
  player.pause();
  await until(() => barOf(player).paused);
  return player;
}

async function narrow(): Promise<TimeShiftPlayer> {
  const player = await play();
  player.style.inlineSize = '320px';
  await until(() => !partOf(player, 'overview')!.checkVisibility());
  return player;
}

async function openPanel(name: 'date' | 'settings'): Promise<TimeShiftPlayer> {
  const player = await play();
  const [date, settings] = barOf(player).shadowRoot!.querySelectorAll<HTMLElement>('[aria-haspopup]');
  (name === 'date' ? date : settings)!.click();
  await until(() => inside(player, '#panel')?.shadowRoot?.activeElement);
  return player;
}

async function openKeys(): Promise<TimeShiftPlayer> {
  const player = await play();
  player.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }));
  await until(() => inside(player, '#panel')?.shadowRoot?.querySelector('dialog')?.open);
  return player;
}

async function seekIntoHole(): Promise<TimeShiftPlayer> {
  const [from, to] = [hole.start / 1000, hole.end / 1000];
  const player = await play({ src: `/live/camera~holes=${from}-${to}.m3u8` });
  await until(() => player.recorded.some((range) => range.start === hole.end));
  await player.seekTo(new Date(hole.start + MINUTE_MS));
  await until(() => inside(player, '.toast')?.textContent);
  return player;
}

async function panAway(): Promise<TimeShiftPlayer> {
  const player = await play();
  const pan = new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true });
  partOf(player, 'overview')!.dispatchEvent(pan);
  await until(() => partOf(player, 'follow'));
  return player;
}

/** Resolves with the player once it is in a state. */
async function reached(
  staged: Promise<TimeShiftPlayer>,
  isThere: (player: TimeShiftPlayer) => unknown,
): Promise<TimeShiftPlayer> {
  const player = await staged;
  await until(() => isThere(player));
  return player;
}

const states: [what: string, reach: () => Promise<TimeShiftPlayer>][] = [
  ['is idle', stage],
  [
    'waits for its first picture',
    () => reached(stage({ src: '/live/studio~latency=1000.m3u8' }), (it) => inside(it, '.waiting')),
  ],
  [
    'has not been played',
    () => reached(stage({ src: SRC }, { autoplay: false }), (it) => inside(it, '.big-play')),
  ],
  ['plays live', play],
  ['plays a recording of an hour ago', playShifted],
  ['is paused', pause],
  ['shows an error', () => reached(stage({ src: '/live/nobody.m3u8' }), (it) => inside(it, '.failure'))],
  ['tells that it skipped a gap', seekIntoHole],
  ['shows its date picker', () => openPanel('date')],
  ['shows its settings', () => openPanel('settings')],
  ['shows its dialog of keys', openKeys],
  ['shows another part of the timeline', panAway],
  [
    'speaks Arabic, from right to left',
    () =>
      reached(play({ lang: 'ar', dir: 'rtl' }), (it) => ARABIC.test(partOf(it, 'slider')!.ariaLabel ?? '')),
  ],
  ['is as narrow as a small phone', narrow],
];

describe('axe-core finds no violation in a player that', () => {
  afterEach(clearStage);

  for (const [what, reach] of states) {
    it(what, async () => {
      const player = await reach();
      await player.updateComplete;
      expect(await violations(player)).to.deep.equal([]);
    });
  }
});

describe('axe-core finds no violation in a timeline of its own that', () => {
  afterEach(clearTimelines);

  it('has nothing to show', async () => {
    expect(await violations(await stageTimeline({ bounds: { start: 0, end: 0 } }))).to.deep.equal([]);
  });

  it('shows where a click into a gap would land', async () => {
    const timeline = await stageTimeline();
    await pointer(timeline, 'move', xOf(ago(35)));
    expect(bubble(timeline)).to.match(/^Nothing recorded/);
    expect(await violations(timeline)).to.deep.equal([]);
  });
});
