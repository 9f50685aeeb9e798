import { expect } from 'chai';
import { readMoment } from '../../../../src/ui/panels/date-picker/read-moment.ts';

const DAY = '2026-11-18T08:41:07Z';

function read(text: string, language = 'en-GB', zone = 'Europe/Berlin', day = DAY): string {
  const at = readMoment(text, { language, zone, day: Date.parse(day) });
  return Number.isNaN(at) ? 'nothing' : new Date(at).toISOString().replace('.000Z', 'Z');
}

describe('readMoment', () => {
  const rows: [text: string, at: string, language?: string][] = [
    // Times of the chosen day
    ['14:05:30', '2026-11-18T13:05:30Z'],
    ['14:05', '2026-11-18T13:05:00Z'],
    ['9:41', '2026-11-18T08:41:00Z'],
    ['14:05:30.250', '2026-11-18T13:05:30.250Z'],
    ['  14:05:30 ', '2026-11-18T13:05:30Z'],
    ['2:05:30 PM', '2026-11-18T13:05:30Z', 'en-US'],
    ['12:05 am', '2026-11-17T23:05:00Z', 'en-US'],
    ['12:05 pm', '2026-11-18T11:05:00Z', 'de'],
    ['2:05 p. m.', '2026-11-18T13:05:00Z', 'es'],
    ['下午2:05', '2026-11-18T13:05:00Z', 'zh'],
    ['2:05 م', '2026-11-18T13:05:00Z', 'ar'],
    // ISO 8601 and similar forms
    ['2026-11-21 14:05:30', '2026-11-21T13:05:30Z'],
    ['2026-11-21T14:05:30', '2026-11-21T13:05:30Z'],
    ['2026-11-21T14:05', '2026-11-21T13:05:00Z', 'zh'],
    ['2026-11-21', '2026-11-20T23:00:00Z'],
    ['2026-11-21T14:05:30Z', '2026-11-21T14:05:30Z'],
    ['2026-11-21T14:05:30.5+01:00', '2026-11-21T13:05:30.500Z'],
    ['2026-11-21 14:05:30 +0530', '2026-11-21T08:35:30Z'],
    ['2026-11-21 14:05:30-08', '2026-11-21T22:05:30Z'],
    ['2026-11-21 14:05:30 UTC', '2026-11-21T14:05:30Z'],
    ['20261121T140530Z', '2026-11-21T14:05:30Z'],
    // Epoch seconds and milliseconds
    ['1795270530', '2026-11-21T14:15:30Z'],
    ['1795270530123', '2026-11-21T14:15:30.123Z'],
    // Dates in the order of the language, and in other orders where only one is possible
    ['21.11.2026 14:05', '2026-11-21T13:05:00Z', 'de'],
    ['21.11.2026 14:05', '2026-11-21T13:05:00Z', 'en-US'],
    ['21.11.26, 14:05', '2026-11-21T13:05:00Z', 'de'],
    ['5/11/2026 14:05', '2026-11-05T13:05:00Z', 'en-GB'],
    ['11/5/2026, 2:05:30 PM', '2026-11-05T13:05:30Z', 'en-US'],
    ['21/11/2026 14:05', '2026-11-21T13:05:00Z', 'en-US'],
    ['11/21/2026 14:05', '2026-11-21T13:05:00Z', 'en-GB'],
    ['2026/11/21 14:05:30', '2026-11-21T13:05:30Z', 'zh'],
    ['2026年11月21日 14:05:30', '2026-11-21T13:05:30Z', 'zh'],
    ['2026. 11. 21. 14:05', '2026-11-21T13:05:00Z', 'ko'],
    ['14:05, 21-11-2026', '2026-11-21T13:05:00Z', 'nl'],
    ['٢١/١١/٢٠٢٦، ١٤:٠٥:٣٠', '2026-11-21T13:05:30Z', 'ar'],
    ['٢١\u200f/١١\u200f/٢٠٢٦ ١٤:٠٥', '2026-11-21T13:05:00Z', 'ar-EG'],
    ['۱۴:۰۵', '2026-11-18T13:05:00Z', 'fa'],
    // Text that cannot be read
    ['', 'nothing'],
    ['soon', 'nothing'],
    ['14', 'nothing'],
    ['25:00', 'nothing'],
    ['14:60', 'nothing'],
    ['14:05:3', 'nothing'],
    ['14:05:305', 'nothing'],
    ['14:05 or so', 'nothing'],
    ['2026-02-29 14:05', 'nothing'],
    ['2026-13-01 14:05', 'nothing'],
    ['31.02.2026', 'nothing'],
    ['21/13/2026', 'nothing'],
    ['17952705301', 'nothing'],
    ['2026-11-21T25:00:00Z', 'nothing'],
  ];
  for (const [text, at, language] of rows) {
    it(`reads “${text}” as ${at}${language ? ` in ${language}` : ''}`, () =>
      expect(read(text, language)).to.equal(at));
  }

  it('puts a time without a date on the day in the zone, not in UTC', () => {
    const day = '2026-11-18T15:30:00Z';
    expect(read('00:10', 'en', 'Asia/Tokyo', day)).to.equal('2026-11-18T15:10:00Z');
    expect(read('00:10', 'en', 'UTC', day)).to.equal('2026-11-18T00:10:00Z');
  });
});

describe('readMoment where the clocks change', () => {
  const rows: [what: string, text: string, zone: string, at: string][] = [
    ['moves a skipped time in Berlin', '2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['moves a skipped time in New York', '2026-03-08 02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
    [
      'moves a skipped time on Lord Howe by half an hour',
      '2026-10-04 02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:45:00Z',
    ],
    ['moves a skipped midnight in Beirut', '2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00Z'],
    [
      'takes the first of a repeated time in Berlin',
      '2026-10-25 02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00Z',
    ],
    [
      'takes the first of a repeated time in New York',
      '2026-11-01 01:30',
      'America/New_York',
      '2026-11-01T05:30:00Z',
    ],
    [
      'takes the first of a repeated time on Lord Howe',
      '2026-04-05 01:45',
      'Australia/Lord_Howe',
      '2026-04-04T14:45:00Z',
    ],
    [
      'takes the second of a repeated time by its offset',
      '2026-10-25 02:30+01:00',
      'Europe/Berlin',
      '2026-10-25T01:30:00Z',
    ],
    ['takes winter time after the change', '2026-10-25 03:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
    ['takes summer time before the change', '2026-10-25 01:59', 'Europe/Berlin', '2026-10-24T23:59:00Z'],
  ];
  for (const [what, text, zone, at] of rows) {
    it(`${what}: “${text}”`, () => expect(read(text, 'en', zone)).to.equal(at));
  }
});
