import { expect } from 'chai';
import { TimeScale } from '../../../src/ui/timeline/time-scale.ts';

/** A pixel is ten milliseconds. */
const scale = new TimeScale({ start: 1000, end: 2000 }, 100, false);
const rtlScale = new TimeScale(scale.viewport, 100, true);

describe('TimeScale', () => {
  for (const each of [scale, rtlScale]) {
    it(`finds the instant that is drawn at x, ${each.isRtl ? 'right to left' : 'left to right'}`, () => {
      for (const x of [0, 17, 50, 99.5]) expect(each.xOf(each.instantAt(x))).to.be.closeTo(x, 0.05);
    });
  }

  it('begins at the left, or at the right where the page reads from right to left', () => {
    expect([scale.xOf(1000), scale.xOf(2000)]).to.deep.equal([0, 100]);
    expect([rtlScale.xOf(1000), rtlScale.xOf(2000)]).to.deep.equal([100, 0]);
  });

  const columns: [at: number, boundary: number, column: number][] = [
    [0, 0, 0],
    [1000, 0, 0],
    [1004, 0, 0],
    [1005, 1, 0],
    [1009, 1, 0],
    [1010, 1, 1],
    [1996, 100, 99],
    [2000, 100, 99],
    [9000, 100, 99],
  ];
  for (const [at, boundary, column] of columns) {
    it(`has ${at} in column ${column} and nearest to boundary ${boundary}`, () => {
      for (const each of [scale, rtlScale])
        expect([each.columnOf(at), each.columnAt(at)]).to.deep.equal([boundary, column]);
    });
  }

  it('knows the instant of a boundary between columns', () =>
    expect([0, 7, 100].map((column) => rtlScale.instantOfColumn(column))).to.deep.equal([1000, 1070, 2000]));

  it('shows the instants from edge to edge', () =>
    expect([999, 1000, 2000, 2001].map((at) => scale.shows(at))).to.deep.equal([false, true, true, false]));

  it('is reused only while nothing has changed', () => {
    const { viewport } = scale;
    expect(TimeScale.reuse(scale, viewport, 100, false)).to.equal(scale);
    for (const other of [
      TimeScale.reuse(scale, { ...viewport }, 100, false),
      TimeScale.reuse(scale, viewport, 101, false),
      TimeScale.reuse(scale, viewport, 100, true),
      TimeScale.reuse(null, viewport, 100, false),
    ])
      expect(other).to.not.equal(scale);
  });
});
