import { expect } from 'chai';
import { describe, it } from 'node:test';
import { askTimeline, listedS } from './ask-timeline.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readPlaylist, span, startsS, type ReadPlaylist } from './read-playlist.ts';
import { call, RECORD } from './rpc/signed-call.ts';

const HOUR_S = 3600;

class Operated extends ClockedOrigin {
  constructor(readonly name: string) {
    super();
  }

  wait(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }

  command(command: 'start' | 'stop'): void {
    expect(this.origin.setEncoder(this.name, command)).to.equal(null);
  }

  askLive(): Promise<Response> {
    return this.get(`/live/${this.name}.m3u8`);
  }

  async live(): Promise<ReadPlaylist> {
    return readPlaylist(await this.askLive());
  }
}

describe('An encoder that is stopped on command (case 28)', () => {
  it('lists what was complete, and then the live playlist stays as it was', async () => {
    const studio = new Operated('studio');
    await studio.wait(2);
    studio.command('stop');
    await studio.wait(2);
    const last = await studio.live();
    expect(startsS(last)).to.deep.equal(span(NOW_S - 24, NOW_S));
    await studio.wait(HOUR_S);
    expect((await studio.live()).text).to.equal(last.text);
    expect(last.text).not.to.include('ENDLIST');
  });

  it('has a live playlist that ends with down=ended, and none with down=404', async () => {
    const ended = new Operated('studio~down=ended');
    ended.command('stop');
    await ended.wait(1);
    expect((await ended.live()).text)
      .to.match(/\n#EXT-X-ENDLIST\n$/)
      .and.not.include('PLAYLIST-TYPE');
    const gone = new Operated('studio~down=404');
    gone.command('stop');
    await gone.wait(1);
    expect((await gone.askLive()).status).to.equal(404);
  });

  for (const downS of [30, 5 * HOUR_S]) {
    it(`publishes anew on command, after ${downS} s, with media sequence number 0`, async () => {
      const studio = new Operated('studio~down=404');
      studio.command('stop');
      await studio.wait(downS);
      studio.command('start');
      await studio.wait(5);
      expect((await studio.askLive()).status).to.equal(404);
      await studio.wait(0.5);
      const backS = NOW_S + downS + 1;
      const back = await studio.live();
      expect(startsS(back)).to.deep.equal([backS]);
      expect(back.segments[0]).to.include({ number: 0, isDiscontinuity: true });
      const listed = await askTimeline(studio, studio.name, NOW_S - 8, backS + 60);
      expect(listedS(listed)).to.deep.equal([NOW_S - 8, NOW_S - 4, backS]);
      expect((await studio.get(`/live/${back.segments[0]?.uri}`)).status).to.equal(200);
    });
  }

  it('can be stopped again and again, and segments keep their URLs', async () => {
    const studio = new Operated('studio');
    for (let round = 0; round < 3; round += 1) {
      studio.command('stop');
      studio.command('stop');
      await studio.wait(20);
      studio.command('start');
      await studio.wait(20);
    }
    const listed = listedS(await askTimeline(studio, 'studio', NOW_S - 8, NOW_S + 120));
    expect(listed).to.deep.equal([
      NOW_S - 8,
      NOW_S - 4,
      ...span(NOW_S + 21, NOW_S + 37),
      ...span(NOW_S + 61, NOW_S + 77),
      ...span(NOW_S + 101, NOW_S + 117),
    ]);
    for (const startS of listed) {
      expect((await studio.get(`/live/studio/${startS}000.ts`)).status, `${startS}`).to.equal(200);
    }
  });

  it('is restarted by a start while it is publishing', async () => {
    const studio = new Operated('studio');
    studio.command('start');
    await studio.wait(6);
    const { segments } = await studio.live();
    expect(segments.map(({ number, startMs }) => [number, startMs / 1000])).to.deep.equal([[0, NOW_S + 1]]);
  });

  it('comes back before the end of a hole in its name', async () => {
    const camera = new Operated(`camera~holes=${NOW_S - 30}-`);
    camera.command('start');
    await camera.wait(6);
    expect(startsS(await camera.live())).to.deep.equal([NOW_S + 1]);
  });

  it('stops its variants, too', async () => {
    const studio = new Operated('studio~variants=2~down=404');
    studio.command('stop');
    await studio.wait(2);
    expect((await studio.askLive()).status).to.equal(404);
    const variant = '/live/studio~down=404~size=320x180.m3u8';
    expect((await studio.get(variant)).status).to.equal(404);
    studio.command('start');
    await studio.wait(6);
    expect(startsS(await readPlaylist(await studio.get(variant)))).to.deep.equal([NOW_S + 3]);
  });

  it('ends a recording, which does not go on by itself', async () => {
    const hall = new Operated('hall');
    const record = { ...RECORD, StreamName: 'hall', Command: 'start' } as const;
    expect((await call(hall, record)).status).to.equal(200);
    await hall.wait(20);
    hall.command('stop');
    expect((await call(hall, record)).status).to.equal(404);
    await hall.wait(20);
    hall.command('start');
    await hall.wait(20);
    const recorded = () => askTimeline(hall, 'hall', NOW_S, NOW_S + 300);
    expect(listedS(await recorded())).to.deep.equal(span(NOW_S + 4, NOW_S + 20));
    expect((await call(hall, record)).status).to.equal(200);
    await hall.wait(14);
    expect(listedS(await recorded())).to.deep.equal([
      ...span(NOW_S + 4, NOW_S + 20),
      ...span(NOW_S + 61, NOW_S + 73),
    ]);
  });

  it('belongs to a stream that exists', () => {
    const { origin } = new ClockedOrigin();
    expect(origin.setEncoder('kitchen', 'stop')).to.have.property('status', 404);
    expect(origin.setEncoder('studio~down=5', 'stop')).to.have.property('status', 400);
  });
});
