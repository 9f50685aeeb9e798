import { expect } from 'chai';
import { wheelIntent } from '../../../src/ui/timeline/wheel-intent.ts';

const intentOf = (init: WheelEventInit, hasFocus = false) =>
  wheelIntent(new WheelEvent('wheel', init), hasFocus);

describe('a wheel over the timeline', () => {
  it('lets the page scroll', () => {
    expect(intentOf({ deltaY: 100 })).to.equal(null);
    expect(intentOf({ deltaY: -100, deltaX: 20 })).to.equal(null);
  });

  for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
    it(`zooms with ${modifier}`, () => {
      const inward = intentOf({ deltaY: -10, [modifier]: true });
      const outward = intentOf({ deltaY: 10, [modifier]: true });
      if (inward?.kind !== 'zoom' || outward?.kind !== 'zoom') throw new Error('It does not zoom.');
      expect(inward.zoom).to.be.above(1);
      expect(inward.zoom * outward.zoom).to.be.closeTo(1, 1e-9);
    });
  }

  it('zooms where the timeline has the focus', () => {
    expect(intentOf({ deltaY: -100 }, true)).to.deep.equal({ kind: 'zoom', zoom: Math.exp(0.3) });
  });

  it('never zooms too far at once', () => {
    expect(intentOf({ deltaY: 5000, ctrlKey: true })).to.deep.equal({ kind: 'zoom', zoom: Math.exp(-0.4) });
  });

  it('pans sideways, and with Shift', () => {
    expect(intentOf({ deltaX: 30, deltaY: 10 })).to.deep.equal({ kind: 'pan', px: -30 });
    expect(intentOf({ deltaY: -30, shiftKey: true }, true)).to.deep.equal({ kind: 'pan', px: 30 });
  });

  it('counts lines and pages', () => {
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
