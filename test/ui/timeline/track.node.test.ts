import { expect } from 'chai';
import { RecordedRanges, type TimeRange } from '../../../src/core/index.ts';
import type { ColumnRun } from '../../../src/ui/timeline/column-runs.ts';
import { TimeScale } from '../../../src/ui/timeline/time-scale.ts';
import {
  markPlaces,
  trackColumns,
  trackLayers,
  type TrackMarks,
  type TrackScene,
} from '../../../src/ui/timeline/track.ts';

const MINUTE_MS = 60_000;
const NOW = Date.parse('2026-11-21T14:00:00Z');

/** A range in minutes before now. A pixel is a minute. */
const ago = (start: number, end: number): TimeRange => ({
  start: NOW - start * MINUTE_MS,
  end: NOW - end * MINUTE_MS,
});
const scale = new TimeScale(ago(100, -10), 110, false);

function layers(scene: Partial<TrackScene> = {}) {
  const recorded = RecordedRanges.empty.learn(ago(80, 0), [ago(80, 60), ago(40, 0.2)]);
  const all = { recorded, bounds: ago(95, 0), now: NOW, buffered: [], playhead: null, ...scene };
  const found = trackLayers(all.recorded, trackColumns(all, scale), scale);
  const minutes = (runs: readonly ColumnRun[]) => runs.map(({ from, to }) => [100 - from, 100 - to]);
  return {
    recorded: minutes(found.recorded),
    holes: minutes(found.holes),
    unknown: minutes(found.unknown),
    buffered: minutes(found.buffered),
    played: minutes(found.played),
  };
}

describe('trackLayers', () => {
  it('shows recordings, holes, and what is not known yet', () => {
    const { recorded, holes, unknown } = layers();
    expect(recorded).to.deep.equal([
      [80, 60],
      [40, 0],
    ]);
    expect(holes).to.deep.equal([[60, 40]]);
    expect(unknown).to.deep.equal([[95, 80]]);
  });

  it('shows nothing beyond the bounds', () => {
    const { recorded, holes, unknown } = layers({ bounds: ago(70, 50) });
    expect(recorded).to.deep.equal([[70, 60]]);
    expect(holes).to.deep.equal([[60, 50]]);
    expect(unknown).to.deep.equal([]);
  });

  it('shows no hole in the last minute before now', () => {
    const recorded = RecordedRanges.empty.learn(ago(95, 0), [ago(95, 3)]);
    expect(layers({ recorded }).holes).to.deep.equal([[3, 1]]);
  });

  it('shows everything as unknown before the first answer', () => {
    const { recorded, holes, unknown } = layers({ recorded: RecordedRanges.empty });
    expect([recorded, holes, unknown]).to.deep.equal([[], [], [[95, 1]]]);
  });

  it('shows as played what is between the start of the recording and the playhead', () => {
    expect(layers({ playhead: NOW - 20 * MINUTE_MS }).played).to.deep.equal([[40, 20]]);
    expect(layers({ playhead: NOW - 70 * MINUTE_MS }).played).to.deep.equal([[80, 70]]);
  });

  it('shows as played what is up to live, although the last recordings are not known yet', () => {
    expect(layers({ playhead: NOW }).played).to.deep.equal([[40, 0]]);
  });

  it('shows nothing as played in a hole', () => {
    expect(layers({ playhead: NOW - 50 * MINUTE_MS }).played).to.deep.equal([]);
  });

  it('shows as played what is buffered where recordings are not known', () => {
    const scene = { recorded: RecordedRanges.empty, buffered: [ago(30, 25)], playhead: NOW - 27 * MINUTE_MS };
    expect(layers(scene).played).to.deep.equal([[30, 27]]);
  });

  it('shows nothing as buffered in a hole', () => {
    expect(layers({ buffered: [ago(65, 35)] }).buffered).to.deep.equal([
      [65, 60],
      [40, 35],
    ]);
  });
});

describe('markPlaces', () => {
  const NONE = { now: null, playhead: null, pointer: null, landing: null, in: null, out: null, marked: [] };
  const at = (minutes: number) => NOW - minutes * MINUTE_MS;
  const places = (marks: Partial<TrackMarks>, isRtl = false) =>
    markPlaces(
      { ...NONE, now: at(-60), ...marks },
      isRtl ? new TimeScale(scale.viewport, scale.widthPx, true) : scale,
    );

  it('has the middle of the playhead, the landing and the brackets', () => {
    const marks = { playhead: at(60), landing: at(50), in: at(40), out: at(30) };
    expect(places(marks)).to.deep.include({ playhead: 40, landing: 50, in: 60, out: 70 });
    expect(places(marks, true)).to.deep.include({ playhead: 70, landing: 60, in: 50, out: 40 });
  });

  it('has the left edge of the lines at the pointer and at now, which are 2 and 3 px wide', () => {
    expect(places({ pointer: at(60), now: at(0) })).to.deep.include({ pointer: 39, now: 99 });
    expect(places({ pointer: at(60), now: at(0) }, true)).to.deep.include({ pointer: 69, now: 9 });
  });

  it('leaves out what is out of view', () =>
    expect(places({ playhead: at(101), pointer: at(-11), in: at(200) })).to.deep.equal(NONE));

  it('keeps what is less than a pixel out of view at the edge', () => {
    const marks = { playhead: at(-10.9), in: at(100.9) };
    expect(places(marks)).to.deep.include({ playhead: 110, in: 0 });
    expect(places(marks, true)).to.deep.include({ playhead: 0, in: 110 });
  });

  it('has the columns between the marks of the viewer, only where both are set', () => {
    expect(places({ in: at(200), out: at(90) }).marked).to.deep.equal([{ from: 0, to: 10 }]);
    expect(places({ in: at(90) }).marked).to.deep.equal([]);
    expect(places({ in: at(80), out: at(90) }).marked).to.deep.equal([]);
  });
});
