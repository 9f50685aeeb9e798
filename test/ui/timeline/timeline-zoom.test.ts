import { expect } from 'chai';
import type { TimeShiftTimeline } from '../../../src/ui/timeline/timeline.ts';
import {
  ago,
  changed,
  clearTimelines,
  heard,
  HOUR_MS,
  MINUTE_MS,
  NOW,
  part,
  pointer,
  press,
  slider,
  stageTimeline,
  WIDTH_PX,
  xOf,
} from './timeline-stage.ts';

afterEach(clearTimelines);

const SHIFTED = { playhead: ago(20) };
const instantAt = (timeline: TimeShiftTimeline, x: number) => {
  const { start, end } = timeline.viewport!;
  return start + (x / WIDTH_PX) * (end - start);
};
const follow = (timeline: TimeShiftTimeline) => part(timeline, 'follow') as HTMLElement | null;

async function wheel(timeline: TimeShiftTimeline, init: WheelEventInit, x = WIDTH_PX / 2) {
  const clientX = timeline.getBoundingClientRect().left + x;
  const event = new WheelEvent('wheel', {
    clientX,
    cancelable: true,
    bubbles: true,
    composed: true,
    ...init,
  });
  slider(timeline).dispatchEvent(event);
  await timeline.updateComplete;
  return event;
}

/** In the middle of the ruler. */
const onRuler = (timeline: TimeShiftTimeline, init: PointerEventInit = {}): PointerEventInit => ({
  clientY: slider(timeline).getBoundingClientRect().top + 6,
  ...init,
});

describe('the wheel on the timeline', () => {
  it('scrolls the page', async () => {
    const timeline = await stageTimeline(SHIFTED);
    expect((await wheel(timeline, { deltaY: -100 })).defaultPrevented).to.equal(false);
    expect(timeline.spanMs).to.equal(HOUR_MS);
  });

  it('zooms at the pointer with Ctrl', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const at = instantAt(timeline, 100);
    expect((await wheel(timeline, { deltaY: -30, ctrlKey: true }, 100)).defaultPrevented).to.equal(true);
    expect(timeline.spanMs).to.be.closeTo(HOUR_MS / Math.exp(0.3), 1);
    expect(instantAt(timeline, 100)).to.be.closeTo(at, 1);
  });

  it('zooms on a timeline that has the focus', async () => {
    const timeline = await stageTimeline(SHIFTED);
    timeline.focus();
    expect((await wheel(timeline, { deltaY: -100 })).defaultPrevented).to.equal(true);
    expect(timeline.spanMs).to.be.below(HOUR_MS);
  });

  it('goes from all there is to a minute, and back', async () => {
    const timeline = await stageTimeline({ ...SHIFTED, spanMs: Infinity });
    for (let turn = 0; turn < 40; turn++) await wheel(timeline, { deltaY: -100, ctrlKey: true });
    expect(timeline.spanMs).to.equal(MINUTE_MS);
    for (let turn = 0; turn < 40; turn++) await wheel(timeline, { deltaY: 100, ctrlKey: true });
    expect(timeline.viewport).to.equal(timeline.bounds);
    expect(timeline.isFollowing).to.equal(true);
  });

  it('pans sideways, and tells what is pointed at then', async () => {
    const timeline = await stageTimeline(SHIFTED);
    await pointer(timeline, 'move', xOf(ago(20)));
    const points = heard(timeline, 'point');
    await wheel(timeline, { deltaX: -100 });
    expect(points).to.deep.equal([{ at: ago(30) }]);
    expect(timeline.spanMs).to.equal(HOUR_MS);
  });

  it('does nothing on a timeline that is disabled', async () => {
    const timeline = await stageTimeline({ ...SHIFTED, disabled: true });
    expect((await wheel(timeline, { deltaY: 9, ctrlKey: true })).defaultPrevented).to.equal(false);
  });
});

describe('a pinch on a trackpad in Safari', () => {
  it('zooms at the pointer, and not the page', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const at = instantAt(timeline, 200);
    const pinch = async (type: string, scale: number) => {
      const clientX = timeline.getBoundingClientRect().left + 200;
      const event = Object.assign(new Event(type, { cancelable: true }), { scale, clientX });
      timeline.dispatchEvent(event);
      await timeline.updateComplete;
      return event.defaultPrevented;
    };
    expect(await pinch('gesturestart', 1)).to.equal(true);
    for (const scale of [1.5, 2]) expect(await pinch('gesturechange', scale)).to.equal(true);
    expect(timeline.spanMs).to.be.closeTo(HOUR_MS / 2, 1);
    expect(instantAt(timeline, 200)).to.be.closeTo(at, 6000);
  });
});

describe('fingers on the timeline', () => {
  const touch = (pointerId: number): PointerEventInit => ({
    pointerId,
    isPrimary: pointerId === 1,
    pointerType: 'touch',
    buttons: 1,
  });

  it('pinch it, instead of choosing', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const [seeks, held] = [heard(timeline, 'seek-request'), instantAt(timeline, 200)];
    await pointer(timeline, 'down', 200, touch(1));
    await pointer(timeline, 'down', 300, touch(2));
    await pointer(timeline, 'move', 400, touch(2));
    expect(timeline.spanMs).to.equal(HOUR_MS / 2);
    expect(instantAt(timeline, 200)).to.equal(held);
    await pointer(timeline, 'up', 400, touch(2));
    await pointer(timeline, 'move', 260, touch(1));
    expect(instantAt(timeline, 260)).to.equal(held);
    await pointer(timeline, 'up', 260, touch(1));
    expect(seeks).to.deep.equal([]);
  });

  it('have a larger bubble, above them', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const boxOf = () => part(timeline, 'tooltip')!.getBoundingClientRect();
    await pointer(timeline, 'move', 300);
    const mouse = boxOf();
    await pointer(timeline, 'down', 300, touch(1));
    expect(boxOf().height).to.be.above(mouse.height);
    expect(boxOf().bottom).to.be.below(mouse.bottom);
    await pointer(timeline, 'up', 300, touch(1));
    expect(part(timeline, 'tooltip')).to.equal(null);
  });

  it('fling it, until they come back', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const start = () => timeline.viewport!.start;
    await pointer(timeline, 'down', 100, onRuler(timeline, touch(1)));
    for (const x of [130, 160, 190, 220]) {
      await new Promise(requestAnimationFrame);
      await pointer(timeline, 'move', x, onRuler(timeline, touch(1)));
    }
    const before = start();
    await pointer(timeline, 'up', 220, onRuler(timeline, touch(1)));
    await new Promise(requestAnimationFrame);
    await changed(timeline);
    expect(start()).to.be.below(before);
    await pointer(timeline, 'down', 300, touch(1));
    const stopped = start();
    await changed(timeline);
    expect(start()).to.equal(stopped);
  });
});

describe('the ruler', () => {
  it('is dragged, and the time goes with it', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const [seeks, at] = [heard(timeline, 'seek-request'), instantAt(timeline, 300)];
    await pointer(timeline, 'down', 300, onRuler(timeline));
    await pointer(timeline, 'move', 400, onRuler(timeline, { buttons: 1 }));
    expect(instantAt(timeline, 400)).to.equal(at);
    expect(part(timeline, 'tooltip')).to.equal(null);
    await pointer(timeline, 'up', 400, onRuler(timeline));
    expect(seeks).to.deep.equal([]);
    expect(timeline.isFollowing).to.equal(false);
  });

  it('is dragged the other way from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const timeline = await stageTimeline(SHIFTED);
    const { start } = timeline.viewport!;
    await pointer(timeline, 'down', 300, onRuler(timeline));
    await pointer(timeline, 'move', 200, onRuler(timeline, { buttons: 1 }));
    expect(timeline.viewport!.start).to.equal(start - 10 * MINUTE_MS);
  });

  it('chooses when it is clicked', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const seeks = heard(timeline, 'seek-request');
    await pointer(timeline, 'down', xOf(ago(25)), onRuler(timeline));
    await pointer(timeline, 'move', xOf(ago(25)) + 2, onRuler(timeline, { buttons: 1 }));
    await pointer(timeline, 'up', xOf(ago(25)), onRuler(timeline));
    expect(seeks).to.deep.equal([{ at: ago(25) }]);
  });

  it('lets go at Escape', async () => {
    const timeline = await stageTimeline(SHIFTED);
    await pointer(timeline, 'down', 300, onRuler(timeline));
    await pointer(timeline, 'move', 400, onRuler(timeline, { buttons: 1 }));
    const { viewport } = timeline;
    await press(timeline, 'Escape');
    await pointer(timeline, 'move', 500, onRuler(timeline, { buttons: 1 }));
    expect(timeline.viewport).to.equal(viewport);
  });
});

describe('a double click on the timeline', () => {
  it('chooses once, and zooms in there', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const [seeks, x] = [heard(timeline, 'seek-request'), xOf(ago(25))];
    for (const type of ['down', 'up', 'down', 'up'] as const) await pointer(timeline, type, x);
    expect(seeks).to.deep.equal([{ at: ago(25) }]);
    expect(timeline.spanMs).to.equal(HOUR_MS / 4);
    expect(instantAt(timeline, x)).to.be.closeTo(ago(25), 1);
  });

  it('is two clicks where they are apart', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const seeks = heard(timeline, 'seek-request');
    for (const x of [100, 200]) {
      await pointer(timeline, 'down', x);
      await pointer(timeline, 'up', x);
    }
    expect(seeks).to.have.length(2);
    expect(timeline.spanMs).to.equal(HOUR_MS);
  });
});

describe('the zoom of the timeline', () => {
  it('is what the page asks for', async () => {
    const timeline = await stageTimeline(SHIFTED);
    timeline.zoomBy(2);
    await changed(timeline);
    expect(timeline.viewport!.end - timeline.viewport!.start).to.equal(HOUR_MS / 2);
    timeline.showSpan(6 * HOUR_MS);
    await changed(timeline);
    expect(timeline.viewport!.end - timeline.viewport!.start).to.equal(6 * HOUR_MS);
    timeline.showSpan(Infinity);
    await changed(timeline);
    expect(timeline.viewport).to.equal(timeline.bounds);
    timeline.showSpan(1);
    await changed(timeline);
    expect(timeline.viewport!.end - timeline.viewport!.start).to.equal(MINUTE_MS);
  });

  it('stays with live at live', async () => {
    const timeline = await stageTimeline();
    timeline.zoomBy(4);
    await changed(timeline);
    expect(timeline.viewport!.end).to.equal(NOW + 0.03 * 0.25 * HOUR_MS);
  });
});

describe('the way back to the playhead', () => {
  async function panned() {
    const timeline = await stageTimeline({ playhead: ago(60) });
    await wheel(timeline, { deltaX: -1500 });
    return timeline;
  }

  it('is offered only after the viewer has panned', async () => {
    expect(follow(await stageTimeline(SHIFTED))).to.equal(null);
    expect(follow(await panned())?.ariaLabel).to.equal('Back to the playhead');
  });

  it('is a button, which leaves the focus on the timeline', async () => {
    const timeline = await panned();
    follow(timeline)!.focus();
    follow(timeline)!.click();
    await changed(timeline);
    expect(instantAt(timeline, WIDTH_PX / 2)).to.be.closeTo(ago(60), 1);
    expect(follow(timeline)).to.equal(null);
    expect(timeline.shadowRoot?.activeElement).to.equal(slider(timeline));
  });

  it('is a seek, too', async () => {
    const timeline = await panned();
    await changed(timeline, { seekingTo: ago(100) });
    expect(timeline.isFollowing).to.equal(true);
    expect(instantAt(timeline, WIDTH_PX / 2)).to.be.closeTo(ago(100), 1);
  });

  it('is large enough for a finger', async () => {
    const { width, height } = follow(await panned())!.getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(24);
  });
});

describe('the overview', () => {
  const overview = (timeline: TimeShiftTimeline) => part(timeline, 'overview') as HTMLElement;
  const WEEK_MS = 168 * HOUR_MS;
  const onOverview = (at: number) => ((at - (NOW - WEEK_MS)) / WEEK_MS) * WIDTH_PX;
  const middle = ({ viewport }: TimeShiftTimeline) => (viewport!.start + viewport!.end) / 2;

  async function grab(timeline: TimeShiftTimeline, type: 'down' | 'move', x: number) {
    const target = overview(timeline);
    target.setPointerCapture = () => undefined;
    target.hasPointerCapture = () => true;
    const clientX = target.getBoundingClientRect().left + x;
    target.dispatchEvent(new PointerEvent(`pointer${type}`, { clientX, bubbles: true }));
    await timeline.updateComplete;
  }

  it('shows where the view is in all there is', async () => {
    const timeline = await stageTimeline({ playhead: NOW - WEEK_MS / 2, spanMs: WEEK_MS / 7 });
    const view = part(timeline, 'overview-viewport')!.querySelector('rect')!;
    expect(view.x.baseVal.value + view.width.baseVal.value / 2).to.be.closeTo(WIDTH_PX / 2, 1);
    expect(view.width.baseVal.value).to.be.closeTo(WIDTH_PX / 7, 1);
  });

  it('shows no view where that is all', async () => {
    const timeline = await stageTimeline({ spanMs: Infinity });
    expect(part(timeline, 'overview-viewport')).to.equal(null);
  });

  it('brings the view to where it is pressed, and drags it', async () => {
    const timeline = await stageTimeline();
    await grab(timeline, 'down', onOverview(NOW - 84 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 84 * HOUR_MS, HOUR_MS / 60);
    await grab(timeline, 'move', onOverview(NOW - 42 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 42 * HOUR_MS, HOUR_MS / 60);
    expect(timeline.isFollowing).to.equal(false);
  });

  it('holds the view where it is grabbed', async () => {
    const timeline = await stageTimeline({ playhead: NOW - 84 * HOUR_MS, spanMs: 24 * HOUR_MS });
    await grab(timeline, 'down', onOverview(NOW - 80 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 84 * HOUR_MS, HOUR_MS);
    await grab(timeline, 'move', onOverview(NOW - 40 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 44 * HOUR_MS, HOUR_MS);
  });

  it('is moved by keys, and says what is in view', async () => {
    const timeline = await stageTimeline({ playhead: ago(300) });
    const key = async (name: string) => {
      overview(timeline).dispatchEvent(new KeyboardEvent('keydown', { key: name, cancelable: true }));
      await timeline.updateComplete;
    };
    await key('ArrowLeft');
    expect(middle(timeline)).to.equal(ago(306));
    await key('PageUp');
    expect(middle(timeline)).to.equal(ago(366));
    await key('PageDown');
    await key('ArrowRight');
    expect(middle(timeline)).to.equal(ago(300));
    expect(overview(timeline).ariaValueText).to.equal('Sat 21 Nov, 08:30:00 – Sat 21 Nov, 09:30:00');
    await key('Home');
    expect(timeline.viewport!.start).to.equal(timeline.bounds.start);
    await key('End');
    expect(timeline.viewport!.end).to.be.above(NOW);
  });

  it('is large enough for a finger, and not there where there is no room', async () => {
    const timeline = await stageTimeline();
    expect(overview(timeline).getBoundingClientRect().height).to.be.at.least(24);
    timeline.style.inlineSize = '240px';
    await changed(timeline);
    expect(overview(timeline).getClientRects()).to.have.length(0);
  });
});
