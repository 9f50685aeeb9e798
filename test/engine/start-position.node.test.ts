import { expect } from 'chai';
import Hls from 'hls.js';
import { StartPosition } from '../../src/engine/start-position.ts';

/** What hls.js and the media element tell, before any picture is there. */
function stage({
  startPosition = -1,
  currentTime = 0,
  readyState = 0,
  hasEnoughToStart = false,
}): StartPosition {
  const hls = { config: { startPosition }, hasEnoughToStart, on: () => undefined } as unknown as Hls;
  const video = Object.assign(new EventTarget(), {
    currentTime,
    readyState,
    HAVE_CURRENT_DATA: 2,
  }) as HTMLVideoElement;
  return new StartPosition(hls, Hls, video);
}

describe('StartPosition', () => {
  it('is where hls.js is going to start', () => {
    expect(stage({ startPosition: 600 }).timeS).to.equal(600);
    expect(stage({ startPosition: -1 }).timeS, 'at the live edge').to.equal(-1);
  });

  it('is where hls.js starts, while the seek there waits for the duration', () =>
    expect(stage({ startPosition: 600, currentTime: 400 }).timeS).to.equal(600));

  it('is where the picture plays, before hls.js has seen that it does', () => {
    expect(stage({ startPosition: 600, currentTime: 600.5 }).timeS).to.equal(600.5);
    expect(stage({ startPosition: -1, currentTime: 3 }).timeS, 'at the live edge').to.equal(3);
  });

  it('is where the picture is that hls.js shows before it seeks near the live edge', () =>
    expect(stage({ startPosition: -1, currentTime: 0, readyState: 2 }).timeS).to.equal(0));

  it('is where the media element is, once hls.js has started', () =>
    expect(stage({ startPosition: 600, currentTime: 20, hasEnoughToStart: true }).timeS).to.equal(20));
});
