import { expect } from 'chai';
import { RecordedRanges, type TimeRange } from '../../../src/core/index.ts';
import type { ColumnRun } from '../../../src/ui/timeline/column-runs.ts';
import { TimeScale } from '../../../src/ui/timeline/time-scale.ts';
import { trackLayers, type TrackScene } from '../../../src/ui/timeline/track-layers.ts';

const MINUTE_MS = 60_000;
const NOW = Date.parse('2026-11-21T14:00:00Z');

/** In minutes before now, which are pixels, too. */
const ago = (start: number, end: number): TimeRange => ({
  start: NOW - start * MINUTE_MS,
  end: NOW - end * MINUTE_MS,
});
const scale = new TimeScale(ago(100, -10), 110, false);

function layers(scene: Partial<TrackScene> = {}) {
  const recorded = RecordedRanges.empty.learn(ago(80, 0), [ago(80, 60), ago(40, 0.2)]);
  const found = trackLayers(
    { recorded, bounds: ago(95, 0), now: NOW, buffered: [], playhead: null, ...scene },
    scale,
  );
  const minutes = (runs: readonly ColumnRun[]) => runs.map(({ from, to }) => [100 - from, 100 - to]);
  return {
    recorded: minutes(found.recorded),
    holes: minutes(found.holes),
    unknown: minutes(found.unknown),
    buffered: minutes(found.buffered),
    played: minutes(found.played),
  };
}

describe('the layers of the track', () => {
  it('are what is recorded, holes, and what is not known yet', () => {
    const { recorded, holes, unknown } = layers();
    expect(recorded).to.deep.equal([
      [80, 60],
      [40, 0],
    ]);
    expect(holes).to.deep.equal([[60, 40]]);
    expect(unknown).to.deep.equal([[95, 80]]);
  });

  it('end at the bounds', () => {
    const { recorded, holes, unknown } = layers({ bounds: ago(70, 50) });
    expect(recorded).to.deep.equal([[70, 60]]);
    expect(holes).to.deep.equal([[60, 50]]);
    expect(unknown).to.deep.equal([]);
  });

  it('show no hole where a segment may only not be recorded yet', () => {
    const recorded = RecordedRanges.empty.learn(ago(95, 0), [ago(95, 3)]);
    expect(layers({ recorded }).holes).to.deep.equal([[3, 1]]);
  });

  it('are all unknown before the first answer', () => {
    const { recorded, holes, unknown } = layers({ recorded: RecordedRanges.empty });
    expect([recorded, holes, unknown]).to.deep.equal([[], [], [[95, 1]]]);
  });

  it('have played from the beginning of the recording on', () => {
    expect(layers({ playhead: NOW - 20 * MINUTE_MS }).played).to.deep.equal([[40, 20]]);
    expect(layers({ playhead: NOW - 70 * MINUTE_MS }).played).to.deep.equal([[80, 70]]);
  });

  it('have played up to live, although the last moments are not known to be recorded', () => {
    expect(layers({ playhead: NOW }).played).to.deep.equal([[40, 0]]);
  });

  it('have played nothing in a hole', () => {
    expect(layers({ playhead: NOW - 50 * MINUTE_MS }).played).to.deep.equal([]);
  });

  it('have played what is buffered where nothing else is known', () => {
    const scene = { recorded: RecordedRanges.empty, buffered: [ago(30, 25)], playhead: NOW - 27 * MINUTE_MS };
    expect(layers(scene).played).to.deep.equal([[30, 27]]);
  });

  it('show nothing as buffered in a hole', () => {
    expect(layers({ buffered: [ago(65, 35)] }).buffered).to.deep.equal([
      [65, 60],
      [40, 35],
    ]);
  });
});
