import { expect } from 'chai';
import { wheelIntent } from '../../../src/ui/timeline/view-gestures.ts';

const intentOf = (init: WheelEventInit, hasFocus = false) =>
  wheelIntent(new WheelEvent('wheel', init), hasFocus);

describe('wheelIntent', () => {
  it('is null for a plain vertical wheel, so that the page scrolls', () => {
    expect(intentOf({ deltaY: 100 })).to.equal(null);
    expect(intentOf({ deltaY: -100, deltaX: 20 })).to.equal(null);
  });

  for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
    it(`is a zoom with ${modifier}`, () => {
      const inward = intentOf({ deltaY: -10, [modifier]: true });
      const outward = intentOf({ deltaY: 10, [modifier]: true });
      if (inward?.kind !== 'zoom' || outward?.kind !== 'zoom') throw new Error('The wheel does not zoom.');
      expect(inward.zoom).to.be.above(1);
      expect(inward.zoom * outward.zoom).to.be.closeTo(1, 1e-9);
    });
  }

  it('is a zoom on a timeline that has the focus', () => {
    expect(intentOf({ deltaY: -100 }, true)).to.deep.equal({ kind: 'zoom', zoom: Math.exp(0.3) });
  });

  it('limits the zoom of one event', () => {
    expect(intentOf({ deltaY: 5000, ctrlKey: true })).to.deep.equal({ kind: 'zoom', zoom: Math.exp(-0.4) });
  });

  it('is a pan sideways and with Shift', () => {
    expect(intentOf({ deltaX: 30, deltaY: 10 })).to.deep.equal({ kind: 'pan', px: -30 });
    expect(intentOf({ deltaY: -30, shiftKey: true }, true)).to.deep.equal({ kind: 'pan', px: 30 });
  });

  it('converts lines and pages to pixels', () => {
    expect(intentOf({ deltaX: 3, deltaMode: WheelEvent.DOM_DELTA_LINE })).to.deep.equal({
      kind: 'pan',
      px: -60,
    });
    expect(intentOf({ deltaX: 1, deltaMode: WheelEvent.DOM_DELTA_PAGE })).to.deep.equal({
      kind: 'pan',
      px: -400,
    });
  });
});
