import { expect } from 'chai';
import { clearStage, freshStream, isPlaying, stagePlayer, until } from '../stage.ts';

describe('a player that waits for its first picture', () => {
  afterEach(clearStage);

  it('tells so until the picture is there', async () => {
    const player = stagePlayer({ src: '/live/studio~latency=600.m3u8' });
    const waiting = () => player.shadowRoot?.querySelector('.waiting');
    await until(waiting);
    expect(waiting()?.getAttribute('role')).to.equal('status');
    expect(waiting()?.textContent).to.include('Still waiting for the stream');
    expect(player.currentDate).to.be.null;
    await until(() => isPlaying(player));
    // The media element plays before the session tells so.
    await until(() => waiting() === null);
  });
});

describe('a player that cannot load what it needs', () => {
  afterEach(clearStage);

  it('says below the spinner what the server answers (rule 7)', async () => {
    const player = stagePlayer({ src: freshStream('~fail=segment:503:all') });
    const waiting = () => player.shadowRoot?.querySelector('.waiting')?.textContent ?? '';
    await until(() => waiting().includes('The server is overloaded and answers 503'));
    expect(player.error).to.be.null;
  });
});
