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
  waitMs,
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

/** Places a pointer on the ruler. */
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

  it('zooms around the pointer with Ctrl', async () => {
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

  it('zooms from all there is to a minute, and back', async () => {
    const timeline = await stageTimeline({ ...SHIFTED, spanMs: Infinity });
    for (let turn = 0; turn < 40; turn++) await wheel(timeline, { deltaY: -100, ctrlKey: true });
    expect(timeline.spanMs).to.equal(MINUTE_MS);
    for (let turn = 0; turn < 40; turn++) await wheel(timeline, { deltaY: 100, ctrlKey: true });
    expect(timeline.viewport).to.equal(timeline.bounds);
    expect(timeline.isFollowing).to.equal(true);
  });

  it('pans sideways, and dispatches the instant that is below the pointer then', async () => {
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
  it('zooms the timeline around the pointer instead of the page', async () => {
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

  it('pinch it without a seek', async () => {
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

  it('have a larger bubble, which is above them', async () => {
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

  it('fling it, until they touch it again', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const start = () => timeline.viewport!.start;
    await pointer(timeline, 'down', 100, onRuler(timeline, touch(1)));
    for (const x of [130, 160, 190, 220]) {
      await pointer(timeline, 'move', x, onRuler(timeline, touch(1)));
    }
    const before = start();
    await pointer(timeline, 'up', 220, onRuler(timeline, touch(1)));
    while (start() >= before) await changed(timeline);
    await pointer(timeline, 'down', 300, touch(1));
    const stopped = start();
    await changed(timeline);
    expect(start()).to.equal(stopped);
  });

  it('do not fling it if they rest before they are lifted', async () => {
    const timeline = await stageTimeline(SHIFTED);
    await pointer(timeline, 'down', 100, onRuler(timeline, touch(1)));
    for (const x of [130, 160]) await pointer(timeline, 'move', x, onRuler(timeline, touch(1)));
    const { viewport } = timeline;
    waitMs(60);
    await pointer(timeline, 'up', 160, onRuler(timeline, touch(1)));
    await changed(timeline);
    expect(timeline.viewport).to.equal(viewport);
  });
});

describe('the ruler', () => {
  it('pans when it is dragged', async () => {
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

  it('pans the other way from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const timeline = await stageTimeline(SHIFTED);
    const { start } = timeline.viewport!;
    await pointer(timeline, 'down', 300, onRuler(timeline));
    await pointer(timeline, 'move', 200, onRuler(timeline, { buttons: 1 }));
    expect(timeline.viewport!.start).to.equal(start - 10 * MINUTE_MS);
  });

  it('requests the instant of a click', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const seeks = heard(timeline, 'seek-request');
    await pointer(timeline, 'down', xOf(ago(25)), onRuler(timeline));
    await pointer(timeline, 'move', xOf(ago(25)) + 2, onRuler(timeline, { buttons: 1 }));
    await pointer(timeline, 'up', xOf(ago(25)), onRuler(timeline));
    expect(seeks).to.deep.equal([{ at: ago(25) }]);
  });

  it('ends a drag on Escape', async () => {
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
  it('requests the instant once, and zooms in there', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const [seeks, x] = [heard(timeline, 'seek-request'), xOf(ago(25))];
    for (const type of ['down', 'up', 'down', 'up'] as const) await pointer(timeline, type, x);
    expect(seeks).to.deep.equal([{ at: ago(25) }]);
    expect(timeline.spanMs).to.equal(HOUR_MS / 4);
    expect(instantAt(timeline, x)).to.be.closeTo(ago(25), 1);
  });

  it('is two clicks where the places differ', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const seeks = heard(timeline, 'seek-request');
    for (const x of [100, 200]) {
      await pointer(timeline, 'down', x);
      await pointer(timeline, 'up', x);
    }
    expect(seeks).to.have.length(2);
    expect(timeline.spanMs).to.equal(HOUR_MS);
  });

  it('is two clicks where the second comes late', async () => {
    const timeline = await stageTimeline(SHIFTED);
    const seeks = heard(timeline, 'seek-request');
    for (const type of ['down', 'up'] as const) await pointer(timeline, type, 100);
    waitMs(350);
    for (const type of ['down', 'up'] as const) await pointer(timeline, type, 100);
    expect(seeks).to.have.length(2);
    expect(timeline.spanMs).to.equal(HOUR_MS);
  });
});

describe('zoomBy and showSpan', () => {
  it('show what the page asks for', async () => {
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

  it('keep following live', async () => {
    const timeline = await stageTimeline();
    timeline.zoomBy(4);
    await changed(timeline);
    expect(timeline.viewport!.end).to.equal(NOW + 0.03 * 0.25 * HOUR_MS);
  });
});

describe('the follow button', () => {
  async function panned() {
    const timeline = await stageTimeline({ playhead: ago(60) });
    await wheel(timeline, { deltaX: -1500 });
    return timeline;
  }

  it('is there only after the viewer has panned', async () => {
    expect(follow(await stageTimeline(SHIFTED))).to.equal(null);
    expect(follow(await panned())?.ariaLabel).to.equal('Back to the playhead');
  });

  it('returns to the playhead, and leaves the focus on the timeline', async () => {
    const timeline = await panned();
    follow(timeline)!.focus();
    follow(timeline)!.click();
    await changed(timeline);
    expect(instantAt(timeline, WIDTH_PX / 2)).to.be.closeTo(ago(60), 1);
    expect(follow(timeline)).to.equal(null);
    expect(timeline.shadowRoot?.activeElement).to.equal(slider(timeline));
  });

  it('is not needed after a seek, which returns to the playhead, too', async () => {
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
