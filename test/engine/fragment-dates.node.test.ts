import { expect } from 'chai';
import type { Fragment } from 'hls.js';
import { RecordedRanges, type TimeRange, type UnixMs } from '../../src/core/index.ts';
import { FragmentDates, type DatesScene } from '../../src/engine/fragment-dates.ts';

const NOON = Date.parse('2026-03-10T12:00:00Z');

interface Stated {
  readonly date?: UnixMs | null;
  readonly cc?: number;
  readonly statedS?: number;
  /** How long it lasts, once hls.js has parsed it. */
  readonly parsedS?: number;
}

/** Fragments one after the other, as hls.js lists them. */
function fragments(stated: readonly Stated[], firstNumber = 0): Fragment[] {
  let start = 0;
  return stated.map(({ date = null, cc = 0, statedS = 4, parsedS = statedS }, index) => {
    const fragment = {
      url: `https://cdn.example.com/${firstNumber + index}.ts`,
      rawProgramDateTime: date === null ? null : new Date(date).toISOString(),
      programDateTime: date,
      cc,
      start,
      duration: parsedS,
      tagList: [['INF', String(statedS)]],
      byteRange: [],
    } as unknown as Fragment;
    start += parsedS;
    return fragment;
  });
}

const recorded = (known: TimeRange, ...ranges: TimeRange[]): RecordedRanges =>
  RecordedRanges.empty.learn(known, ranges);

const scene = (changes: Partial<DatesScene> = {}): DatesScene => ({
  asked: { start: NOON, end: null },
  now: NOON + 3_600_000,
  recorded: RecordedRanges.empty,
  offsetMs: 0,
  ...changes,
});

const starts = (dates: FragmentDates, list: readonly Fragment[], known: DatesScene): number[] =>
  dates.date(list, known).map(({ at }) => at - NOON);

describe('FragmentDates', () => {
  it('goes by the dates, less how far the encoder is ahead', () => {
    const list = fragments([{ date: NOON + 90_000 }, { date: NOON + 94_000 }, { date: NOON + 98_100 }]);
    const dated = new FragmentDates().date(list, scene({ offsetMs: 90_000 }));
    expect(dated.map(({ at }) => at - NOON)).to.deep.equal([0, 4000, 8100]);
    expect(dated.map(({ accuracyMs }) => accuracyMs)).to.deep.equal([0, 0, 0]);
  });

  it('counts on from a date by what hls.js has parsed', () => {
    const list = fragments([{ date: NOON, parsedS: 3.84 }, { parsedS: 3.84 }, {}]);
    expect(starts(new FragmentDates(), list, scene())).to.deep.equal([0, 3840, 7680]);
  });

  // Durations in whole seconds may be rounded.
  const statedS = 3.84;
  const holed = fragments([
    { date: NOON, statedS },
    { statedS },
    { statedS },
    { statedS, cc: 1 },
    { statedS, cc: 1 },
  ]);
  const hole: TimeRange = { start: NOON + 12_000, end: NOON + 100_000 };

  it('tells what follows a discontinuity as an estimate while the timeline is not known', () => {
    const dated = new FragmentDates().date(holed, scene());
    expect(dated.slice(0, 3).map(({ accuracyMs }) => accuracyMs)).to.deep.equal([0, 0, 0]);
    // Up to now, there is room for a hole of this length.
    expect(dated[3]?.accuracyMs).to.be.at.least(3_600_000 - 20_000);
  });

  it('places what follows a hole by the timeline', () => {
    const known = { start: NOON - 60_000, end: NOON + 600_000 };
    const timeline = recorded(
      known,
      { start: known.start, end: hole.start },
      { start: hole.end, end: known.end },
    );
    const dated = new FragmentDates().date(holed, scene({ recorded: timeline }));
    expect(dated.map(({ at }) => at - NOON)).to.deep.equal([0, 3840, 7680, 100_000, 103_840]);
    expect(dated[3]?.accuracyMs).to.equal(1000);
  });

  it('keeps the times of a live playlist without dates when it is read again', () => {
    const dates = new FragmentDates();
    const live = (now: UnixMs) => scene({ asked: { start: null, end: now }, now });
    const first = starts(dates, fragments([{}, {}, {}]), live(NOON));
    const next = starts(dates, fragments([{}, {}, {}], 1), live(NOON + 5500));
    expect(next.slice(0, 2)).to.deep.equal(first.slice(1));
    dates.reset();
    expect(starts(dates, fragments([{}, {}, {}], 1), live(NOON + 5500))).to.not.deep.equal(next);
  });
});
