import { expect } from 'chai';
import { bubble, clearTimelines, heard, pointer, press, stageTimeline } from './timeline/timeline-stage.ts';

afterEach(clearTimelines);

describe('keys on the timeline', () => {
  it('ask for steps from where playback is', async () => {
    const timeline = await stageTimeline();
    const steps = heard(timeline, 'step-request');
    for (const key of ['ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown']) {
      expect((await press(timeline, key)).defaultPrevented).to.equal(true);
    }
    await press(timeline, 'ArrowLeft', { shiftKey: true });
    await press(timeline, 'ArrowLeft', { altKey: true });
    expect(steps.map(({ seconds }) => seconds)).to.deep.equal([5, -5, 360, -360, -60, -3600]);
  });

  it('ask for the ends of the bounds', async () => {
    const timeline = await stageTimeline();
    const seeks = heard(timeline, 'seek-request');
    await press(timeline, 'Home');
    await press(timeline, 'End');
    expect(seeks).to.deep.equal([{ at: timeline.bounds.start }, { at: timeline.bounds.end }]);
  });

  it('go the way that they point, from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const timeline = await stageTimeline();
    const steps = heard(timeline, 'step-request');
    await press(timeline, 'ArrowLeft');
    expect(steps).to.deep.equal([{ seconds: 5 }]);
  });

  it('are left alone with Ctrl or Meta', async () => {
    const timeline = await stageTimeline();
    const steps = heard(timeline, 'step-request');
    for (const modifier of ['ctrlKey', 'metaKey']) {
      expect((await press(timeline, 'ArrowLeft', { [modifier]: true })).defaultPrevented).to.equal(false);
    }
    expect(steps).to.deep.equal([]);
  });

  it('take over from a pointer that was left lying there', async () => {
    const timeline = await stageTimeline();
    await pointer(timeline, 'move', 100);
    await press(timeline, 'ArrowLeft');
    expect(bubble(timeline)).to.equal(undefined);
  });
});
