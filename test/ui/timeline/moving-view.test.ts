import { expect } from 'chai';
import { MovingView, type ViewScene } from '../../../src/ui/timeline/moving-view.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.parse('2026-11-21T14:00:00Z');
const WEEK_MS = 168 * HOUR_MS;
const ago = (hours: number) => NOW - hours * HOUR_MS;

const sceneOf = (change: Partial<ViewScene> = {}): ViewScene => ({
  bounds: { start: NOW - WEEK_MS, end: NOW },
  now: NOW,
  focus: ago(20),
  spanMs: HOUR_MS,
  // A pixel is a millisecond: nothing is rounded.
  widthPx: HOUR_MS,
  ...change,
});

function viewOf(change: Partial<ViewScene> = {}) {
  const [view, scene] = [new MovingView(), sceneOf(change)];
  view.update(scene);
  return { view, scene };
}

const hour = (start: number) => ({ start, end: start + HOUR_MS });

describe('the view of the timeline', () => {
  it('stays where the viewer has panned to, wherever playback goes', () => {
    const { view, scene } = viewOf();
    view.show(hour(ago(30)), scene, true);
    expect(view.isFollowing).to.equal(false);
    view.update({ ...scene, focus: ago(10), now: NOW + 60_000 });
    expect(view.range).to.deep.equal(hour(ago(30)));
  });

  it('stays panned even while the playhead is in view', () => {
    const { view, scene } = viewOf();
    view.show(hour(ago(20.4)), scene, true);
    expect(view.isFollowing).to.equal(false);
  });

  it('follows again when it is told to', () => {
    const { view, scene } = viewOf();
    view.show(hour(ago(30)), scene, true);
    view.follow();
    view.update(scene);
    expect(view.range).to.deep.equal(hour(ago(20.5)));
  });

  it('follows live again once it is panned there', () => {
    const { view, scene } = viewOf({ focus: NOW });
    view.show(hour(ago(30)), scene, true);
    expect(view.isFollowing).to.equal(false);
    view.show(hour(NOW), scene, true);
    expect(view.isFollowing).to.equal(true);
  });

  it('follows on through a zoom that leaves the playhead in view, and not through another', () => {
    const { view, scene } = viewOf();
    view.show({ start: ago(20.1), end: ago(19.9) }, scene, false);
    expect(view.isFollowing).to.equal(true);
    view.show({ start: ago(19.95), end: ago(19.9) }, scene, false);
    expect(view.isFollowing).to.equal(false);
  });

  it('goes no further than there is something to see', () => {
    const { view, scene } = viewOf();
    view.show(hour(NOW - 2 * WEEK_MS), scene, true);
    expect(view.range).to.deep.equal(hour(NOW - WEEK_MS - 0.03 * HOUR_MS));
  });

  it('tells how much is across then, infinite where that is all', () => {
    const { view, scene } = viewOf();
    expect(view.show({ start: ago(30), end: ago(28) }, scene, false)).to.equal(2 * HOUR_MS);
    expect(view.show({ start: ago(300), end: ago(-100) }, scene, false)).to.equal(Infinity);
    expect(view.isFollowing).to.equal(true);
  });

  it('gets another span around its middle', () => {
    const { view, scene } = viewOf();
    view.show(hour(ago(30)), scene, true);
    view.update({ ...scene, spanMs: 3 * HOUR_MS });
    expect(view.range).to.deep.equal({ start: ago(31), end: ago(28) });
    view.update({ ...scene, spanMs: Infinity });
    expect(view.range).to.equal(scene.bounds);
    expect(view.isFollowing).to.equal(true);
  });

  it('moves by whole pixels, of which small movements add up', () => {
    const { view, scene } = viewOf({ widthPx: 600 });
    const before = view.range!.start;
    for (let step = 0; step < 10; step++) view.show(hour(view.wanted!.start - 1500), scene, true);
    expect(view.range!.start - before).to.equal(-12_000);
    expect(view.wanted!.start - before).to.equal(-15_000);
  });

  it('is nothing while there is nothing to show', () => {
    const { view, scene } = viewOf();
    view.update({ ...scene, widthPx: 0 });
    expect(view.range).to.equal(null);
  });
});
