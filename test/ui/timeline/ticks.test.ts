import { expect } from 'chai';
import { TickFormat } from '../../../src/ui/timeline/tick-format.ts';
import { type Tick, ticksOf } from '../../../src/ui/timeline/ticks.ts';
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
  return ticksOf({ scale, zone, format: new TickFormat(language, zone), widthPxOf });
}

const labels = (view?: View): string[] => ticks(view).flatMap(({ label }) => (label === '' ? [] : [label]));
const majors = (view?: View): string[] =>
  ticks(view).flatMap(({ label, isMajor }) => (isMajor && label !== '' ? [label] : []));

const SPANS_MS = [10_000, 60_000, 600_000, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 168 * HOUR_MS, 360 * HOUR_MS];
const WIDTHS_PX = [200, 240, 320, 480, 928, 1920];
const VIEWS: View[] = ['UTC', 'Europe/Berlin', 'America/New_York'].flatMap((zone) =>
  [END, '2026-10-25T03:00:00Z', '2026-03-29T03:00:00Z', '2026-11-01T09:00:00Z'].flatMap((end) =>
    SPANS_MS.flatMap((spanMs) =>
      WIDTHS_PX.flatMap((widthPx) => [false, true].map((isRtl) => ({ zone, end, spanMs, widthPx, isRtl }))),
    ),
  ),
);

describe('ticks', () => {
  it('fit the width: closer where there is room', () => {
    expect(labels()).to.deep.equal(['13:40', '13:50', '14:00', '14:10', '14:20']);
    expect(labels({ widthPx: 280 })).to.deep.equal(['13:45', '14:00', '14:15']);
  });

  it('adapt from seconds to days', () => {
    const first = (spanMs: number) => labels({ spanMs })[0];
    expect(first(60_000)).to.equal('14:29:10');
    expect(first(6 * HOUR_MS)).to.equal('09:00');
    expect(first(168 * HOUR_MS)).to.equal('Sun 15 Nov');
  });

  it('are bold on the full hour', () => expect(majors()).to.deep.equal(['14:00']));

  it('are bold on the full minute where they are seconds apart', () => {
    expect(majors({ spanMs: 60_000, end: '2026-11-21T14:00:30Z' })).to.deep.equal(['14:00:00']);
  });

  it('say the day, in bold, at the first of a day', () => {
    const view = { end: '2026-11-21T03:00:00Z', spanMs: 6 * HOUR_MS };
    expect(labels(view)).to.deep.equal(['22:00', '23:00', 'Sat 21 Nov', '01:00', '02:00']);
    expect(majors(view)).to.deep.equal(['Sat 21 Nov']);
  });

  it('say the day at the first of a day that begins at one', () => {
    const view = { end: '2026-03-29T03:00:00Z', spanMs: 8 * HOUR_MS, zone: 'Asia/Beirut' };
    expect(majors(view)).to.deep.equal(['Sun 29 Mar']);
    expect(ticks(view).find(({ isMajor }) => isMajor)?.at).to.equal(Date.parse('2026-03-28T22:00:00Z'));
  });

  it('show the clock of the zone on a day of 25 hours', () => {
    const view = { end: '2026-10-25T04:30:00Z', spanMs: 6 * HOUR_MS, zone: 'Europe/Berlin' };
    expect(labels(view)).to.deep.equal(['01:00', '02:00', '02:00', '03:00', '04:00', '05:00']);
  });

  it('speak the language of the page', () => {
    expect(majors({ spanMs: 48 * HOUR_MS, language: 'de' })).to.include('Sa., 21. Nov.');
  });

  it('neither touch each other nor are cut off, in whichever view', () => {
    for (const view of VIEWS) {
      const shown = ticks(view)
        .filter(({ label }) => label !== '')
        .map(({ labelX: x, label }) => ({ left: x - widthPxOf(label) / 2, right: x + widthPxOf(label) / 2 }))
        .sort((a, b) => a.left - b.left);
      const edges = [0, ...shown.flatMap(({ left, right }) => [left, right]), view.widthPx!];
      const inOrder = edges.every((edge, index) => edge >= (edges[index - 1] ?? 0));
      expect(inOrder, `${JSON.stringify(view)}: ${edges.join(' ')}`).to.equal(true);
    }
  });

  it('are few, and some have a label, in whichever view', () => {
    for (const view of VIEWS) {
      expect(ticks(view), JSON.stringify(view)).to.have.length.within(1, view.widthPx! / 40);
      expect(labels(view), JSON.stringify(view)).to.not.be.empty;
    }
  });

  it('have a label even where the only one would be cut off', () => {
    const view = { end: '2026-11-22T18:00:00Z', spanMs: 168 * HOUR_MS, widthPx: 120 };
    expect(labels(view)).to.deep.equal(['Mon 16 Nov']);
    expect(ticks(view)[0]!.x).to.be.below(ticks(view)[0]!.labelX);
  });

  it('keep their distance while the viewport moves', () => {
    const distances = Array.from({ length: 60 }, (_, minutes) => {
      const end = new Date(Date.parse(END) + minutes * 60_000).toISOString();
      const [first, second] = ticks({ end, spanMs: 168 * HOUR_MS, widthPx: 560 });
      return second!.at - first!.at;
    });
    expect(new Set(distances).size).to.equal(1);
  });

  it('are mirrored from right to left', () => {
    const mirrored = ticks({ isRtl: true }).map(({ x, label }) => ({ x: Math.round(928 - x), label }));
    expect(mirrored).to.deep.equal(ticks().map(({ x, label }) => ({ x: Math.round(x), label })));
  });
});
