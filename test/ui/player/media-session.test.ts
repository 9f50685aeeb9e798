import { expect } from 'chai';
import { releaseMediaSession, claimMediaSession } from '../../../src/ui/player/media-session.ts';
import type { PlayerCommands } from '../../../src/ui/player/player-commands.ts';

const commandsOf = (call: (name: string) => (argument?: number) => unknown): PlayerCommands =>
  ({ play: call('play'), pause: call('pause'), stepBy: call('stepBy') }) as unknown as PlayerCommands;

describe('the media keys', () => {
  const { mediaSession } = navigator;
  const handlers = new Map<string, MediaSessionActionHandler>();
  const calls: string[] = [];
  const call = (name: string) => (argument?: number) => calls.push([name, argument].join(' ').trim());
  const commands = commandsOf(call);

  beforeEach(() => {
    calls.length = 0;
    mediaSession.setActionHandler = (action, handler) => {
      if (handler) handlers.set(action, handler);
      else handlers.delete(action);
    };
    claimMediaSession(commands);
  });
  afterEach(() => {
    releaseMediaSession(commands);
    Reflect.deleteProperty(mediaSession, 'setActionHandler');
  });

  const rows: [details: MediaSessionActionDetails, call: string][] = [
    [{ action: 'play' }, 'play'],
    [{ action: 'pause' }, 'pause'],
    [{ action: 'seekbackward' }, 'stepBy -10'],
    [{ action: 'seekforward' }, 'stepBy 10'],
    [{ action: 'seekbackward', seekOffset: 30 }, 'stepBy -30'],
    [{ action: 'seekforward', seekOffset: 5 }, 'stepBy 5'],
  ];
  for (const [details, expected] of rows) {
    it(`${JSON.stringify(details)} is ${expected}`, () => {
      handlers.get(details.action)?.(details);
      expect(calls).to.deep.equal([expected]);
    });
  }

  it('are told what plays', () => expect(mediaSession.metadata?.title).to.equal(document.title));

  it('stay with the player that has taken them last', () => {
    const other = commandsOf(() => () => undefined);
    claimMediaSession(other);
    releaseMediaSession(commands);
    expect(handlers.size).to.equal(4);
    releaseMediaSession(other);
    expect(handlers.size).to.equal(0);
  });

  it('are let go of', () => {
    releaseMediaSession(commands);
    expect([...handlers.keys()]).to.be.empty;
    expect(mediaSession.metadata === null).to.be.true;
  });
});
