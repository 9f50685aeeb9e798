import { expect } from 'chai';
import { draggedViewport, type Finger, zoomedViewport } from '../../../src/ui/timeline/dragged-viewport.ts';
import { TimeScale } from '../../../src/ui/timeline/time-scale.ts';

const MINUTE_MS = 60_000;
/** A pixel is a minute. */
const scaleOf = (isRtl = false) => new TimeScale({ start: 0, end: 600 * MINUTE_MS }, 600, isRtl);
const minutes = ({ start, end }: { start: number; end: number }) => [start / MINUTE_MS, end / MINUTE_MS];
const drag = (fingers: Finger[], isRtl = false) => minutes(draggedViewport(fingers, scaleOf(isRtl)));

describe('a drag of the timeline', () => {
  it('moves it with one finger', () => {
    expect(drag([{ from: 100, to: 130 }])).to.deep.equal([-30, 570]);
    expect(drag([{ from: 100, to: 130 }], true)).to.deep.equal([30, 630]);
  });

  it('stretches it with two, each on its instant', () => {
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

  it('leaves a minute across at least, and survives fingers in one place', () => {
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

  it('moves nothing without fingers', () => expect(drag([])).to.deep.equal([0, 600]));
});

describe('a zoom of the timeline', () => {
  it('leaves what is under the pointer where it is', () => {
    expect(minutes(zoomedViewport(2, 150, scaleOf()))).to.deep.equal([75, 375]);
    expect(minutes(zoomedViewport(2, 450, scaleOf(true)))).to.deep.equal([75, 375]);
    expect(minutes(zoomedViewport(0.5, 0, scaleOf()))).to.deep.equal([0, 1200]);
  });
});
