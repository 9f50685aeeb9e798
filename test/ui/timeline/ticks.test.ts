import { expect } from 'chai';
import type { TimeRange } from '../../../src/core/index.ts';
import {
  COARSEST_STEP,
  type Tick,
  TICK_STEPS,
  TickFormat,
  tickInstants,
  ticksOf,
  type TickStep,
} from '../../../src/ui/timeline/ticks.ts';
import { TimeScale } from '../../../src/ui/timeline/time-scale.ts';

const HOUR_MS = 3_600_000;
const CHARACTER_PX = 6;
const END = '2026-11-21T14:30:00Z';

interface View {
  readonly end?: string;
  readonly spanMs?: number;
  readonly widthPx?: number;
  readonly zone?: string;
  readonly language?: string;
  readonly isRtl?: boolean;
}

const widthPxOf = (label: string): number => label.length * CHARACTER_PX;

const formats = new Map<string, TickFormat>();

/** Formats are slow to create, and the tests need the same ones thousands of times. */
function formatOf(language: string, zone: string): TickFormat {
  const key = `${language} ${zone}`;
  const format = formats.get(key) ?? new TickFormat(language, zone);
  formats.set(key, format);
  return format;
}

function ticks(view: View = {}): Tick[] {
  const {
    end = END,
    spanMs = HOUR_MS,
    widthPx = 928,
    zone = 'UTC',
    language = 'en-GB',
    isRtl = false,
  } = view;
  const viewport = { start: Date.parse(end) - spanMs, end: Date.parse(end) };
  const scale = new TimeScale(viewport, widthPx, isRtl);
  return ticksOf({ scale, format: formatOf(language, zone), widthPxOf });
}

const labelled = (all: readonly Tick[]): Tick[] => all.filter(({ label }) => label !== '');
const labels = (view?: View): string[] => labelled(ticks(view)).map(({ label }) => label);
const majors = (view?: View): string[] =>
  labelled(ticks(view)).flatMap(({ label, isMajor }) => (isMajor ? [label] : []));

const SPANS_MS = [10_000, 60_000, 600_000, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 168 * HOUR_MS, 360 * HOUR_MS];
const WIDTHS_PX = [200, 240, 320, 480, 928, 1920];
const VIEWS: View[] = ['UTC', 'Europe/Berlin', 'America/New_York'].flatMap((zone) =>
  [END, '2026-10-25T03:00:00Z', '2026-03-29T03:00:00Z', '2026-11-01T09:00:00Z'].flatMap((end) =>
    SPANS_MS.flatMap((spanMs) =>
      WIDTHS_PX.flatMap((widthPx) => [false, true].map((isRtl) => ({ zone, end, spanMs, widthPx, isRtl }))),
    ),
  ),
);

describe('ticksOf', () => {
  it('gives more ticks where there is more room', () => {
    expect(labels()).to.deep.equal(['13:40', '13:50', '14:00', '14:10', '14:20']);
    expect(labels({ widthPx: 280 })).to.deep.equal(['13:45', '14:00', '14:15']);
  });

  it('adapts to the span, from seconds to days', () => {
    const first = (spanMs: number) => labels({ spanMs })[0];
    expect(first(60_000)).to.equal('14:29:10');
    expect(first(6 * HOUR_MS)).to.equal('09:00');
    expect(first(168 * HOUR_MS)).to.equal('Sun 15 Nov');
  });

  it('makes the full hour major', () => expect(majors()).to.deep.equal(['14:00']));

  it('makes the full minute major where ticks are seconds apart', () => {
    expect(majors({ spanMs: 60_000, end: '2026-11-21T14:00:30Z' })).to.deep.equal(['14:00:00']);
  });

  it('labels the first tick of a day with the day, and makes it major', () => {
    const view = { end: '2026-11-21T03:00:00Z', spanMs: 6 * HOUR_MS };
    expect(labels(view)).to.deep.equal(['22:00', '23:00', 'Sat 21 Nov', '01:00', '02:00']);
    expect(majors(view)).to.deep.equal(['Sat 21 Nov']);
  });

  it('labels the first tick of a day that begins at 01:00 with the day', () => {
    const view = { end: '2026-03-29T03:00:00Z', spanMs: 8 * HOUR_MS, zone: 'Asia/Beirut' };
    expect(majors(view)).to.deep.equal(['Sun 29 Mar']);
    expect(ticks(view).find(({ isMajor }) => isMajor)?.at).to.equal(Date.parse('2026-03-28T22:00:00Z'));
  });

  it('shows the clock of the zone on a day of 25 hours', () => {
    const view = { end: '2026-10-25T04:30:00Z', spanMs: 6 * HOUR_MS, zone: 'Europe/Berlin' };
    expect(labels(view)).to.deep.equal(['01:00', '02:00', '02:00', '03:00', '04:00', '05:00']);
  });

  it('writes labels in the language of the page', () => {
    expect(majors({ spanMs: 48 * HOUR_MS, language: 'de' })).to.include('Sa., 21. Nov.');
  });

  // One test for all views: they are slow to compute, and are needed for both assertions.
  it('gives few ticks, of which some have a label, and no labels that touch or are cut off, in every view', () => {
    for (const view of VIEWS) {
      const [name, all] = [JSON.stringify(view), ticks(view)];
      expect(all, name).to.have.length.within(1, view.widthPx! / 40);
      expect(labelled(all), name).to.not.be.empty;
      const shown = labelled(all)
        .map(({ labelX: x, label }) => ({ left: x - widthPxOf(label) / 2, right: x + widthPxOf(label) / 2 }))
        .sort((a, b) => a.left - b.left);
      const edges = [0, ...shown.flatMap(({ left, right }) => [left, right]), view.widthPx!];
      const inOrder = edges.every((edge, index) => edge >= (edges[index - 1] ?? 0));
      expect(inOrder, `${name}: ${edges.join(' ')}`).to.equal(true);
    }
  });

  it('keeps an only label that would be cut off, and moves it inside', () => {
    const view = { end: '2026-11-22T18:00:00Z', spanMs: 168 * HOUR_MS, widthPx: 120 };
    expect(labels(view)).to.deep.equal(['Mon 16 Nov']);
    expect(ticks(view)[0]!.x).to.be.below(ticks(view)[0]!.labelX);
  });

  it('keeps the distance of ticks while the viewport moves', () => {
    const distances = Array.from({ length: 60 }, (_, minutes) => {
      const end = new Date(Date.parse(END) + minutes * 60_000).toISOString();
      const [first, second] = ticks({ end, spanMs: 168 * HOUR_MS, widthPx: 560 });
      return second!.at - first!.at;
    });
    expect(new Set(distances).size).to.equal(1);
  });

  it('is mirrored from right to left', () => {
    const mirrored = ticks({ isRtl: true }).map(({ x, label }) => ({ x: Math.round(928 - x), label }));
    expect(mirrored).to.deep.equal(ticks().map(({ x, label }) => ({ x: Math.round(x), label })));
  });
});

const range = (start: string, end: string): TimeRange => ({ start: Date.parse(start), end: Date.parse(end) });

const every = (count: number, unit: TickStep['unit']): TickStep =>
  TICK_STEPS.find((step) => step.count === count && step.unit === unit)!;

/** What the clocks of the zone show at the ticks within the range, written by the browser itself. */
function shown(within: TimeRange, step: TickStep, zone: string): string[] {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    ...(step.unit === 'day'
      ? { dateStyle: 'short' }
      : { timeStyle: step.unit === 'second' ? 'medium' : 'short' }),
  });
  return tickInstants(within, step, zone)
    .filter((at) => at >= within.start)
    .map((at) => format.format(at));
}

describe('tickInstants', () => {
  const cases: [title: string, within: TimeRange, step: TickStep, zone: string, ticks: string][] = [
    [
      'is on whole steps of the clock',
      range('2026-11-21T13:27:10Z', '2026-11-21T14:21:42Z'),
      every(15, 'minute'),
      'UTC',
      '13:30 13:45 14:00 14:15',
    ],
    [
      'is on whole seconds',
      range('2026-11-21T13:59:48.5Z', '2026-11-21T14:00:12Z'),
      every(10, 'second'),
      'Europe/Berlin',
      '14:59:50 15:00:00 15:00:10',
    ],
    [
      'is on full hours of a zone that is half an hour off UTC',
      range('2026-11-21T00:10:00Z', '2026-11-21T04:00:00Z'),
      every(1, 'hour'),
      'Asia/Kolkata',
      '06:00 07:00 08:00 09:00',
    ],
    [
      'repeats the hour that the clocks in Berlin show twice',
      range('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z'),
      every(1, 'hour'),
      'Europe/Berlin',
      '01:00 02:00 02:00 03:00',
    ],
    [
      'repeats the half hours that the clocks in Berlin show twice',
      range('2026-10-25T00:15:00Z', '2026-10-25T02:15:00Z'),
      every(30, 'minute'),
      'Europe/Berlin',
      '02:30 02:00 02:30 03:00',
    ],
    [
      'leaves out the hour that the clocks in Berlin skip',
      range('2026-03-28T23:00:00Z', '2026-03-29T03:30:00Z'),
      every(1, 'hour'),
      'Europe/Berlin',
      '00:00 01:00 03:00 04:00 05:00',
    ],
    [
      'has the same steps of several hours on every day',
      range('2026-10-24T21:30:00Z', '2026-10-26T02:00:00Z'),
      every(6, 'hour'),
      'Europe/Berlin',
      '00:00 06:00 12:00 18:00 00:00',
    ],
    [
      'has the same steps of several hours on a day of 23 hours',
      range('2026-03-08T04:30:00Z', '2026-03-09T04:30:00Z'),
      every(3, 'hour'),
      'America/New_York',
      '00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00 00:00',
    ],
    [
      'leaves out a step in the hour that the clocks skip',
      range('2026-03-08T04:30:00Z', '2026-03-08T13:00:00Z'),
      every(2, 'hour'),
      'America/New_York',
      '00:00 04:00 06:00 08:00',
    ],
    [
      'is on full hours where the clocks go back by half an hour',
      range('2026-04-04T13:30:00Z', '2026-04-04T18:00:00Z'),
      every(1, 'hour'),
      'Australia/Lord_Howe',
      '01:00 02:00 03:00 04:00',
    ],
    [
      'is on midnights around a day of 25 hours',
      range('2026-10-30T12:00:00Z', '2026-11-03T12:00:00Z'),
      every(1, 'day'),
      'America/New_York',
      '2026-10-31 2026-11-01 2026-11-02 2026-11-03',
    ],
    [
      'is on Mondays for steps of a week',
      range('2026-11-01T00:00:00Z', '2026-11-21T00:00:00Z'),
      every(7, 'day'),
      'Europe/Berlin',
      '2026-11-02 2026-11-09 2026-11-16',
    ],
    [
      'is on the start of a day that begins at 01:00',
      range('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'),
      every(1, 'day'),
      'Asia/Beirut',
      '2026-03-29 2026-03-30',
    ],
  ];

  for (const [title, within, step, zone, ticks] of cases) {
    it(title, () => expect(shown(within, step, zone).join(' ')).to.equal(ticks));
  }

  it('is on midnights although days have 23, 24 or 25 hours', () => {
    const hours = (start: string, end: string) => {
      const [first = 0, second = 0] = tickInstants(range(start, end), every(1, 'day'), 'Europe/Berlin');
      return (second - first) / 3_600_000;
    };
    expect(hours('2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z')).to.equal(23);
    expect(hours('2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z')).to.equal(24);
    expect(hours('2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z')).to.equal(25);
  });

  it('begins with the last instant before the range', () => {
    const within = range('2026-10-25T00:30:00Z', '2026-10-25T00:30:10Z');
    for (const step of [...TICK_STEPS, COARSEST_STEP]) {
      const [first = Infinity, second = Infinity] = tickInstants(within, step, 'America/New_York');
      expect(first, `${step.count} ${step.unit}`).to.be.below(within.start);
      expect(second, `${step.count} ${step.unit}`).to.be.at.least(within.start);
    }
  });
});
