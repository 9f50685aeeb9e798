import { expect } from 'chai';
import {
  ago,
  bubble,
  changed,
  clearTimelines,
  heard,
  NOW,
  pointer,
  press,
  slider,
  stageTimeline,
  WIDTH_PX,
} from './timeline-stage.ts';

afterEach(clearTimelines);

describe('the timeline as a slider', () => {
  it('has a value in seconds, and as date and time', async () => {
    const timeline = await stageTimeline({ playhead: ago(20) });
    const { role, ariaLabel, ariaOrientation, ariaValueMin, ariaValueMax, ariaValueNow, ariaDisabled } =
      slider(timeline);
    expect([role, ariaLabel, ariaOrientation, ariaDisabled]).to.deep.equal([
      'slider',
      'Seek',
      'horizontal',
      'false',
    ]);
    expect([ariaValueMin, ariaValueNow, ariaValueMax].map(Number)).to.deep.equal(
      [timeline.bounds.start, ago(20), NOW].map((at) => at / 1000),
    );
    expect(slider(timeline).ariaValueText).to.match(/^Saturday,? 21 November 2026, 13:40:00, recorded$/);
  });

  it('says that it is at live or in a hole', async () => {
    expect(slider(await stageTimeline()).ariaValueText).to.match(/13:59:50, live$/);
    expect(slider(await stageTimeline({ playhead: ago(35) })).ariaValueText).to.match(
      /13:25:00, not recorded$/,
    );
  });

  it('changes its text every ten seconds of playback, and at once for a seek', async () => {
    const timeline = await stageTimeline({ playhead: ago(20) });
    const playFor = (seconds: number) => ({ now: NOW + seconds * 1000, playhead: ago(20) + seconds * 1000 });
    await changed(timeline, playFor(9));
    expect(slider(timeline).ariaValueText).to.match(/13:40:00, recorded$/);
    await changed(timeline, playFor(10));
    expect(slider(timeline).ariaValueText).to.match(/13:40:10, recorded$/);
    await changed(timeline, { seekingTo: ago(25) });
    expect(slider(timeline).ariaValueText).to.match(/13:35:00, recorded$/);
  });

  it('gets the focus of the element', async () => {
    const timeline = await stageTimeline();
    timeline.focus();
    expect(timeline.shadowRoot?.activeElement === slider(timeline)).to.be.true;
  });

  it('keeps the focus while there is nothing to show', async () => {
    const timeline = await stageTimeline();
    const { bounds } = timeline;
    timeline.focus();
    await changed(timeline, { bounds: { start: 0, end: 0 } });
    await changed(timeline, { bounds });
    expect(timeline.shadowRoot?.activeElement === slider(timeline)).to.be.true;
  });

  it('is high enough for a finger', async () => {
    const box = slider(await stageTimeline()).getBoundingClientRect();
    expect(box.height).to.be.at.least(24);
    expect(box.width).to.equal(WIDTH_PX);
  });

  for (const [name, properties] of Object.entries({
    'while disabled': { disabled: true },
    'without bounds': { bounds: { start: 0, end: 0 } },
  })) {
    it(`requests nothing ${name}`, async () => {
      const timeline = await stageTimeline(properties);
      const told = [
        heard(timeline, 'seek-request'),
        heard(timeline, 'step-request'),
        heard(timeline, 'point'),
      ];
      await pointer(timeline, 'down', 100);
      await pointer(timeline, 'up', 100);
      await press(timeline, 'Home');
      await press(timeline, 'ArrowLeft');
      expect(told.flat()).to.deep.equal([]);
      expect(slider(timeline).ariaDisabled).to.equal('true');
      expect(slider(timeline).tabIndex).to.equal(-1);
      expect(bubble(timeline)).to.equal(undefined);
    });
  }
});
