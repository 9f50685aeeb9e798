import { expect } from 'chai';
import { clearStage, isPlaying, stagePlayer, until } from '../stage.ts';

describe('a player that has to wait', () => {
  afterEach(clearStage);

  it('says so until there is a picture', async () => {
    const player = stagePlayer({ src: '/live/studio~latency=1000.m3u8' });
    const waiting = () => player.shadowRoot?.querySelector('.waiting');
    await until(waiting);
    expect(waiting()?.getAttribute('role')).to.equal('status');
    expect(waiting()?.textContent).to.include('Still waiting for the stream');
    expect(player.currentDate).to.be.null;
    await until(() => isPlaying(player));
    // The element plays before it says so.
    await until(() => waiting() === null);
  });
});
