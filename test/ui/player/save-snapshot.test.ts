import { expect } from 'chai';
import { saveSnapshot } from '../../../src/ui/player/save-snapshot.ts';
import { clearStage, pictureInstant, stagePlayer, until } from '../stage.ts';

/** What would be downloaded. */
async function downloaded(act: () => Promise<void>) {
  const links: HTMLAnchorElement[] = [];
  // Its own stands before the one of all elements until it is taken away.
  HTMLAnchorElement.prototype.click = function () {
    links.push(this);
  };
  await act().finally(() => Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click'));
  return Promise.all(
    links.map(async ({ download, href }) => ({ download, blob: await (await fetch(href)).blob() })),
  );
}

describe('a saved picture', () => {
  afterEach(clearStage);

  it('is the one of the video as a PNG, named by its time', async () => {
    const player = stagePlayer({ src: '/live/studio.m3u8' });
    await until(() => pictureInstant(player.video) !== null);
    const at = Date.parse('2026-11-21T14:05:30.12Z');
    const [file, ...others] = await downloaded(() => saveSnapshot(player.video, at));
    expect(file?.download).to.equal('2026-11-21T14-05-30.120Z.png');
    expect(file?.blob.type).to.equal('image/png');
    const { width, height } = await createImageBitmap(file!.blob);
    expect([width, height]).to.deep.equal([player.video.videoWidth, player.video.videoHeight]);
    expect(others).to.be.empty;
  });

  it('is none where there is no picture', async () => {
    const video = document.createElement('video');
    const files = await downloaded(() => saveSnapshot(video, 0).catch(() => undefined));
    expect(files).to.be.empty;
  });
});
