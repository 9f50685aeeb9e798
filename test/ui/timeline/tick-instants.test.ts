import { expect } from 'chai';
import type { TimeRange } from '../../../src/core/index.ts';
import { tickInstants } from '../../../src/ui/timeline/tick-instants.ts';
import { COARSEST_STEP, TICK_STEPS, type TickStep } from '../../../src/ui/timeline/tick-step.ts';

const range = (start: string, end: string): TimeRange => ({ start: Date.parse(start), end: Date.parse(end) });

const every = (count: number, unit: TickStep['unit']): TickStep =>
  TICK_STEPS.find((step) => step.count === count && step.unit === unit)!;

/** What the clocks of the zone show at the ticks within the range, as the browser itself knows it. */
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

describe('tick instants', () => {
  const cases: [name: string, within: TimeRange, step: TickStep, zone: string, ticks: string][] = [
    [
      'whole steps of the clock',
      range('2026-11-21T13:27:10Z', '2026-11-21T14:21:42Z'),
      every(15, 'minute'),
      'UTC',
      '13:30 13:45 14:00 14:15',
    ],
    [
      'seconds',
      range('2026-11-21T13:59:48.5Z', '2026-11-21T14:00:12Z'),
      every(10, 'second'),
      'Europe/Berlin',
      '14:59:50 15:00:00 15:00:10',
    ],
    [
      'half an hour off UTC',
      range('2026-11-21T00:10:00Z', '2026-11-21T04:00:00Z'),
      every(1, 'hour'),
      'Asia/Kolkata',
      '06:00 07:00 08:00 09:00',
    ],
    [
      'the hour that is there twice, on a day of 25 hours in Berlin',
      range('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z'),
      every(1, 'hour'),
      'Europe/Berlin',
      '01:00 02:00 02:00 03:00',
    ],
    [
      'the half hours of it, too',
      range('2026-10-25T00:15:00Z', '2026-10-25T02:15:00Z'),
      every(30, 'minute'),
      'Europe/Berlin',
      '02:30 02:00 02:30 03:00',
    ],
    [
      'the hours after the one that is missing, on a day of 23 hours in Berlin',
      range('2026-03-28T23:00:00Z', '2026-03-29T03:30:00Z'),
      every(1, 'hour'),
      'Europe/Berlin',
      '00:00 01:00 03:00 04:00 05:00',
    ],
    [
      'steps of several hours, the same ones on every day',
      range('2026-10-24T21:30:00Z', '2026-10-26T02:00:00Z'),
      every(6, 'hour'),
      'Europe/Berlin',
      '00:00 06:00 12:00 18:00 00:00',
    ],
    [
      'steps of several hours on a short day',
      range('2026-03-08T04:30:00Z', '2026-03-09T04:30:00Z'),
      every(3, 'hour'),
      'America/New_York',
      '00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00 00:00',
    ],
    [
      'a step that would begin in the hour that is missing',
      range('2026-03-08T04:30:00Z', '2026-03-08T13:00:00Z'),
      every(2, 'hour'),
      'America/New_York',
      '00:00 04:00 06:00 08:00',
    ],
    [
      'clocks that are put back by half an hour',
      range('2026-04-04T13:30:00Z', '2026-04-04T18:00:00Z'),
      every(1, 'hour'),
      'Australia/Lord_Howe',
      '01:00 02:00 03:00 04:00',
    ],
    [
      'days of 25 hours',
      range('2026-10-30T12:00:00Z', '2026-11-03T12:00:00Z'),
      every(1, 'day'),
      'America/New_York',
      '2026-10-31 2026-11-01 2026-11-02 2026-11-03',
    ],
    [
      'weeks from Monday on',
      range('2026-11-01T00:00:00Z', '2026-11-21T00:00:00Z'),
      every(7, 'day'),
      'Europe/Berlin',
      '2026-11-02 2026-11-09 2026-11-16',
    ],
    [
      'a day that begins at one',
      range('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'),
      every(1, 'day'),
      'Asia/Beirut',
      '2026-03-29 2026-03-30',
    ],
  ];

  for (const [name, within, step, zone, ticks] of cases) {
    it(`are ${name}`, () => expect(shown(within, step, zone).join(' ')).to.equal(ticks));
  }

  it('are midnights, although days have 23, 24 or 25 hours', () => {
    const hours = (start: string, end: string) => {
      const [first = 0, second = 0] = tickInstants(range(start, end), every(1, 'day'), 'Europe/Berlin');
      return (second - first) / 3_600_000;
    };
    expect(hours('2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z')).to.equal(23);
    expect(hours('2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z')).to.equal(24);
    expect(hours('2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z')).to.equal(25);
  });

  it('begin with the last one before the range', () => {
    const within = range('2026-10-25T00:30:00Z', '2026-10-25T00:30:10Z');
    for (const step of [...TICK_STEPS, COARSEST_STEP]) {
      const [first = Infinity, second = Infinity] = tickInstants(within, step, 'America/New_York');
      expect(first, `${step.count} ${step.unit}`).to.be.below(within.start);
      expect(second, `${step.count} ${step.unit}`).to.be.at.least(within.start);
    }
  });
});
