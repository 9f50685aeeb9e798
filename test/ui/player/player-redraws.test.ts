import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { setHidden, unhidePage } from '../../session/hidden-page.ts';
import { WoundClock } from '../wound-clock.ts';
import { clearStage, hasControls, HOUR_MS, isPlaying, stagePlayer, until } from '../stage.ts';
import { barOf, timelineOf } from './parts-of.ts';

const EVENTS = ['timeupdate', 'progress', 'canplay', 'suspend', 'durationchange'];

const clockOf = (player: TimeShiftPlayer) =>
  barOf(player).shadowRoot!.querySelector('.clock')?.textContent.trim().slice(0, 8);

/** Plays what was an hour ago, with its controls. */
async function play(): Promise<TimeShiftPlayer> {
  const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8', 'display-zone': 'UTC' });
  await until(() => isPlaying(player) && hasControls(player) && player.recorded.length > 0);
  await player.seekTo(new Date(player.serverDate.getTime() - HOUR_MS));
  await until(() => isPlaying(player) && player.mode === 'shifted' && timelineOf(player).viewport);
  return player;
}

/** Fires `rounds` times each event on the video of a player, and counts the updates of its elements meanwhile. */
async function countUpdates(player: TimeShiftPlayer, rounds: number) {
  const elements = { player, bar: barOf(player), timeline: timelineOf(player) };
  await settle(player);
  const counts = { player: 0, bar: 0, timeline: 0 };
  const counters = Object.entries(elements).map(([name, element]: [string, ReactiveControllerHost]) => {
    const counter = { hostUpdated: () => void (counts[name as keyof typeof counts] += 1) };
    element.addController(counter);
    return () => element.removeController(counter);
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const type of EVENTS) player.video.dispatchEvent(new Event(type));
    await settle(player);
  }
  counters.forEach((remove) => remove());
  return counts;
}

async function settle(player: TimeShiftPlayer): Promise<void> {
  await player.updateComplete;
  await barOf(player).updateComplete;
  await timelineOf(player).updateComplete;
}

/**
 * Plays so much during which the controls rest, and returns the playhead that the timeline had at the beginning. Where a
 * busy machine makes playback stall, the controls are shown for a while.
 */
async function restFor(player: TimeShiftPlayer, ms: number): Promise<number> {
  for (;;) {
    await until(() => barOf(player).className === 'resting');
    await settle(player);
    const playhead = timelineOf(player).playhead!;
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(barOf(player), { attributeFilter: ['class'] });
    await until(() => changes.length > 0 || player.currentDate!.getTime() > playhead + ms);
    observer.disconnect();
    if (changes.length === 0) return playhead;
  }
}

/** Resolves in the frame after the one in which the browser tells its observers that an element is in view, or is not. */
const intersects = (element: Element, isIntersecting: boolean): Promise<void> =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting !== isIntersecting) return;
      observer.disconnect();
      // Other observers may be told after this one.
      requestAnimationFrame(() => resolve());
    });
    observer.observe(element);
  });

describe('the controls of a player', () => {
  // Its waits of a second and more do not end, so that the viewer does not become idle during a test.
  let clock: WoundClock;
  beforeEach(() => {
    clock = new WoundClock();
  });
  afterEach(() => {
    clock.stop();
    unhidePage();
    clearStage();
  });

  const unseen: [
    what: string,
    hide: (player: TimeShiftPlayer) => unknown,
    show: (player: TimeShiftPlayer) => unknown,
  ][] = [
    [
      'at rest',
      (player) => player.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' })),
      (player) => player.dispatchEvent(new PointerEvent('pointermove')),
    ],
    ['on a hidden page', () => setHidden(true), () => setHidden(false)],
    [
      'scrolled out of view',
      (player) => ((player.style.marginBlockStart = '5000px'), intersects(player, false)),
      (player) => ((player.style.marginBlockStart = ''), intersects(player, true)),
    ],
  ];
  for (const [what, hide, show] of unseen) {
    it(`are not redrawn ${what}, and are up to date when they are shown again`, async () => {
      const player = await play();
      await hide(player);
      const counts = await countUpdates(player, 50);
      expect([counts.bar, counts.timeline]).to.deep.equal([0, 0]);
      const target = player.serverDate.getTime() - 2 * HOUR_MS;
      await player.seekTo(new Date(target));
      await show(player);
      const isCurrent = () => clockOf(player) === player.currentDate?.toISOString().slice(11, 19);
      await until(() => timelineOf(player).seekingTo === null && isCurrent());
      expect(timelineOf(player).playhead! - target).to.be.within(-1000, 10_000);
    });
  }

  it('are redrawn once a second while they are seen, and the timeline when a pixel changes', async () => {
    const player = await play();
    const startMs = performance.now();
    const counts = await countUpdates(player, 100);
    const seconds = Math.ceil((performance.now() - startMs) / 1000);
    // A new or extended buffered range redraws both as well.
    expect(counts.bar, `in ${seconds} s`).to.be.most(seconds + 3);
    expect(counts.timeline, `in ${seconds} s`).to.be.most(seconds / 5 + 3);
  });

  it('have a clock that goes on with playback', async () => {
    const player = await play();
    const time = clockOf(player);
    await until(() => clockOf(player) !== time);
  });

  it('bring assistive technology new times while they rest', async () => {
    const setInterval = window.setInterval.bind(window);
    const refreshes: (() => void)[] = [];
    window.setInterval = ((run: () => void, ms: number) => {
      // However slow the machine is, they come when the test says so.
      if (ms !== 10_000) return setInterval(run, ms);
      refreshes.push(run);
      // No timer has this number.
      return 0;
    }) as typeof setInterval;
    try {
      const player = await play();
      player.playbackRate = 4;
      player.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
      // The timeline may lag behind by five seconds.
      const playhead = await restFor(player, 5000);
      expect(timelineOf(player).playhead).to.equal(playhead);
      refreshes.at(-1)!();
      await settle(player);
      expect(timelineOf(player).playhead).to.be.above(playhead);
    } finally {
      window.setInterval = setInterval;
    }
  });

  it('lie under the mouse that wakes them, so that they know from its first move on where it is', async () => {
    const player = await play();
    player.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
    await player.updateComplete;
    expect(barOf(player).className).to.equal('resting');
    const { x, y, width, height } = barOf(player).getBoundingClientRect();
    const below = player.shadowRoot!.elementFromPoint(x + width / 2, y + height / 2);
    expect(below).to.equal(barOf(player));
  });

  it('are redrawn once to fade out', async () => {
    const player = await play();
    player.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
    await player.updateComplete;
    expect(barOf(player).className).to.equal('resting');
    player.dispatchEvent(new PointerEvent('pointermove'));
    await player.updateComplete;
    expect(barOf(player).className).to.equal('');
  });
});
