import { expect } from 'chai';
import {
  ago,
  bubble,
  changed,
  clearTimelines,
  heard,
  part,
  pointer,
  press,
  stageTimeline,
  WIDTH_PX,
  xOf,
} from './timeline-stage.ts';

afterEach(clearTimelines);

describe('pointing at the timeline', () => {
  it('shows the time below the pointer, and requests it on a click', async () => {
    const timeline = await stageTimeline();
    const [points, seeks] = [heard(timeline, 'point'), heard(timeline, 'seek-request')];
    await pointer(timeline, 'move', xOf(ago(20)));
    expect(bubble(timeline)).to.equal('13:40:00 · Sat 21 Nov');
    await pointer(timeline, 'down', xOf(ago(20)));
    await pointer(timeline, 'up', xOf(ago(20)));
    expect(seeks).to.deep.equal([{ at: ago(20) }]);
    await pointer(timeline, 'leave', xOf(ago(20)));
    expect(points).to.deep.equal([{ at: ago(20) }, { at: null }]);
    expect(bubble(timeline)).to.equal(undefined);
  });

  it('requests the time where a drag ends, and nothing before', async () => {
    const timeline = await stageTimeline();
    const [points, seeks] = [heard(timeline, 'point'), heard(timeline, 'seek-request')];
    await pointer(timeline, 'down', xOf(ago(20)));
    await pointer(timeline, 'move', xOf(ago(25)), { buttons: 1 });
    expect(bubble(timeline)).to.equal('13:35:00 · Sat 21 Nov');
    expect(part(timeline, 'playhead')?.querySelector('circle')?.cx.baseVal.value).to.equal(xOf(ago(25)));
    expect(seeks).to.deep.equal([]);
    await pointer(timeline, 'up', xOf(ago(26)));
    expect(seeks).to.deep.equal([{ at: ago(26) }]);
    expect(points).to.deep.equal([{ at: ago(20) }, { at: ago(25) }, { at: ago(26) }]);
  });

  it('requests nothing after Escape', async () => {
    const timeline = await stageTimeline();
    const seeks = heard(timeline, 'seek-request');
    await pointer(timeline, 'down', xOf(ago(20)));
    expect((await press(timeline, 'Escape')).defaultPrevented).to.equal(true);
    await pointer(timeline, 'move', xOf(ago(25)), { buttons: 1 });
    expect(bubble(timeline)).to.equal(undefined);
    await pointer(timeline, 'up', xOf(ago(25)));
    expect(seeks).to.deep.equal([]);
    expect((await press(timeline, 'Escape')).defaultPrevented).to.equal(false);
  });

  it('requests nothing when the browser takes the touch for a scroll, or by another button', async () => {
    const timeline = await stageTimeline();
    const seeks = heard(timeline, 'seek-request');
    await pointer(timeline, 'down', xOf(ago(20)), { pointerType: 'touch' });
    await pointer(timeline, 'cancel', xOf(ago(20)), { pointerType: 'touch' });
    await pointer(timeline, 'down', xOf(ago(20)), { button: 2 });
    await pointer(timeline, 'up', xOf(ago(20)), { button: 2 });
    expect(seeks).to.deep.equal([]);
  });

  it('requests nothing beyond the bounds', async () => {
    const timeline = await stageTimeline({ bounds: { start: ago(20), end: ago(5) }, spanMs: Infinity });
    const seeks = heard(timeline, 'seek-request');
    for (const x of [-50, WIDTH_PX + 50]) {
      await pointer(timeline, 'down', 10);
      await pointer(timeline, 'up', x);
    }
    expect(seeks.map(({ at }) => at)).to.deep.equal([ago(20), ago(5) - 1]);
  });

  it('shows where a click into a hole lands, and requests the instant in the hole', async () => {
    const timeline = await stageTimeline();
    const seeks = heard(timeline, 'seek-request');
    await pointer(timeline, 'move', xOf(ago(35)));
    expect(bubble(timeline)).to.equal('Nothing recorded · continues 13:30:00 · Sat 21 Nov');
    expect((part(timeline, 'landing') as SVGCircleElement).cx.baseVal.value).to.equal(xOf(ago(30)));
    await pointer(timeline, 'down', xOf(ago(35)));
    await pointer(timeline, 'up', xOf(ago(35)));
    expect(seeks).to.deep.equal([{ at: ago(35) }]);
  });

  it('shows “Live” at now and beyond', async () => {
    const timeline = await stageTimeline();
    await pointer(timeline, 'move', WIDTH_PX - 2);
    expect(bubble(timeline)).to.equal('Live');
  });

  it('shows the time in the display zone', async () => {
    const timeline = await stageTimeline({ displayZone: 'Asia/Kolkata' });
    await pointer(timeline, 'move', xOf(ago(20)));
    expect(bubble(timeline)).to.equal('19:10:00 · Sat 21 Nov');
  });

  it('keeps the bubble between the edges of the timeline', async () => {
    const timeline = await stageTimeline();
    const { left, right } = timeline.getBoundingClientRect();
    for (const x of [0, 3, 300, WIDTH_PX - 3, WIDTH_PX]) {
      await pointer(timeline, 'move', x);
      const box = part(timeline, 'tooltip')?.getBoundingClientRect();
      expect(box?.left, `left at ${x}`).to.be.at.least(left);
      expect(box?.right, `right at ${x}`).to.be.at.most(right);
    }
  });

  it('keeps room for a picture, and shows only one of the right instant', async () => {
    const timeline = await stageTimeline({ picture: null });
    await pointer(timeline, 'move', xOf(ago(20)));
    const canvas = part(timeline, 'picture') as HTMLCanvasElement;
    const [box, bubbleBox] = [canvas, part(timeline, 'tooltip')!].map((each) => each.getBoundingClientRect());
    expect([box!.width, box!.height]).to.deep.equal([160, 90]);
    const isDrawn = () => canvas.getContext('2d')!.getImageData(160, 90, 1, 1).data[3] === 255;
    const image = Object.assign(document.createElement('canvas'), { width: 16, height: 9 });
    image.getContext('2d')!.fillRect(0, 0, 16, 9);
    await changed(timeline, { picture: { at: ago(10), image } });
    expect(isDrawn()).to.equal(false);
    await changed(timeline, { picture: { at: ago(20), image } });
    expect(isDrawn()).to.equal(true);
    expect(part(timeline, 'tooltip')!.getBoundingClientRect().top).to.equal(bubbleBox!.top);
    await changed(timeline, { picture: undefined });
    expect(part(timeline, 'picture')).to.equal(null);
  });

  it('is mirrored from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const timeline = await stageTimeline();
    const seeks = heard(timeline, 'seek-request');
    await pointer(timeline, 'down', WIDTH_PX - xOf(ago(20)));
    await pointer(timeline, 'up', WIDTH_PX - xOf(ago(20)));
    expect(seeks).to.deep.equal([{ at: ago(20) }]);
  });
});
