import { expect } from 'chai';
import {
  clearStage,
  expectRightDate,
  FRAME_MS,
  freshStream,
  HOUR_MS,
  isPlaying,
  MINUTE_MS,
  stagePlayer,
  stillPicture,
  until,
} from '../stage.ts';
import {
  currentTime,
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
import { timelineOf } from './parts-of.ts';

describe('playback by keyboard', () => {
  afterEach(clearStage);

  it('starts by Space on the first button, which leaves the focus in the player', async () => {
    const player = await stageKeyboard();
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

  it('is tried again by Enter, which leaves the focus in the player', async () => {
    const player = stagePlayer({ src: freshStream('~fail=playlist:500:4') });
    await until(() => player.shadowRoot?.querySelector('.failure'));
    await tabTo('Try again');
    await press('Enter');
    await until(() => isPlaying(player));
    await press('k');
    await until(() => player.paused);
  });

  it('zooms the timeline in and out', async () => {
    const player = await playByKeyboard();
    const timeline = timelineOf(player);
    const before = timeline.spanMs;
    await press('+');
    expect(timeline.spanMs).to.equal(before / 2);
    await press('-', '-');
    expect(timeline.spanMs).to.equal(before * 2);
  });

  it('marks a beginning and an end', async () => {
    const player = await playByKeyboard();
    const marks: (number | undefined)[][] = [];
    player.addEventListener('markchange', ({ detail: { from, to } }) =>
      marks.push([from?.getTime(), to?.getTime()]),
    );
    await press('k');
    await stillPicture(player.video);
    const first = currentTime(player);
    await press('[', 'ArrowRight');
    await until(() => currentTime(player) > first + 4000 && !player.video.seeking);
    await press(']');
    expect(marks).to.deep.equal([
      [first, undefined],
      [first, currentTime(player)],
    ]);
  });

  it('pauses to step by frames', async () => {
    const player = await playByKeyboard();
    const session = player['session'];
    const { seek } = session.snapshot;
    await press('.');
    // The frame has to be found before it is sought.
    await until(() => session.snapshot.seek !== seek && session.snapshot.seek.phase === 'shown');
    expect(player.paused).to.equal(true);
    const from = await stillPicture(player.video);
    await press('.');
    await until(() => currentTime(player) > from);
    expect((await stillPicture(player.video)) - from).to.equal(FRAME_MS);
    await press(',', ',');
    await until(() => currentTime(player) < from);
    expect((await stillPicture(player.video)) - from).to.equal(-FRAME_MS);
  });

  it('steps by minutes from the target of the step before', async () => {
    const player = await playByKeyboard();
    // While it plays, the target of a step would depend on when a key reaches the page.
    await press('k');
    const from = await stillPicture(player.video);
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight']) await pressWith('Shift', key);
    const target = from - 2 * MINUTE_MS;
    // Each step may land a frame beside its target, and the next one goes on from there.
    await until(() => Math.abs(currentTime(player) - target) < 1000 && !player.video.seeking);
    await expectRightDate(player);
  });

  for (const place of [SLIDER, 'More']) {
    it(`goes from recording to recording with the focus on “${place}”`, async () => {
      const minute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
      const ends = [90, 60].map((minutes) => minute - minutes * MINUTE_MS);
      const holes = ends.map((end) => `${end / 1000 - 60}-${end / 1000}`).join(',');
      const player = await playByKeyboard({ src: `/live/studio~holes=${holes}.m3u8` });
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

  it('changes its rate', async () => {
    const player = await playByKeyboard();
    await press('>', '>');
    expect(player.playbackRate).to.equal(1.5);
    await press('<', '<', '<');
    expect(player.playbackRate).to.equal(0.75);
  });

  it('is unmuted and muted', async () => {
    const player = await playByKeyboard();
    await press('m');
    await until(() => !player.video.muted);
    await press('m');
    await until(() => player.video.muted);
  });

  for (const place of [SLIDER, 'More']) {
    it(`goes live with the focus on “${place}”`, async () => {
      const player = await playByKeyboard({ start: String(Date.now() - HOUR_MS) });
      expect(player.mode).to.equal('shifted');
      await tabTo(place);
      await press('End');
      await until(() => player.mode === 'live' && isPlaying(player));
    });
  }

  for (const modifier of ['Control', 'Meta']) {
    it(`leaves keys with ${modifier} to the browser`, async () => {
      const player = await playByKeyboard();
      const from = currentTime(player);
      for (const key of ['k', 'm', '.', '[', 'g', 'ArrowLeft', 'PageUp', 'Space']) {
        await pressWith(modifier, key);
      }
      await player.updateComplete;
      expect([player.paused, player.muted, isPanelOpen(player)]).to.deep.equal([false, true, false]);
      expect(currentTime(player)).to.be.least(from);
    });
  }
});
