import { expect } from 'chai';
import type { TimeShiftTimeline } from '../../../src/ui/timeline/timeline.ts';
import {
  ago,
  changed,
  clearTimelines,
  HOUR_MS,
  NOW,
  part,
  stageTimeline,
  WIDTH_PX,
} from './timeline-stage.ts';

afterEach(clearTimelines);

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

  it('shows a frame around the part in view', async () => {
    const timeline = await stageTimeline({ playhead: NOW - WEEK_MS / 2, spanMs: WEEK_MS / 7 });
    const view = part(timeline, 'overview-viewport')!.querySelector('rect')!;
    expect(view.x.baseVal.value + view.width.baseVal.value / 2).to.be.closeTo(WIDTH_PX / 2, 1);
    expect(view.width.baseVal.value).to.be.closeTo(WIDTH_PX / 7, 1);
  });

  it('shows no frame where all is in view', async () => {
    const timeline = await stageTimeline({ spanMs: Infinity });
    expect(part(timeline, 'overview-viewport')).to.equal(null);
  });

  it('moves the timeline to where it is pressed, and with a drag', async () => {
    const timeline = await stageTimeline();
    await grab(timeline, 'down', onOverview(NOW - 84 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 84 * HOUR_MS, HOUR_MS / 60);
    await grab(timeline, 'move', onOverview(NOW - 42 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 42 * HOUR_MS, HOUR_MS / 60);
    expect(timeline.isFollowing).to.equal(false);
  });

  it('drags the frame from where it is grabbed', async () => {
    const timeline = await stageTimeline({ playhead: NOW - 84 * HOUR_MS, spanMs: 24 * HOUR_MS });
    await grab(timeline, 'down', onOverview(NOW - 80 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 84 * HOUR_MS, HOUR_MS);
    await grab(timeline, 'move', onOverview(NOW - 40 * HOUR_MS));
    expect(middle(timeline)).to.be.closeTo(NOW - 44 * HOUR_MS, HOUR_MS);
  });

  it('pans with keys, and says what is in view', async () => {
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

  it('is large enough for a finger, and hidden where there is no room', async () => {
    const timeline = await stageTimeline();
    expect(overview(timeline).getBoundingClientRect().height).to.be.at.least(24);
    timeline.style.inlineSize = '240px';
    await changed(timeline);
    expect(overview(timeline).getClientRects()).to.have.length(0);
  });
});
