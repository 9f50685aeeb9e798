import { expect } from 'chai';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import {
  clearStage,
  DAY_MS,
  expectRightDate,
  FRAME_MS,
  HOUR_MS,
  isPlaying,
  MINUTE_MS,
  stagePlayer,
  until,
} from '../stage.ts';
import { TimeSkip } from '../time-skip.ts';

const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

async function play(attributes: Record<string, string>): Promise<TimeShiftPlayer> {
  const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8', ...attributes });
  await until(() => isPlaying(player) && player.currentDate);
  return player;
}

/** Plays from a start. The time since then is the most by which the picture can be past the start. */
async function playFrom(startMs: number, attributes: Record<string, string>): Promise<TimeShiftPlayer> {
  const stagedMs = performance.now();
  const player = await play({ start: new Date(startMs).toISOString(), ...attributes });
  const playedMs = player.currentDate!.getTime() - startMs;
  expect(playedMs, 'from the start to the picture, ms').to.be.within(
    0,
    performance.now() - stagedMs + FRAME_MS,
  );
  return player;
}

describe('currentDate equals the clock in the picture', () => {
  afterEach(clearStage);

  it('during live playback, some seconds behind the server', async () => {
    const player = await play({});
    expect(player.mode).to.equal('live');
    expect(player.latency).to.be.within(1, 20);
    await expectRightDate(player);
  });

  for (const [format, unit, zone] of [
    ['unix', 's', '0'],
    ['unix', 'ns', '8'],
    ['human', 's', '8'],
    ['human', 'ms', '5'],
  ] as const) {
    it(`after a start that is sent as ${format}, ${unit}, zone ${zone}`, async () => {
      const encoding = { 'time-format': format, 'time-unit': unit, 'time-zone': zone };
      const player = await playFrom(Date.now() - HOUR_MS, encoding);
      expect(player.mode).to.equal('shifted');
      expect(player.playbackUrl).to.include(`lhs_start_${format}_${unit}_${zone}=`);
      await expectRightDate(player);
    });
  }

  it('at the end of playback between a start and an end', async () => {
    const end = Date.now() - HOUR_MS;
    const player = stagePlayer({
      src: '/live/studio~size=320x180.m3u8',
      start: String(end - 1500),
      end: String(end),
    });
    await new Promise((resolve) => player.addEventListener('ended', resolve));
    expect(player.ended).to.be.true;
    expect(player.paused).to.be.true;
    // The session compares the time with the end some times a second, and less often on a busy machine.
    expect(player.currentDate!.getTime() - end).to.be.within(-2 * FRAME_MS, 1000);
    await expectRightDate(player);
  });

  it('in a recording with a vodEnd', async () => {
    const start = Date.now() - DAY_MS;
    const player = await playFrom(start, { 'vod-end': ago(DAY_MS - 20 * MINUTE_MS) });
    expect(player.mode).to.equal('vod');
    await expectRightDate(player);
    await player.seekTo(new Date(start + 15 * MINUTE_MS));
    await expectRightDate(player);
  });

  for (const behaviour of ['sliding', 'growing']) {
    it(`at an offset from live, in a playlist that is ${behaviour}`, async () => {
      const player = await play({ src: `/live/studio~offset=${behaviour}.m3u8`, offset: '1800' });
      expect(player.latency).to.be.within(1795, 1825);
      await expectRightDate(player);
    });
  }

  it('after seeks by seconds, hours and days, back and forth', async () => {
    const player = await play({});
    const live = Date.now();
    for (const back of [30_000, 45_000, HOUR_MS, HOUR_MS + 5000, 3 * DAY_MS, 13 * DAY_MS, 40 * MINUTE_MS]) {
      const target = live - back;
      const landed = await player.seekTo(new Date(target));
      expect(landed.getTime() - target, `${back} ms back`).to.be.within(-FRAME_MS, FRAME_MS);
      await expectRightDate(player);
      await player.play();
    }
    await player.goLive();
    expect(player.mode).to.equal('live');
    await expectRightDate(player);
  });

  it('after a far seek while paused, which leaves the player paused', async () => {
    const player = await play({});
    player.pause();
    const target = Date.now() - 2 * HOUR_MS;
    const landed = await player.seekTo(new Date(target));
    expect(landed.getTime() - target).to.be.within(-FRAME_MS, FRAME_MS);
    expect(player.paused).to.be.true;
    await expectRightDate(player);
    expect(player.shadowRoot?.querySelector('canvas')?.hidden, 'the frozen frame').to.be.true;
  });

  it("by the server's clock where the viewer's clock is wrong by hours", async () => {
    const skewMs = -5 * HOUR_MS;
    const player = await play({ src: `/live/studio~skew=${skewMs / 1000}.m3u8` });
    await until(() => Math.abs(player.serverDate.getTime() - Date.now() - skewMs) < 1000);
    expect(player.mode).to.equal('live');
    await expectRightDate(player);
    const target = player.serverDate.getTime() - HOUR_MS;
    const landed = await player.seekTo(new Date(target));
    expect(landed.getTime() - target).to.be.within(-FRAME_MS, FRAME_MS);
    await expectRightDate(player);
  });
});

describe('a player that was paused at live', () => {
  let time: TimeSkip;
  beforeEach(() => {
    time = new TimeSkip('studio~edge=3');
  });
  afterEach(() => {
    clearStage();
    time.stop();
  });

  it('continues at the same instant after the live playlist has dropped it', async () => {
    const player = await play({ src: '/live/studio~edge=3.m3u8' });
    // The first answer of the timeline tells the server's time; until then, what was asked for decides the mode.
    await until(() => player.recorded.length > 0);
    player.pause();
    const pausedAt = player.currentDate!.getTime();
    time.skip(32_000);
    const resumedMs = performance.now();
    await player.play();
    await until(() => isPlaying(player) && player.currentDate!.getTime() > pausedAt + 500);
    expect(player.currentDate!.getTime() - pausedAt).to.be.within(
      0,
      performance.now() - resumedMs + FRAME_MS,
    );
    expect(player.mode).to.equal('shifted');
    await expectRightDate(player);
  });
});
