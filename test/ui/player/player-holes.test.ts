import { expect } from 'chai';
import type { TimeRange } from '../../../src/core/index.ts';
import type { GapSkipDetail } from '../../../src/ui/player/player-events.ts';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { clearStage, expectRightDate, FRAME_MS, MINUTE_MS, stagePlayer, until } from '../stage.ts';

/** Five minutes an hour ago, in whole segments. */
const gap = (() => {
  const start = Math.floor((Date.now() - 60 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  return { start, end: start + 5 * MINUTE_MS };
})();
const src = `/live/camera~holes=${gap.start / 1000}-${gap.end / 1000}.m3u8`;

/** The edges of the gap may be in two chunks of the timeline. */
const hasEdges = (recorded: readonly TimeRange[]): boolean =>
  recorded.some(({ end }) => end === gap.start) && recorded.some(({ start }) => start === gap.end);

/** A player that is paused at a start and knows the gap, so that nothing depends on how fast the test goes on. */
async function pauseAt(start: number, attributes: Record<string, string> = {}): Promise<TimeShiftPlayer> {
  const player = stagePlayer({ src, start: String(start), ...attributes });
  player.autoplay = false;
  await until(() => player.currentDate && hasEdges(player.recorded));
  return player;
}

const nextGapSkip = (player: TimeShiftPlayer): Promise<GapSkipDetail> =>
  new Promise((resolve) =>
    player.addEventListener('gapskip', ({ detail }) => resolve(detail), { once: true }),
  );

const message = (player: TimeShiftPlayer): string =>
  player.shadowRoot?.querySelector('.toast')?.textContent ?? '';

describe('a gap in the recording', () => {
  afterEach(clearStage);

  it('is skipped by a seek into it, which lands at the next recorded instant and tells so', async () => {
    const player = await pauseAt(gap.start - 20 * MINUTE_MS);
    const skipped = nextGapSkip(player);
    const landed = await player.seekTo(new Date(gap.start + MINUTE_MS));
    expect(landed.getTime() - gap.end).to.be.within(0, 2 * FRAME_MS);
    expect(await skipped).to.deep.equal({ from: new Date(gap.start), to: new Date(gap.end) });
    await player.updateComplete;
    expect(message(player)).to.match(/^Nothing recorded from .* to .* · continued at /);
    await expectRightDate(player);
  });

  it('is skipped by a step back over it', async () => {
    const player = await pauseAt(gap.end + 5000);
    const landed = await player.seekBy(-10);
    expect(landed.getTime()).to.be.within(gap.start - 3000, gap.start - 1);
    await expectRightDate(player);
  });

  it('is skipped by playback, which tells where it begins and ends', async () => {
    const player = await pauseAt(gap.start - 1000);
    const skipped: GapSkipDetail[] = [];
    player.addEventListener('gapskip', ({ detail }) => skipped.push(detail));
    expect(player.currentDate!.getTime()).to.be.below(gap.start);
    const wallMinusMediaMs = () => player.currentDate!.getTime() - player.video.currentTime * 1000;
    const before = wallMinusMediaMs();
    await player.play();
    await until(() => player.currentDate!.getTime() >= gap.end);
    // The session looks at playback at each of these events, before this listener does.
    await new Promise((resolve) => player.video.addEventListener('timeupdate', resolve, { once: true }));
    expect(skipped).to.deep.equal([{ from: new Date(gap.start), to: new Date(gap.end) }]);
    await expectRightDate(player);
    // Media time stands for the whole of the wall clock but for the gap, so playback went on right at its end.
    expect(wallMinusMediaMs() - before).to.be.closeTo(gap.end - gap.start, FRAME_MS);
  });

  it('stops playback where the page wants it to', async () => {
    const player = await pauseAt(gap.start - 1000, { gaps: 'stop' });
    const paused = new Promise((resolve) => player.addEventListener('pause', resolve, { once: true }));
    await player.play();
    await paused;
    await until(() => !player.video.seeking);
    expect(player.currentDate!.getTime()).to.be.within(gap.start - 1000, gap.start);
  });
});
