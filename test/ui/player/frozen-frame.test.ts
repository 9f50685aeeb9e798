import { expect } from 'chai';
import { FrozenFrame } from '../../../src/ui/player/frozen-frame.ts';
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

describe('FrozenFrame', () => {
  let screen: Screen;
  let frame: FrozenFrame;
  beforeEach(() => {
    screen = new Screen();
    frame = new FrozenFrame(screen.video);
  });
  afterEach(clearStage);

  it('shows nothing at first, and nothing to screen readers ever', () => {
    expect(frame.canvas.hidden).to.equal(true);
    expect(frame.canvas.ariaHidden).to.equal('true');
  });

  it('has nothing to hold before the first picture', () => {
    frame.capture();
    expect(frame.canvas.hidden).to.equal(true);
  });

  it('keeps the picture that the video loses', async () => {
    await screen.show('red');
    frame.capture();
    screen.clear();
    expect(frame.canvas.hidden).to.equal(false);
    expect([frame.canvas.width, frame.canvas.height]).to.deep.equal([64, 36]);
    expect(colourOf(frame.canvas)).to.equal('red');
  });

  it('keeps it over a second loss, before a new one is there', async () => {
    await screen.show('red');
    frame.capture();
    screen.clear();
    frame.capture();
    expect(frame.canvas.hidden).to.equal(false);
    expect(colourOf(frame.canvas)).to.equal('red');
  });

  it('holds the new picture the next time', async () => {
    await screen.show('red');
    frame.capture();
    screen.clear();
    frame.hide();
    await screen.show('blue');
    frame.capture();
    expect(frame.canvas.hidden).to.equal(false);
    expect(colourOf(frame.canvas)).to.equal('blue');
  });

  it('lets go when it is told to', async () => {
    await screen.show('red');
    frame.capture();
    frame.hide();
    expect(frame.canvas.hidden).to.equal(true);
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
    const frame = new FrozenFrame(session.video);
    session.addEventListener('switch', () => frame.capture());
    session.addEventListener('change', ({ detail }) => {
      if (detail.snapshot.seekingTo === null) frame.hide();
    });
    const letGoWhile: string[] = [];
    new MutationObserver(() => {
      if (frame.canvas.hidden) letGoWhile.push(session.video.seeking ? 'on the way' : 'there');
    }).observe(frame.canvas, { attributeFilter: ['hidden'] });
    // In the middle of segments: their first pictures are others, which may come up before.
    for (let hours = 1; hours <= 4; hours += 1) {
      await session.seekTo(windowMiddle(hours * HOUR_MS) + 2480);
      await until(() => letGoWhile.length === hours);
    }
    expect(letGoWhile).to.deep.equal(['there', 'there', 'there', 'there']);
  });
});
