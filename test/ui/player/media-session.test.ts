import { expect } from 'chai';
import type { TimeShiftSession } from '../../../src/session/session.ts';
import {
  claimMediaSession,
  releaseMediaSession,
  type MediaSessionPlayer,
} from '../../../src/ui/player/media-session.ts';
import type { PlayerCommands } from '../../../src/ui/player/player-commands.ts';

const NOON = Date.parse('2026-03-10T12:00:00Z');
const HOUR_MS = 3_600_000;

/** A player as far as the media session knows it; it notes what it is asked for. */
class FakePlayer implements MediaSessionPlayer {
  readonly calls: string[] = [];
  readonly video = Object.assign(new EventTarget(), { paused: false, playbackRate: 1, src: 'blob:1' });
  snapshot = { mode: 'live' };
  bounds = { start: NOON - 24 * HOUR_MS, end: NOON };
  currentInstant: number | null = NOON - HOUR_MS;
  readonly commands: PlayerCommands;

  constructor() {
    const call = (name: string) => (argument?: number) => this.calls.push([name, argument].join(' ').trim());
    const names = ['play', 'pause', 'stepBy', 'seekTo'];
    this.commands = Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as PlayerCommands;
  }

  get session(): TimeShiftSession {
    return this as unknown as TimeShiftSession;
  }

  pause(): void {
    this.video.paused = true;
    this.video.dispatchEvent(new Event('pause'));
  }

  play(): void {
    this.video.paused = false;
    claimMediaSession(this);
    this.video.dispatchEvent(new Event('play'));
  }
}

describe('the media session', () => {
  const { mediaSession } = navigator;
  const handlers = new Map<string, MediaSessionActionHandler>();
  const positions: (MediaPositionState | undefined)[] = [];
  let player: FakePlayer;

  const press = (details: MediaSessionActionDetails) => handlers.get(details.action)?.(details);

  beforeEach(() => {
    positions.length = 0;
    mediaSession.setActionHandler = (action, handler) => {
      if (handler) handlers.set(action, handler);
      else handlers.delete(action);
    };
    mediaSession.setPositionState = (state) => positions.push(state);
    player = new FakePlayer();
    claimMediaSession(player);
  });
  afterEach(() => {
    releaseMediaSession(player);
    Reflect.deleteProperty(mediaSession, 'setActionHandler');
    Reflect.deleteProperty(mediaSession, 'setPositionState');
  });

  const rows: [details: MediaSessionActionDetails, call: string][] = [
    [{ action: 'play' }, 'play'],
    [{ action: 'pause' }, 'pause'],
    [{ action: 'seekbackward' }, 'stepBy -10'],
    [{ action: 'seekforward' }, 'stepBy 10'],
    [{ action: 'seekbackward', seekOffset: 30 }, 'stepBy -30'],
    [{ action: 'seekforward', seekOffset: 5 }, 'stepBy 5'],
    [{ action: 'seekto', seekTime: 3600 }, `seekTo ${NOON - 23 * HOUR_MS}`],
  ];
  for (const [details, expected] of rows) {
    it(`calls ${expected} for ${JSON.stringify(details)}`, () => {
      press(details);
      expect(player.calls).to.deep.equal([expected]);
    });
  }

  it('has the title of the page', () => expect(mediaSession.metadata?.title).to.equal(document.title));

  it('tells that live has no end, and where playback is', () => {
    expect(positions.at(-1)).to.deep.equal({ duration: Infinity, position: 23 * 3600, playbackRate: 1 });
  });

  it('tells of the past how long it is, and stays on the same scale while the retention moves on', () => {
    player.snapshot = { mode: 'shifted' };
    player.bounds = { start: player.bounds.start + 60_000, end: NOON + 60_000 };
    player.video.playbackRate = 2;
    player.video.dispatchEvent(new Event('seeked'));
    expect(positions.at(-1)).to.deep.equal({
      duration: 24 * 3600 + 60,
      position: 23 * 3600,
      playbackRate: 2,
    });
  });

  it('tells nothing of a picture whose time is not known', () => {
    positions.length = 0;
    player.currentInstant = null;
    player.video.dispatchEvent(new Event('seeked'));
    expect(positions).to.deep.equal([]);
  });

  it('belongs to the player that plays', () => {
    const other = new FakePlayer();
    other.play();
    press({ action: 'pause' });
    expect([player.calls, other.calls]).to.deep.equal([[], ['pause']]);
    other.pause();
    press({ action: 'pause' });
    expect(player.calls, 'the one that still plays').to.deep.equal(['pause']);
    releaseMediaSession(other);
  });

  it('stays with the player that was paused last, where none plays', () => {
    const other = new FakePlayer();
    other.play();
    player.pause();
    other.pause();
    press({ action: 'play' });
    expect(other.calls).to.deep.equal(['play']);
    releaseMediaSession(other);
  });

  it('goes to the next player when its own leaves the page', () => {
    const other = new FakePlayer();
    other.play();
    releaseMediaSession(other);
    press({ action: 'pause' });
    expect(player.calls).to.deep.equal(['pause']);
    expect(other.calls).to.deep.equal([]);
  });

  it('is empty after it was released', () => {
    releaseMediaSession(player);
    expect([...handlers.keys()]).to.be.empty;
    expect(mediaSession.metadata === null).to.be.true;
    expect(positions.at(-1)).to.equal(undefined);
    positions.length = 0;
    player.video.dispatchEvent(new Event('seeked'));
    expect(positions, 'and hears of nothing more').to.be.empty;
  });
});
