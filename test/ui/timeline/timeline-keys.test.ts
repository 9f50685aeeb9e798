import { expect } from 'chai';
import {
  ago,
  bubble,
  changed,
  clearTimelines,
  heard,
  HOUR_MS,
  part,
  pointer,
  press,
  stageTimeline,
  xOf,
} from './timeline-stage.ts';

afterEach(clearTimelines);

describe('keys on the timeline', () => {
  it('request steps', async () => {
    const timeline = await stageTimeline();
    const steps = heard(timeline, 'step-request');
    for (const key of ['ArrowRight', 'ArrowLeft']) {
      expect((await press(timeline, key)).defaultPrevented).to.equal(true);
    }
    await press(timeline, 'ArrowLeft', { shiftKey: true });
    await press(timeline, 'ArrowLeft', { altKey: true });
    expect(steps.map(({ seconds }) => seconds)).to.deep.equal([5, -5, -60, -3600]);
  });

  it('request the edges of the bounds', async () => {
    const timeline = await stageTimeline();
    const seeks = heard(timeline, 'seek-request');
    await press(timeline, 'Home');
    await press(timeline, 'End');
    expect(seeks).to.deep.equal([{ at: timeline.bounds.start }, { at: timeline.bounds.end }]);
  });

  it('request the previous and the next recording', async () => {
    const timeline = await stageTimeline({ playhead: ago(20) });
    const seeks = heard(timeline, 'seek-request');
    await press(timeline, 'PageUp');
    await changed(timeline, { playhead: ago(30) });
    await press(timeline, 'PageUp');
    await changed(timeline, { playhead: ago(50) });
    await press(timeline, 'PageDown');
    expect(seeks).to.deep.equal([{ at: ago(30) }, { at: ago(600) }, { at: ago(30) }]);
  });

  it('request nothing where there is no such recording', async () => {
    const timeline = await stageTimeline();
    const seeks = heard(timeline, 'seek-request');
    expect((await press(timeline, 'PageDown')).defaultPrevented).to.equal(true);
    await changed(timeline, { playhead: ago(600) });
    await press(timeline, 'PageUp');
    expect(seeks).to.deep.equal([]);
  });

  it('zoom around the playhead with plus and minus', async () => {
    const timeline = await stageTimeline({ playhead: ago(20) });
    const before = xOf(ago(20));
    await press(timeline, '+', { shiftKey: true });
    expect(timeline.spanMs).to.equal(HOUR_MS / 2);
    expect(part(timeline, 'playhead')?.querySelector('circle')?.cx.baseVal.value).to.equal(before);
    await press(timeline, '-');
    expect(timeline.spanMs).to.equal(HOUR_MS);
  });

  it('step in the direction of the arrow from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const timeline = await stageTimeline();
    const steps = heard(timeline, 'step-request');
    await press(timeline, 'ArrowLeft');
    expect(steps).to.deep.equal([{ seconds: 5 }]);
  });

  it('are left to the browser with Ctrl or Meta', async () => {
    const timeline = await stageTimeline();
    const steps = heard(timeline, 'step-request');
    for (const modifier of ['ctrlKey', 'metaKey']) {
      expect((await press(timeline, 'ArrowLeft', { [modifier]: true })).defaultPrevented).to.equal(false);
    }
    expect(steps).to.deep.equal([]);
  });

  it('hide the bubble of a pointer that rests on the timeline', async () => {
    const timeline = await stageTimeline();
    await pointer(timeline, 'move', 100);
    await press(timeline, 'ArrowLeft');
    expect(bubble(timeline)).to.equal(undefined);
  });
});
