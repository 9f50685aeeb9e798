import { expect } from 'chai';
import fc from 'fast-check';
import { windowAt, windowRequest } from '../../../src/core/policy/dvr-windows.ts';
import { contains, type TimeRange } from '../../../src/core/time/time-range.ts';

/** An instant of one day, as `hh:mm:ss` or `hh:mm:ss.sss`. */
const at = (clock: string) => Date.parse(`2017-08-09T${clock}Z`);
const during = (from: string, to: string): TimeRange => ({ start: at(from), end: at(to) });

describe('windowAt', () => {
  const rows: [what: string, clock: string, window: TimeRange][] = [
    ['the first instant of a window', '12:00:00', during('12:00:00', '12:10:00')],
    ['an instant in a window', '12:05:07.123', during('12:00:00', '12:10:00')],
    ['the last instant of a window', '12:09:59.999', during('12:00:00', '12:10:00')],
    ['the first instant of the next window', '12:10:00', during('12:10:00', '12:20:00')],
    ['midnight', '00:00:00', during('00:00:00', '00:10:00')],
  ];
  for (const [what, clock, window] of rows) {
    it(`returns ten minutes on a boundary of ten minutes for ${what}`, () => {
      expect(windowAt(at(clock))).to.deep.equal(window);
    });
  }
});

describe('windowRequest', () => {
  const WINDOW = during('12:00:00', '12:10:00');
  const WITH_MARGINS = during('11:59:40', '12:10:20');

  type Row = [what: string, available: TimeRange, asked: TimeRange | null, isSettled?: boolean];
  const rows: Row[] = [
    ['asks for a margin of 20 s on both sides', during('00:00:00', '20:00:00'), WITH_MARGINS, true],
    ['limits nothing if anything is available', { start: -Infinity, end: Infinity }, WITH_MARGINS, true],

    ['is settled a minute after the margin', during('00:00:00', '12:11:20'), WITH_MARGINS, true],
    ['is not settled a moment earlier', during('00:00:00', '12:11:19.999'), WITH_MARGINS, false],

    [
      'asks for the whole margin as soon as its end has passed',
      during('00:00:00', '12:10:20'),
      WITH_MARGINS,
      false,
    ],
    [
      'asks up to the last multiple of 10 s a moment earlier',
      during('00:00:00', '12:10:19.999'),
      during('11:59:40', '12:10:10'),
      false,
    ],
    [
      'asks up to now if that is a multiple of 10 s',
      during('00:00:00', '12:05:10'),
      during('11:59:40', '12:05:10'),
      false,
    ],
    [
      'asks up to now, rounded down to a multiple of 10 s',
      during('00:00:00', '12:05:09.999'),
      during('11:59:40', '12:05:00'),
      false,
    ],
    [
      'asks for the first 10 s as soon as they have passed',
      during('00:00:00', '11:59:50'),
      during('11:59:40', '11:59:50'),
      false,
    ],
    ['asks for nothing a moment earlier', during('00:00:00', '11:59:49.999'), null],
    ['asks for nothing in the future', during('00:00:00', '11:00:00'), null],

    [
      'asks for the whole margin if the retention begins 10 s earlier',
      during('11:59:30', '20:00:00'),
      WITH_MARGINS,
      true,
    ],
    [
      'asks from the next multiple of 10 s on a moment later',
      during('11:59:30.001', '20:00:00'),
      during('11:59:50', '12:10:20'),
      true,
    ],
    [
      'asks from 10 s after the start of the retention',
      during('12:03:00', '20:00:00'),
      during('12:03:10', '12:10:20'),
      true,
    ],
    [
      'rounds the start of the retention up to a multiple of 10 s',
      during('12:03:00.001', '20:00:00'),
      during('12:03:20', '12:10:20'),
      true,
    ],
    [
      'asks for the last 10 s while they are in the retention',
      during('12:10:00', '20:00:00'),
      during('12:10:10', '12:10:20'),
      true,
    ],
    ['asks for nothing a moment later', during('12:10:00.001', '20:00:00'), null],
    ['asks for nothing that is older than the retention', during('13:00:00', '20:00:00'), null],

    [
      'asks for the time between the retention and now',
      during('12:03:00', '12:05:00'),
      during('12:03:10', '12:05:00'),
      false,
    ],
    ['asks for nothing if that is 10 s', during('12:03:00', '12:03:10'), null],
  ];
  for (const [what, available, asked, isSettled] of rows) {
    it(what, () => {
      expect(windowRequest(WINDOW, available)).to.deep.equal(asked && { asked, isSettled });
    });
  }

  const beyond: [what: string, now: string, recordedUntil: string, end: string, isSettled: boolean][] = [
    [
      'up to what is recorded, rounded up, if now seems to be before',
      '12:05:00',
      '12:05:40.001',
      '12:05:50',
      false,
    ],
    ['up to now if that is later', '12:05:55', '12:05:40', '12:05:50', false],
    ['for the whole margin at most', '12:05:00', '20:00:00', '12:10:20', false],
    ['for a settled window as ever', '20:00:00', '20:10:00', '12:10:20', true],
  ];
  for (const [what, now, recordedUntil, end, isSettled] of beyond) {
    it(`asks ${what} (case 41)`, () => {
      expect(windowRequest(WINDOW, during('00:00:00', now), at(recordedUntil))).to.deep.equal({
        asked: during('11:59:40', end),
        isSettled,
      });
    });
  }

  const instant = fc.integer({ min: at('00:00:00'), max: at('23:59:59') });

  it('asks for nothing that is not available, and for every instant of the window that is', () => {
    fc.assert(
      fc.property(instant, instant, instant, (one, other, wanted) => {
        const available = { start: Math.min(one, other), end: Math.max(one, other) };
        const request = windowRequest(windowAt(wanted), available);
        if (request) {
          expect(request.asked.start).to.be.at.least(available.start);
          expect(request.asked.end).to.be.at.most(available.end);
        }
        // The requested time is rounded by 10 s on both sides, and one step later at the start.
        const isSurelyAvailable = wanted >= available.start + 20_000 && wanted < available.end - 10_000;
        if (isSurelyAvailable) expect(request && contains(request.asked, wanted)).to.equal(true);
      }),
    );
  });

  it('is the same for all viewers, for ten seconds and for ever once it is settled', () => {
    fc.assert(
      fc.property(instant, instant, fc.nat(9999), (wanted, now, laterMs) => {
        const step = Math.floor(now / 10_000) * 10_000;
        const request = (end: number) => windowRequest(windowAt(wanted), { start: 0, end });
        expect(request(step + laterMs)?.asked).to.deep.equal(request(step)?.asked);
        const settled = request(windowAt(wanted).end + 80_000);
        if (now >= windowAt(wanted).end + 80_000) expect(request(now)).to.deep.equal(settled);
      }),
    );
  });
});
