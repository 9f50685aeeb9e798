import { expect } from 'chai';
import { RecordedRanges } from '../../../src/core/index.ts';
import {
  ago,
  bubble,
  changed,
  clearTimelines,
  heard,
  HOUR_MS,
  MINUTE_MS,
  NOW,
  part,
  pointer,
  stageTimeline,
  WIDTH_PX,
  xOf,
} from './timeline-stage.ts';

afterEach(clearTimelines);

describe('the picture of the timeline', () => {
  it('follows live, and dispatches viewport-change', async () => {
    const timeline = await stageTimeline();
    const views = heard(timeline, 'viewport-change');
    const later = NOW + MINUTE_MS;
    await changed(timeline, {
      now: later,
      playhead: later - 10_000,
      bounds: { ...timeline.bounds, end: later },
    });
    expect(views).to.deep.equal([{ start: later - 0.97 * HOUR_MS, end: later + 0.03 * HOUR_MS }]);
  });

  it('moves to the target of a seek at once', async () => {
    const timeline = await stageTimeline();
    const views = heard(timeline, 'viewport-change');
    await changed(timeline, { seekingTo: ago(300) });
    expect(views).to.deep.equal([{ start: ago(330), end: ago(270) }]);
    expect(part(timeline, 'playhead')?.querySelector('circle')?.cx.baseVal.value).to.equal(WIDTH_PX / 2);
  });

  it('does not move under the pointer', async () => {
    const timeline = await stageTimeline();
    const views = heard(timeline, 'viewport-change');
    await pointer(timeline, 'move', xOf(ago(20)));
    await changed(timeline, { now: NOW + MINUTE_MS, seekingTo: ago(300) });
    expect(views).to.deep.equal([]);
    expect(bubble(timeline)).to.equal('13:40:00 · Sat 21 Nov');
    await pointer(timeline, 'leave', 0);
    expect(views).to.have.length(1);
  });

  it('moves under the pointer when none of what it shows can be reached any more, as the clock was wrong', async () => {
    const monthLater = NOW + 30 * 24 * HOUR_MS;
    const timeline = await stageTimeline({
      now: monthLater,
      bounds: { start: monthLater - 24 * HOUR_MS, end: monthLater },
      playhead: null,
    });
    await pointer(timeline, 'move', xOf(ago(20)));
    const [views, points] = [heard(timeline, 'viewport-change'), heard(timeline, 'point')];
    await changed(timeline, { now: NOW, bounds: { start: ago(7 * 24 * 60), end: NOW } });
    expect(views).to.deep.equal([{ start: NOW - 0.97 * HOUR_MS, end: NOW + 0.03 * HOUR_MS }]);
    expect(points).to.deep.equal([{ at: ago(20) }]);
    expect(bubble(timeline)).to.equal('13:40:00 · Sat 21 Nov');
  });

  it('dispatches one viewport-change at first', async () => {
    const views: Event[] = [];
    const listen = (event: Event) => views.push(event);
    document.addEventListener('viewport-change', listen);
    await stageTimeline();
    document.removeEventListener('viewport-change', listen);
    expect(views).to.have.length(1);
  });

  it('shows recordings, holes and unknown time differently', async () => {
    const recorded = RecordedRanges.empty.learn({ start: ago(45), end: NOW }, [
      { start: ago(45), end: ago(40) },
      { start: ago(30), end: NOW },
    ]);
    const timeline = await stageTimeline({ recorded, playhead: null });
    const boxOf = (name: string) => (part(timeline, name) as SVGPathElement).getBBox();
    expect(boxOf('unknown').x + boxOf('unknown').width).to.equal(xOf(ago(45)));
    expect([boxOf('hole').x, boxOf('hole').width]).to.deep.equal([xOf(ago(40)), 100]);
    expect([boxOf('recorded').x, boxOf('recorded').width]).to.deep.equal([xOf(ago(45)), 450]);
  });

  it('shows the marks of the viewer', async () => {
    const timeline = await stageTimeline({ markIn: ago(20), markOut: ago(10) });
    const boxOf = (name: string) => (part(timeline, name) as SVGPathElement).getBBox();
    expect([boxOf('marked').x, boxOf('marked').width]).to.deep.equal([xOf(ago(20)), 100]);
    expect(boxOf('mark-in').x).to.equal(xOf(ago(20)));
    expect(boxOf('mark-out').x + boxOf('mark-out').width).to.equal(xOf(ago(10)));
    await changed(timeline, { markOut: null });
    expect(part(timeline, 'marked')).to.equal(null);
    expect(part(timeline, 'mark-in')).to.not.equal(null);
  });

  it('shows time before the bounds as expired', async () => {
    const timeline = await stageTimeline({
      bounds: { start: ago(30), end: NOW },
      spanMs: (0.9 * HOUR_MS) / 2,
    });
    await changed(timeline, { seekingTo: ago(29) });
    const expired = (part(timeline, 'expired') as SVGPathElement).getBBox();
    expect(expired.width).to.be.closeTo(0.03 * WIDTH_PX, 1);
    expect((part(timeline, 'future') as SVGPathElement).getBBox().x).to.equal(expired.width);
  });

  it('limits the size of paths with ten thousand recordings', async () => {
    const bounds = { start: ago(500), end: NOW };
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      start: bounds.start + index * 3000,
      end: bounds.start + index * 3000 + 1500,
    }));
    const recorded = RecordedRanges.empty.learn(bounds, many);
    expect(recorded.ranges).to.have.length(10_000);
    const timeline = await stageTimeline({ recorded, bounds, spanMs: Infinity });
    expect(part(timeline, 'recorded')?.getAttribute('d')?.length).to.be.below(WIDTH_PX * 20);
  });

  it('writes labels in the language of the page, across shadow roots', async () => {
    const timeline = await stageTimeline({ spanMs: 48 * HOUR_MS });
    timeline.removeAttribute('lang');
    const host = document.createElement('div');
    host.lang = 'de';
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).append(timeline);
    await changed(timeline);
    const labels = [...(timeline.shadowRoot?.querySelectorAll('text') ?? [])].map(
      (label) => label.textContent,
    );
    expect(labels).to.include('Sa., 21. Nov.');
  });

  it('ignores a zone and a language that do not exist', async () => {
    const timeline = await stageTimeline({ displayZone: 'Mars/Olympus', lang: 'not a language' });
    expect(part(timeline, 'ticks')?.textContent).to.match(/\d\d:\d\d/);
  });

  it('has no style attributes, which a strict content security policy forbids', async () => {
    const timeline = await stageTimeline();
    const refused: string[] = [];
    const listen = ({ violatedDirective }: SecurityPolicyViolationEvent) => refused.push(violatedDirective);
    document.addEventListener('securitypolicyviolation', listen);
    const policy = Object.assign(document.createElement('meta'), {
      httpEquiv: 'Content-Security-Policy',
      content: "style-src 'none'",
    });
    document.head.append(policy);
    await pointer(timeline, 'move', 100);
    await changed(await stageTimeline());
    document.removeEventListener('securitypolicyviolation', listen);
    expect(refused).to.deep.equal([]);
    expect(part(timeline, 'tooltip')?.getBoundingClientRect().left).to.be.above(8);
  });
});
