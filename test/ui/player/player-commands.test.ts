import { expect } from 'chai';
import { RecordedRanges, TimeShiftError } from '../../../src/core/index.ts';
import { IDLE, type SessionSnapshot } from '../../../src/session/session-store.ts';
import type { TimeShiftSession } from '../../../src/session/session.ts';
import { FrameStep } from '../../../src/ui/player/frame-step.ts';
import { PlayerCommands } from '../../../src/ui/player/player-commands.ts';
import '../../../src/ui/player/player.ts';

const NOW = Date.parse('2026-11-21T13:05:30Z');
const ago = (seconds: number): number => NOW - seconds * 1000;
const BOUNDS = { start: ago(1000), end: NOW };
const RECORDED = RecordedRanges.empty.learn(BOUNDS, [
  { start: ago(900), end: ago(700) },
  { start: ago(600), end: ago(400) },
  { start: ago(300), end: NOW },
]);

interface Scene {
  readonly snapshot?: Partial<SessionSnapshot>;
  readonly at?: number | null;
}

/** Returns commands to a player that does nothing, and a list of what they call. */
function command({ snapshot = {}, at = ago(500) }: Scene = {}) {
  const asked: string[] = [];
  const ask = (name: string) => (argument?: number) => {
    asked.push([name, argument].join(' ').trim());
    return Promise.resolve(0);
  };
  const session = {
    snapshot: { ...IDLE, recorded: RECORDED, ...snapshot },
    bounds: BOUNDS,
    currentInstant: at,
    seekTo: ask('seekTo'),
    seekBy: ask('seekBy'),
    goLive: ask('goLive'),
    retry: ask('retry'),
    showTimeline: () => undefined,
  };
  const player = document.createElement('time-shift-player');
  Object.assign(player, { play: ask('play'), pause: ask('pause') });
  const commands = new PlayerCommands(player, session as unknown as TimeShiftSession);
  commands.frames = Promise.resolve(new FrameStep(player.video));
  return { commands, player, asked };
}

describe('PlayerCommands', () => {
  afterEach(() => localStorage.clear());

  const error = new TimeShiftError('network', 'No way.');
  const toggles: [paused: boolean, error: TimeShiftError | null, asked: string][] = [
    [true, null, 'play'],
    [false, null, 'pause'],
    [true, error, 'retry'],
    [false, error, 'retry'],
  ];
  for (const [paused, failure, what] of toggles) {
    it(`toggles to ${what} while the player is ${paused ? 'paused' : 'playing'}${failure ? ' and has failed' : ''}`, () => {
      const { commands, player, asked } = command({ snapshot: { error: failure } });
      Object.defineProperty(player, 'paused', { value: paused });
      commands.togglePlay();
      expect(asked).to.deep.equal([what]);
    });
  }

  it('pauses to step by a frame', async () => {
    const { commands, asked } = command();
    await commands.stepFrame(-1);
    await commands.stepFrame(1);
    expect(asked).to.deep.equal(['pause', 'seekBy -0.04', 'pause', 'seekBy 0.04']);
  });

  const recordings: [at: number | null, seekingTo: number | null, direction: 1 | -1, to: number | null][] = [
    [ago(500), null, -1, ago(600)],
    [ago(598), null, -1, ago(900)],
    [ago(500), null, 1, ago(300)],
    [ago(500), ago(800), 1, ago(600)],
    [null, null, -1, ago(300)],
    [ago(899), null, -1, null],
    [ago(200), null, 1, null],
  ];
  for (const [at, seekingTo, direction, to] of recordings) {
    const from = [at, seekingTo].map((each) => each && (NOW - each) / 1000);
    it(`goes ${direction > 0 ? 'on' : 'back'} to the right recording from ${JSON.stringify(from)}`, () => {
      const { commands, asked } = command({ at, snapshot: { seekingTo } });
      commands.goToRecording(direction);
      expect(asked).to.deep.equal(to === null ? [] : [`seekTo ${to}`]);
    });
  }

  it('goes to a share of the timeline as it is shown, or of the bounds', () => {
    const { commands, asked } = command();
    commands.goToShare(0.5);
    commands.showTimeline({ start: ago(100), end: NOW });
    commands.goToShare(0.2);
    commands.goToStart();
    expect(asked).to.deep.equal([`seekTo ${ago(500)}`, `seekTo ${ago(80)}`, `seekTo ${ago(1000)}`]);
  });

  it('marks the current instant and fires an event', () => {
    const { commands, player } = command();
    const told: unknown[] = [];
    player.addEventListener('markchange', ({ detail }) => told.push(detail));
    commands.mark('out');
    commands.mark('in');
    const at = new Date(ago(500));
    expect(told).to.deep.equal([
      { from: null, to: at },
      { from: at, to: at },
    ]);
  });

  it('keeps its marks while the current instant is unknown', () => {
    const { commands } = command({ at: null });
    commands.marks = { in: ago(500), out: null };
    commands.mark('in');
    expect(commands.marks).to.deep.equal({ in: ago(500), out: null });
  });

  const rates: [from: number, direction: 1 | -1, to: number][] = [
    [1, 1, 1.25],
    [1, -1, 0.75],
    [4, 1, 4],
    [0.25, -1, 0.25],
    [3, 1, 4],
    [3, -1, 2],
  ];
  for (const [from, direction, to] of rates) {
    it(`changes the rate ${direction > 0 ? 'up' : 'down'} from ${from} to ${to}`, () => {
      const { commands, player } = command();
      player.playbackRate = from;
      commands.changeRate(direction);
      expect(player.playbackRate).to.equal(to);
    });
  }

  const mutes: [muted: boolean, volume: number, then: [muted: boolean, volume: number]][] = [
    [false, 0.4, [true, 0.4]],
    [true, 0.4, [false, 0.4]],
    [false, 0, [false, 1]],
    [true, 0, [false, 1]],
  ];
  for (const [muted, volume, then] of mutes) {
    it(`${then[0] ? 'mutes' : 'unmutes'} at volume ${volume}${muted ? ', muted' : ''}`, () => {
      const { commands, player } = command();
      Object.assign(player, { muted, volume });
      commands.toggleMuted();
      expect([player.muted, player.volume]).to.deep.equal(then);
    });
  }

  it('keeps the volume for when the player is unmuted', () => {
    const { commands, player } = command();
    commands.setVolume(0.4);
    expect([player.muted, player.volume]).to.deep.equal([false, 0.4]);
    commands.setVolume(0);
    expect([player.muted, player.volume]).to.deep.equal([true, 0.4]);
    commands.toggleMuted();
    expect([player.muted, player.volume]).to.deep.equal([false, 0.4]);
  });

  it('passes the volume on to the next player', () => {
    command().commands.setVolume(0.3);
    expect(document.createElement('time-shift-player').volume).to.equal(0.3);
  });

  it('shows the first subtitles, and hides those that are shown', async () => {
    const { commands, player } = command();
    const tracks = (['metadata', 'captions', 'subtitles'] as const).map((kind) =>
      player.video.addTextTrack(kind),
    );
    tracks.forEach((track) => (track.mode = 'disabled'));
    for (const shown of ['disabled,showing,disabled', 'disabled,disabled,disabled']) {
      await commands.toggleSubtitles();
      expect(tracks.map(({ mode }) => mode).join()).to.equal(shown);
    }
  });

  it('shows no track that has no subtitles', async () => {
    const { commands, player } = command();
    const track = player.video.addTextTrack('metadata');
    track.mode = 'hidden';
    await commands.toggleSubtitles();
    expect(track.mode).to.equal('hidden');
  });

  const times: [what: string, scene: Scene, copied: string[]][] = [
    ['of the picture', {}, ['2026-11-21T12:57:10.000Z']],
    ['of the target of a seek', { at: null, snapshot: { seekingTo: NOW } }, ['2026-11-21T13:05:30.000Z']],
    ['only if it is known', { at: null }, []],
  ];
  for (const [what, scene, expected] of times) {
    it(`copies the time ${what}`, async () => {
      const copied: string[] = [];
      navigator.clipboard.writeText = (text) => Promise.resolve(void copied.push(text));
      await command(scene).commands.copyTime();
      Reflect.deleteProperty(navigator.clipboard, 'writeText');
      expect(copied).to.deep.equal(expected);
    });
  }
});
