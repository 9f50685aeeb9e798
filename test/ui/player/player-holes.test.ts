import { expect } from 'chai';
import type { GapSkipDetail } from '../../../src/ui/player/player-events.ts';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { clearStage, expectRightDate, FRAME_MS, isPlaying, MINUTE_MS, stagePlayer, until } from '../stage.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** An hour ago, for five minutes, on whole segments. */
const hole = (() => {
  const start = Math.floor((Date.now() - 60 * MINUTE_MS) / 60_000) * 60_000;
  return { start, end: start + 5 * MINUTE_MS };
})();
const src = `/live/camera~holes=${seconds(hole.start)}-${seconds(hole.end)}.m3u8`;

async function playFrom(start: number, attributes: Record<string, string> = {}): Promise<TimeShiftPlayer> {
  const player = stagePlayer({ src, start: String(start), ...attributes });
  await until(() => isPlaying(player) && player.currentDate);
  await until(() => player.recorded.some((range) => range.start === hole.end));
  return player;
}

const nextGapSkip = (player: TimeShiftPlayer): Promise<GapSkipDetail> =>
  new Promise((resolve) =>
    player.addEventListener('gapskip', ({ detail }) => resolve(detail), { once: true }),
  );

const message = (player: TimeShiftPlayer): string =>
  player.shadowRoot?.querySelector('.toast')?.textContent ?? '';

describe('a hole in what is recorded', () => {
  afterEach(clearStage);

  it('is what a seek into it skips, to the next recorded instant, saying so', async () => {
    const player = await playFrom(hole.start - 20 * MINUTE_MS);
    const told = nextGapSkip(player);
    const landed = await player.seekTo(new Date(hole.start + MINUTE_MS));
    expect(landed.getTime() - hole.end).to.be.within(0, 2 * FRAME_MS);
    expect(await told).to.deep.equal({ from: new Date(hole.start), to: new Date(hole.end) });
    await player.updateComplete;
    expect(message(player)).to.match(/^Nothing recorded from .* to .* · continued at /);
    await expectRightDate(player);
  });

  it('is stepped back over', async () => {
    const player = await playFrom(hole.end + 5000);
    const landed = await player.seekBy(-10);
    expect(landed.getTime()).to.be.within(hole.start - 3000, hole.start - 1);
    await expectRightDate(player);
  });

  it('is what playback skips, telling its edges', async () => {
    const player = await playFrom(hole.start - 3000);
    expect(await nextGapSkip(player)).to.deep.equal({ from: new Date(hole.start), to: new Date(hole.end) });
    expect(player.currentDate!.getTime()).to.be.within(hole.end, hole.end + 1000);
    await expectRightDate(player);
  });

  it('is where playback stops if the page wants it so', async () => {
    const player = await playFrom(hole.start - 3000, { gaps: 'stop' });
    await until(() => player.paused && !player.video.seeking);
    expect(player.currentDate!.getTime()).to.be.within(hole.start - 1000, hole.start);
  });
});
