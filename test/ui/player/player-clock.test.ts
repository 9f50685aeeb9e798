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

const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

async function play(attributes: Record<string, string>): Promise<TimeShiftPlayer> {
  const player = stagePlayer({ src: '/live/studio.m3u8', ...attributes });
  await until(() => isPlaying(player) && player.currentDate);
  return player;
}

describe('the clock in the picture', () => {
  afterEach(clearStage);

  it('is currentDate live, some seconds behind the server', async () => {
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
    it(`is currentDate from a start that is sent as ${format}, ${unit}, zone ${zone}`, async () => {
      const start = ago(HOUR_MS);
      const encoding = { 'time-format': format, 'time-unit': unit, 'time-zone': zone };
      const player = await play({ start, ...encoding });
      expect(player.mode).to.equal('shifted');
      expect(player.playbackUrl).to.include(`lhs_start_${format}_${unit}_${zone}=`);
      expect(player.currentDate!.getTime() - Date.parse(start)).to.be.within(0, 3000);
      await expectRightDate(player);
    });
  }

  it('is currentDate between a start and an end, where playback stops', async () => {
    const end = Date.now() - HOUR_MS;
    const player = stagePlayer({ src: '/live/studio.m3u8', start: String(end - 3000), end: String(end) });
    await new Promise((resolve) => player.addEventListener('ended', resolve));
    expect(player.ended).to.be.true;
    expect(player.paused).to.be.true;
    // A busy machine looks at the clock some times a second only.
    expect(player.currentDate!.getTime() - end).to.be.within(-2 * FRAME_MS, 1000);
    await expectRightDate(player);
  });

  it('is currentDate in a recording with a vodEnd', async () => {
    const start = Date.now() - DAY_MS;
    const player = await play({ start: String(start), 'vod-end': String(start + 20 * MINUTE_MS) });
    expect(player.mode).to.equal('vod');
    expect(player.currentDate!.getTime() - start).to.be.within(0, 3000);
    await expectRightDate(player);
    await player.seekTo(new Date(start + 15 * MINUTE_MS));
    await expectRightDate(player);
  });

  for (const behaviour of ['sliding', 'growing']) {
    it(`is currentDate at an offset from live, in a playlist that is ${behaviour}`, async () => {
      const player = await play({ src: `/live/studio~offset=${behaviour}.m3u8`, offset: '1800' });
      expect(player.latency).to.be.within(1795, 1825);
      await expectRightDate(player);
    });
  }

  it('is currentDate after seeks of seconds, hours and days, back and forth', async () => {
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

  it('is currentDate after a far seek while paused, which stays paused', async () => {
    const player = await play({});
    player.pause();
    const target = Date.now() - 2 * HOUR_MS;
    const landed = await player.seekTo(new Date(target));
    expect(landed.getTime() - target).to.be.within(-FRAME_MS, FRAME_MS);
    expect(player.paused).to.be.true;
    await expectRightDate(player);
    expect(player.shadowRoot?.querySelector('canvas')?.hidden, 'the held picture').to.be.true;
  });

  it("is currentDate by the server's clock, where the viewer's is wrong by hours", async () => {
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

  it('goes on where playback was paused, after a live playlist has forgotten it', async () => {
    const player = await play({ src: '/live/studio~edge=3.m3u8' });
    player.pause();
    const pausedAt = player.currentDate!.getTime();
    await until(() => Date.now() - pausedAt > 32_000);
    await player.play();
    await until(() => isPlaying(player) && player.currentDate!.getTime() > pausedAt + 500);
    expect(player.currentDate!.getTime() - pausedAt).to.be.within(0, 3000);
    expect(player.mode).to.equal('shifted');
    await expectRightDate(player);
  }).timeout(60_000);
});
