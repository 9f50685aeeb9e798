import { expect } from 'chai';
import { HeldPicture } from '../../../src/ui/player/held-picture.ts';
import { windowMiddle, ownStream } from '../../session/own-stream.ts';
import { clearSessions, stageSession, untilLanded } from '../../session/session-stage.ts';
import { clearStage, HOUR_MS, until } from '../stage.ts';

/** A video of one colour. */
class Screen {
  readonly video = document.createElement('video');
  readonly #canvas = document.createElement('canvas');

  async show(colour: string): Promise<void> {
    const { video } = this;
    Object.assign(this.#canvas, { width: 64, height: 36 });
    const context = this.#canvas.getContext('2d')!;
    context.fillStyle = colour;
    context.fillRect(0, 0, 64, 36);
    video.muted = true;
    video.srcObject = this.#canvas.captureStream();
    document.body.append(video);
    await video.play();
    await until(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0);
  }

  /** As for another playlist. */
  clear(): void {
    this.video.srcObject = null;
  }
}

function colourOf(canvas: HTMLCanvasElement): string {
  const [red = 0, , blue = 0] = canvas.getContext('2d')!.getImageData(8, 8, 1, 1).data;
  if (red > 150) return 'red';
  return blue > 150 ? 'blue' : 'none';
}

describe('HeldPicture', () => {
  let screen: Screen;
  let held: HeldPicture;
  beforeEach(() => {
    screen = new Screen();
    held = new HeldPicture(screen.video);
  });
  afterEach(clearStage);

  it('shows nothing at first, and nothing to screen readers ever', () => {
    expect(held.canvas.hidden).to.equal(true);
    expect(held.canvas.ariaHidden).to.equal('true');
  });

  it('has nothing to hold before the first picture', () => {
    held.hold();
    expect(held.canvas.hidden).to.equal(true);
  });

  it('keeps the picture that the video loses', async () => {
    await screen.show('red');
    held.hold();
    screen.clear();
    expect(held.canvas.hidden).to.equal(false);
    expect([held.canvas.width, held.canvas.height]).to.deep.equal([64, 36]);
    expect(colourOf(held.canvas)).to.equal('red');
  });

  it('keeps it over a second loss, before a new one is there', async () => {
    await screen.show('red');
    held.hold();
    screen.clear();
    held.hold();
    expect(held.canvas.hidden).to.equal(false);
    expect(colourOf(held.canvas)).to.equal('red');
  });

  it('holds the new picture the next time', async () => {
    await screen.show('red');
    held.hold();
    screen.clear();
    held.release();
    await screen.show('blue');
    held.hold();
    expect(held.canvas.hidden).to.equal(false);
    expect(colourOf(held.canvas)).to.equal('blue');
  });

  it('lets go when it is told to', async () => {
    await screen.show('red');
    held.hold();
    held.release();
    expect(held.canvas.hidden).to.equal(true);
  });
});

describe('the picture that a seek keeps', () => {
  afterEach(() => {
    clearSessions();
    clearStage();
  });

  it('stays until the one that was sought is there, and not just any of its segment', async () => {
    const session = stageSession({ src: ownStream(), autoplay: false });
    await untilLanded(session);
    const held = new HeldPicture(session.video);
    session.addEventListener('switch', () => held.hold());
    session.addEventListener('change', ({ detail }) => {
      if (detail.snapshot.seekingTo === null) held.release();
    });
    const letGoWhile: string[] = [];
    new MutationObserver(() => {
      if (held.canvas.hidden) letGoWhile.push(session.video.seeking ? 'on the way' : 'there');
    }).observe(held.canvas, { attributeFilter: ['hidden'] });
    // In the middle of segments: their first pictures are others, which may come up before.
    for (let hours = 1; hours <= 4; hours += 1) {
      await session.seekTo(windowMiddle(hours * HOUR_MS) + 2480);
      await until(() => letGoWhile.length === hours);
    }
    expect(letGoWhile).to.deep.equal(['there', 'there', 'there', 'there']);
  });
});
