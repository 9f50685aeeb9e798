import { expect } from 'chai';
import type { TimeRange } from '../../../src/core/index.ts';
import { TimeScale } from '../../../src/ui/timeline/time-scale.ts';
import {
  draggedViewport,
  type Finger,
  followingViewport,
  Viewport,
  type ViewportScene,
  zoomedViewport,
} from '../../../src/ui/timeline/viewport.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 168 * HOUR_MS;
const NOW = Date.parse('2026-11-21T14:00:00Z');
const WEEK: TimeRange = { start: NOW - WEEK_MS, end: NOW };
/** The margin of a viewport of an hour. */
const MARGIN_MS = 0.03 * HOUR_MS;

const ago = (hours: number) => NOW - hours * HOUR_MS;
const hourFrom = (start: number) => ({ start, end: start + HOUR_MS });
const hourTo = (end: number) => ({ start: end - HOUR_MS, end });

const sceneOf = (scene: Partial<ViewportScene> = {}): ViewportScene => ({
  bounds: WEEK,
  now: NOW,
  focus: null,
  spanMs: HOUR_MS,
  // A pixel is a millisecond, so nothing is rounded.
  widthPx: HOUR_MS,
  ...scene,
});

describe('followingViewport', () => {
  const following = (scene: Partial<ViewportScene> = {}, before: TimeRange | null = null) =>
    followingViewport(sceneOf(scene), before);

  it('ends a little after now while nothing plays', () => {
    expect(following()).to.deep.equal(hourTo(NOW + MARGIN_MS));
  });

  it('ends a little after now while the playhead is at live, and moves on with it', () => {
    const before = following({ focus: NOW - 8000 });
    const [now, bounds] = [NOW + MINUTE_MS, { start: WEEK.start + MINUTE_MS, end: NOW + MINUTE_MS }];
    const after = following({ now, bounds, focus: now - 8000 }, before);
    expect(before).to.deep.equal(hourTo(NOW + MARGIN_MS));
    expect(after).to.deep.equal(hourTo(now + MARGIN_MS));
  });

  it('follows live while the playhead is at most a twentieth of the span behind', () => {
    const twentiethMs = HOUR_MS / 20;
    expect(following({ focus: NOW - twentiethMs })).to.deep.equal(hourTo(NOW + MARGIN_MS));
    const focus = NOW - twentiethMs - 1;
    expect(following({ focus }, hourTo(NOW))).to.deep.equal(hourTo(NOW));
  });

  it('stands still while the playhead moves inside of it, away from live', () => {
    const before = hourTo(NOW - HOUR_MS);
    const focus = before.start + 10 * MINUTE_MS;
    expect(following({ focus }, before)).to.equal(before);
    expect(following({ focus: focus + MINUTE_MS, now: NOW + MINUTE_MS }, before)).to.equal(before);
  });

  it('centres the playhead once it has left', () => {
    const before = hourTo(NOW - HOUR_MS);
    for (const focus of [before.end + 1000, before.start - 1000, NOW - 30 * HOUR_MS]) {
      expect(following({ focus }, before)).to.deep.equal(hourTo(focus + HOUR_MS / 2));
    }
  });

  it('returns to the live edge with the playhead', () => {
    expect(following({ focus: NOW - 8000 }, hourTo(NOW - 30 * HOUR_MS))).to.deep.equal(
      hourTo(NOW + MARGIN_MS),
    );
  });

  it('never shows more than a margin beyond the bounds', () => {
    const { start } = following({ focus: WEEK.start + MINUTE_MS });
    expect(start).to.equal(WEEK.start - MARGIN_MS);
    const bounds = { start: NOW - 10 * HOUR_MS, end: NOW - 5 * HOUR_MS };
    expect(following({ bounds, focus: bounds.end })).to.deep.equal(hourTo(bounds.end + MARGIN_MS));
  });

  it('begins where the bounds do if they are in the past and nothing plays', () => {
    const bounds = { start: NOW - 10 * HOUR_MS, end: NOW - 5 * HOUR_MS };
    expect(following({ bounds }).start).to.equal(bounds.start);
  });

  it('shows exactly the bounds if the span is larger', () => {
    for (const spanMs of [168 * HOUR_MS, 400 * HOUR_MS, Infinity]) {
      expect(following({ spanMs, focus: NOW - 8000 })).to.equal(WEEK);
    }
  });

  it('keeps the playhead in its place on the screen when the span changes', () => {
    const before = hourTo(NOW - 24 * HOUR_MS);
    const focus = before.start + HOUR_MS / 4;
    const { start, end } = following({ focus, spanMs: 6 * HOUR_MS }, before);
    expect(end - start).to.equal(6 * HOUR_MS);
    expect((focus - start) / (end - start)).to.equal(0.25);
  });

  it('moves by whole pixels only', () => {
    const widthPx = 900;
    const before = following({ focus: NOW, widthPx });
    const later = (seconds: number) => {
      const now = NOW + seconds * 1000;
      return following({ focus: now, now, bounds: { start: WEEK.start, end: now }, widthPx }, before);
    };
    expect(later(3)).to.equal(before);
    expect(later(7).start - before.start).to.equal(4000);
    expect(later(7).end - before.end).to.equal(4000);
  });

  it('stands still while the bounds grow by less than a pixel', () => {
    const bounds = { start: NOW - HOUR_MS, end: NOW };
    const scene = { bounds, spanMs: Infinity, widthPx: 900 };
    const before = following(scene);
    const grown = (ms: number) => ({ start: bounds.start, end: NOW + ms });
    expect(following({ ...scene, bounds: grown(3000) }, before)).to.equal(before);
    expect(following({ ...scene, bounds: grown(5000) }, before)).to.deep.equal(grown(5000));
  });
});

describe('Viewport', () => {
  function show(change: Partial<ViewportScene> = {}) {
    const [viewport, scene] = [new Viewport(), sceneOf({ focus: ago(20), ...change })];
    viewport.update(scene);
    return { viewport, scene };
  }

  it('stays where the viewer has panned to, wherever playback goes', () => {
    const { viewport, scene } = show();
    viewport.show(hourFrom(ago(30)), scene, true);
    expect(viewport.isFollowing).to.equal(false);
    viewport.update({ ...scene, focus: ago(10), now: NOW + 60_000 });
    expect(viewport.range).to.deep.equal(hourFrom(ago(30)));
  });

  it('stays where the viewer has panned to even while the playhead is in view', () => {
    const { viewport, scene } = show();
    viewport.show(hourFrom(ago(20.4)), scene, true);
    expect(viewport.isFollowing).to.equal(false);
  });

  it('follows again after follow()', () => {
    const { viewport, scene } = show();
    viewport.show(hourFrom(ago(30)), scene, true);
    viewport.follow();
    viewport.update(scene);
    expect(viewport.range).to.deep.equal(hourFrom(ago(20.5)));
  });

  it('follows live again once it is panned there', () => {
    const { viewport, scene } = show({ focus: NOW });
    viewport.show(hourFrom(ago(30)), scene, true);
    expect(viewport.isFollowing).to.equal(false);
    viewport.show(hourFrom(NOW), scene, true);
    expect(viewport.isFollowing).to.equal(true);
  });

  it('goes on following after a zoom around the playhead, and not after another zoom', () => {
    const { viewport, scene } = show();
    viewport.show({ start: ago(20.1), end: ago(19.9) }, scene, false);
    expect(viewport.isFollowing).to.equal(true);
    viewport.show({ start: ago(19.95), end: ago(19.9) }, scene, false);
    expect(viewport.isFollowing).to.equal(false);
  });

  it('is not moved to where there is nothing to see', () => {
    const { viewport, scene } = show();
    viewport.show(hourFrom(NOW - 2 * WEEK_MS), scene, true);
    expect(viewport.range).to.deep.equal(hourFrom(NOW - WEEK_MS - 0.03 * HOUR_MS));
  });

  it('returns the span that it shows, Infinity if that is all there is', () => {
    const { viewport, scene } = show();
    expect(viewport.show({ start: ago(30), end: ago(28) }, scene, false)).to.equal(2 * HOUR_MS);
    expect(viewport.show({ start: ago(300), end: ago(-100) }, scene, false)).to.equal(Infinity);
    expect(viewport.isFollowing).to.equal(true);
  });

  it('keeps its middle when the page asks for another span', () => {
    const { viewport, scene } = show();
    viewport.show(hourFrom(ago(30)), scene, true);
    viewport.update({ ...scene, spanMs: 3 * HOUR_MS });
    expect(viewport.range).to.deep.equal({ start: ago(31), end: ago(28) });
    viewport.update({ ...scene, spanMs: Infinity });
    expect(viewport.range).to.equal(scene.bounds);
    expect(viewport.isFollowing).to.equal(true);
  });

  it('moves by whole pixels, and adds up smaller movements', () => {
    const { viewport, scene } = show({ widthPx: 600 });
    const before = viewport.range!.start;
    for (let step = 0; step < 10; step++) viewport.show(hourFrom(viewport.wanted!.start - 1500), scene, true);
    expect(viewport.range!.start - before).to.equal(-12_000);
    expect(viewport.wanted!.start - before).to.equal(-15_000);
  });

  it('is null without a width or without bounds', () => {
    for (const change of [{ widthPx: 0 }, { bounds: { start: NOW, end: NOW } }]) {
      const { viewport, scene } = show();
      viewport.update({ ...scene, ...change });
      expect(viewport.range).to.equal(null);
    }
  });
});

/** A pixel is a minute. */
const scaleOf = (isRtl = false) => new TimeScale({ start: 0, end: 600 * MINUTE_MS }, 600, isRtl);
const minutes = ({ start, end }: TimeRange) => [start / MINUTE_MS, end / MINUTE_MS];

describe('draggedViewport', () => {
  const drag = (fingers: Finger[], isRtl = false) => minutes(draggedViewport(fingers, scaleOf(isRtl)));

  it('is panned by one finger', () => {
    expect(drag([{ from: 100, to: 130 }])).to.deep.equal([-30, 570]);
    expect(drag([{ from: 100, to: 130 }], true)).to.deep.equal([30, 630]);
  });

  it('is zoomed by two fingers, each of which holds its instant', () => {
    const fingers = [
      { from: 200, to: 100 },
      { from: 300, to: 300 },
    ];
    expect(drag(fingers)).to.deep.equal([150, 450]);
    expect(drag([...fingers].reverse())).to.deep.equal([150, 450]);
  });

  it('is mirrored from right to left', () => {
    const fingers = [
      { from: 400, to: 500 },
      { from: 300, to: 300 },
    ];
    expect(drag(fingers, true)).to.deep.equal([150, 450]);
  });

  it('shows at least a minute, even for fingers in one place', () => {
    const { start, end } = draggedViewport(
      [
        { from: 300, to: 0 },
        { from: 300, to: 600 },
      ],
      new TimeScale({ start: 0, end: 10 * MINUTE_MS }, 600, false),
    );
    expect(end - start).to.equal(MINUTE_MS);
    expect((start + end) / 2).to.equal(5 * MINUTE_MS);
  });

  it('is not moved without fingers', () => expect(drag([])).to.deep.equal([0, 600]));
});

describe('zoomedViewport', () => {
  it('leaves what is under the pointer in its place', () => {
    expect(minutes(zoomedViewport(2, 150, scaleOf()))).to.deep.equal([75, 375]);
    expect(minutes(zoomedViewport(2, 450, scaleOf(true)))).to.deep.equal([75, 375]);
    expect(minutes(zoomedViewport(0.5, 0, scaleOf()))).to.deep.equal([0, 1200]);
  });
});
