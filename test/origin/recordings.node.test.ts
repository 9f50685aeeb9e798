import { expect } from 'chai';
import { describe, it } from 'node:test';
import type { RecordCommand } from '../../src/server/index.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPlaylist } from './read-playlist.ts';
import { call, RECORD } from './rpc/signed-call.ts';

const SEGMENT_S = 4;

/** An origin, and its stream that is recorded on command only. Nothing has been recorded yet. */
class Hall extends ClockedOrigin {
  constructor(private readonly name = 'hall') {
    super();
  }

  async command(Command: RecordCommand): Promise<number> {
    return (await call(this, { ...RECORD, StreamName: this.name, Command })).status;
  }

  wait(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }

  /** The recorded ranges in the timeline, merged, in seconds since the beginning of the test. */
  async recorded(): Promise<[from: number, to: number][]> {
    const range = `lhs_start_unix_s_0=${NOW_S}&lhs_end_unix_s_0=${NOW_S + 3600}`;
    const answer = await this.get(`/openapi/timeline/query?app=live&stream=${this.name}&format=ts&${range}`);
    const { content } = (await answer.json()) as {
      content: { timeline?: { start: number; end: number }[] };
    };
    const merged: [number, number][] = [];
    for (const { start, end } of content.timeline ?? []) {
      const last = merged.at(-1);
      if (last?.[1] === start - NOW_S) last[1] = end - NOW_S;
      else merged.push([start - NOW_S, end - NOW_S]);
    }
    return merged;
  }
}

describe('A stream that is recorded on command', () => {
  it('has no recording at first, but is live', async () => {
    const hall = new Hall();
    expect(await hall.recorded()).to.deep.equal([]);
    const { segments } = await readPlaylist(await hall.get('/live/hall.m3u8'));
    expect(segments).to.have.length(6);
    const past = `lhs_start=1&lhs_start_unix_s_0=${NOW_S - 60}&lhs_vodend_unix_s_0=${NOW_S}`;
    expect((await hall.get(`/live/hall.m3u8?${past}`)).status).to.equal(404);
  });

  it('records whole segments between start and stop', async () => {
    const hall = new Hall();
    expect(await hall.command('start')).to.equal(200);
    await hall.wait(30);
    const [[from, growing] = []] = await hall.recorded();
    expect(from).to.equal(SEGMENT_S);
    await hall.wait(30);
    expect(await hall.command('stop')).to.equal(200);
    await hall.wait(300);
    const ranges = await hall.recorded();
    expect(ranges).to.deep.equal([[SEGMENT_S, 60]]);
    expect(growing).to.be.below(60).and.above(20);
  });

  it('has the same segments in its playlists', async () => {
    const hall = new Hall();
    await hall.command('start');
    await hall.wait(60);
    await hall.command('cancel_delay');
    await hall.wait(60);
    const asked = `lhs_start=1&lhs_start_unix_s_0=${NOW_S - 60}&lhs_vodend_unix_s_0=${NOW_S + 100}`;
    const { segments } = await readPlaylist(await hall.get(`/live/hall.m3u8?${asked}`));
    expect(segments.map(({ startMs }) => Math.round((startMs - NOW_MS) / 1000))).to.deep.equal(
      Array.from({ length: 14 }, (_, index) => (index + 1) * SEGMENT_S),
    );
  });

  it('continues without a hole after a restart, which also starts a recording', async () => {
    const hall = new Hall();
    await hall.command('restart');
    await hall.wait(40);
    await hall.command('restart');
    await hall.wait(40);
    await hall.command('stop');
    await hall.wait(40);
    const [first, ...others] = await hall.recorded();
    expect([first?.[0], others.at(-1)?.[1] ?? first?.[1]]).to.deep.equal([SEGMENT_S, 80]);
  });

  it('ends the recording when the encoder is interrupted', async () => {
    const hall = new Hall(`hall~holes=${NOW_S + 20}-${NOW_S + 30}`);
    await hall.command('start');
    await hall.wait(25);
    expect(await hall.command('start'), 'while nobody publishes').to.equal(404);
    await hall.wait(100);
    expect(await hall.recorded()).to.deep.equal([[SEGMENT_S, 20]]);
    expect(await hall.command('start'), 'again').to.equal(200);
  });
});
