import { expect } from 'chai';
import { FrozenFrame } from '../../../src/ui/player/frozen-frame.ts';
import { windowMiddle, ownStream } from '../../session/own-stream.ts';
import { clearSessions, stageSession, untilLanded } from '../../session/session-stage.ts';
import { clearStage, HOUR_MS, until } from '../stage.ts';

/** A `<video>` that shows one colour. */
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

  /** Removes the picture, as loading another playlist does. */
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

  it('is hidden at first, and always from screen readers', () => {
    expect(frame.canvas.hidden).to.equal(true);
    expect(frame.canvas.ariaHidden).to.equal('true');
  });

  it('stays hidden if it captures before the first frame', () => {
    frame.capture();
    expect(frame.canvas.hidden).to.equal(true);
  });

  it('shows the captured frame after the video has lost it', async () => {
    await screen.show('red');
    frame.capture();
    screen.clear();
    expect(frame.canvas.hidden).to.equal(false);
    expect([frame.canvas.width, frame.canvas.height]).to.deep.equal([64, 36]);
    expect(colourOf(frame.canvas)).to.equal('red');
  });

  it('keeps its frame if it captures again while the video has none', async () => {
    await screen.show('red');
    frame.capture();
    screen.clear();
    frame.capture();
    expect(frame.canvas.hidden).to.equal(false);
    expect(colourOf(frame.canvas)).to.equal('red');
  });

  it('shows a new frame the next time', async () => {
    await screen.show('red');
    frame.capture();
    screen.clear();
    frame.hide();
    await screen.show('blue');
    frame.capture();
    expect(frame.canvas.hidden).to.equal(false);
    expect(colourOf(frame.canvas)).to.equal('blue');
  });

  it('can be hidden', async () => {
    await screen.show('red');
    frame.capture();
    frame.hide();
    expect(frame.canvas.hidden).to.equal(true);
  });
});

describe('the frozen frame during a seek', () => {
  afterEach(() => {
    clearSessions();
    clearStage();
  });

  it('stays until the frame of the target is shown, and not another frame of its segment', async () => {
    const session = stageSession({ src: ownStream(), autoplay: false });
    await untilLanded(session);
    const frame = new FrozenFrame(session.video);
    session.addEventListener('switch', () => frame.capture());
    session.addEventListener('change', ({ detail }) => {
      if (detail.snapshot.seekingTo === null) frame.hide();
    });
    const hiddenWhile: string[] = [];
    new MutationObserver(() => {
      if (frame.canvas.hidden) hiddenWhile.push(session.video.seeking ? 'seeking' : 'landed');
    }).observe(frame.canvas, { attributeFilter: ['hidden'] });
    // The targets are in the middle of segments, whose first frames may be decoded before.
    for (let hours = 1; hours <= 4; hours += 1) {
      await session.seekTo(windowMiddle(hours * HOUR_MS) + 2480);
      await until(() => hiddenWhile.length === hours);
    }
    expect(hiddenWhile).to.deep.equal(['landed', 'landed', 'landed', 'landed']);
  });
});
