import { expect } from 'chai';
import { saveSnapshot } from '../../../src/ui/player/save-snapshot.ts';
import { clearStage, pictureInstant, stagePlayer, until } from '../stage.ts';

/** Returns the files that a browser would download. */
async function downloaded(act: () => Promise<void>) {
  const links: HTMLAnchorElement[] = [];
  // This method shadows the one of HTMLElement until it is deleted.
  HTMLAnchorElement.prototype.click = function () {
    links.push(this);
  };
  await act().finally(() => Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click'));
  return Promise.all(
    links.map(async ({ download, href }) => ({ download, blob: await (await fetch(href)).blob() })),
  );
}

describe('saveSnapshot', () => {
  afterEach(clearStage);

  it('saves the frame of the video as a PNG that is named by its time', async () => {
    const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8' });
    await until(() => pictureInstant(player.video) !== null);
    const at = Date.parse('2026-11-21T14:05:30.12Z');
    const [file, ...others] = await downloaded(() => saveSnapshot(player.video, at));
    expect(file?.download).to.equal('2026-11-21T14-05-30.120Z.png');
    expect(file?.blob.type).to.equal('image/png');
    const { width, height } = await createImageBitmap(file!.blob);
    expect([width, height]).to.deep.equal([player.video.videoWidth, player.video.videoHeight]);
    expect(others).to.be.empty;
  });

  it('saves nothing where there is no frame', async () => {
    const video = document.createElement('video');
    const files = await downloaded(() => saveSnapshot(video, 0).catch(() => undefined));
    expect(files).to.be.empty;
  });
});
