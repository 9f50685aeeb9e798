import { expect } from 'chai';
import type { TimeRange } from '../../../src/core/index.ts';
import { followingViewport, type ViewportScene } from '../../../src/ui/timeline/viewport.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW = Date.parse('2026-11-21T14:00:00Z');
const WEEK: TimeRange = { start: NOW - 168 * HOUR_MS, end: NOW };
/** Of an hour. */
const MARGIN_MS = 0.03 * HOUR_MS;

const viewport = (scene: Partial<ViewportScene> = {}): TimeRange =>
  followingViewport({
    before: null,
    bounds: WEEK,
    now: NOW,
    focus: null,
    spanMs: HOUR_MS,
    // A pixel is a millisecond: nothing is rounded.
    widthPx: HOUR_MS,
    ...scene,
  });

const endingAt = (end: number): TimeRange => ({ start: end - HOUR_MS, end });

describe('the viewport of the timeline', () => {
  it('ends a little after now while nothing plays', () => {
    expect(viewport()).to.deep.equal(endingAt(NOW + MARGIN_MS));
  });

  it('ends a little after now while the playhead is at live, and moves on with it', () => {
    const before = viewport({ focus: NOW - 8000 });
    const [now, bounds] = [NOW + MINUTE_MS, { start: WEEK.start + MINUTE_MS, end: NOW + MINUTE_MS }];
    const after = viewport({ before, now, bounds, focus: now - 8000 });
    expect(before).to.deep.equal(endingAt(NOW + MARGIN_MS));
    expect(after).to.deep.equal(endingAt(now + MARGIN_MS));
  });

  it('stands still while the playhead moves inside of it, away from live', () => {
    const before = endingAt(NOW - HOUR_MS);
    const focus = before.start + 10 * MINUTE_MS;
    expect(viewport({ before, focus })).to.equal(before);
    expect(viewport({ before, focus: focus + MINUTE_MS, now: NOW + MINUTE_MS })).to.equal(before);
  });

  it('centres the playhead once it has left', () => {
    const before = endingAt(NOW - HOUR_MS);
    for (const focus of [before.end + 1000, before.start - 1000, NOW - 30 * HOUR_MS]) {
      expect(viewport({ before, focus })).to.deep.equal(endingAt(focus + HOUR_MS / 2));
    }
  });

  it('goes back to the live edge with the playhead', () => {
    expect(viewport({ before: endingAt(NOW - 30 * HOUR_MS), focus: NOW - 8000 })).to.deep.equal(
      endingAt(NOW + MARGIN_MS),
    );
  });

  it('never shows more beyond the bounds than a margin', () => {
    const { start } = viewport({ focus: WEEK.start + MINUTE_MS });
    expect(start).to.equal(WEEK.start - MARGIN_MS);
    const bounds = { start: NOW - 10 * HOUR_MS, end: NOW - 5 * HOUR_MS };
    expect(viewport({ bounds, focus: bounds.end })).to.deep.equal(endingAt(bounds.end + MARGIN_MS));
  });

  it('begins where the bounds do if they are over and nothing plays', () => {
    const bounds = { start: NOW - 10 * HOUR_MS, end: NOW - 5 * HOUR_MS };
    expect(viewport({ bounds }).start).to.equal(bounds.start);
  });

  it('shows just the bounds if the span is larger', () => {
    for (const spanMs of [168 * HOUR_MS, 400 * HOUR_MS, Infinity]) {
      expect(viewport({ spanMs, focus: NOW - 8000 })).to.equal(WEEK);
    }
  });

  it('keeps the playhead where it is on the screen when the span changes', () => {
    const before = endingAt(NOW - 24 * HOUR_MS);
    const focus = before.start + HOUR_MS / 4;
    const { start, end } = viewport({ before, focus, spanMs: 6 * HOUR_MS });
    expect(end - start).to.equal(6 * HOUR_MS);
    expect((focus - start) / (end - start)).to.equal(0.25);
  });

  it('moves by whole pixels, and not before there is one', () => {
    const widthPx = 900;
    const before = viewport({ focus: NOW, widthPx });
    const later = (seconds: number) => {
      const now = NOW + seconds * 1000;
      return viewport({ before, focus: now, now, bounds: { start: WEEK.start, end: now }, widthPx });
    };
    expect(later(3)).to.equal(before);
    expect(later(7).start - before.start).to.equal(4000);
    expect(later(7).end - before.end).to.equal(4000);
  });

  it('does not tremble while the bounds grow by less than a pixel', () => {
    const bounds = { start: NOW - HOUR_MS, end: NOW };
    const scene = { bounds, spanMs: Infinity, widthPx: 900 };
    const before = viewport(scene);
    const grown = (ms: number) => ({ start: bounds.start, end: NOW + ms });
    expect(viewport({ ...scene, before, bounds: grown(3000) })).to.equal(before);
    expect(viewport({ ...scene, before, bounds: grown(5000) })).to.deep.equal(grown(5000));
  });
});
