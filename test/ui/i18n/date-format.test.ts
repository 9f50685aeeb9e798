import { expect } from 'chai';
import { DateFormat } from '../../../src/ui/i18n/date-format.ts';

const AT = Date.parse('2026-11-21T13:05:30.789Z');
const IN_SUMMER = Date.parse('2026-07-01T13:05:30Z');
const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Asia/Shanghai',
];

describe('DateFormat.time', () => {
  const rows: [zone: string, at: number, time: string][] = [
    ['UTC', AT, '13:05:30'],
    ['Europe/Berlin', AT, '14:05:30'],
    ['Europe/Berlin', IN_SUMMER, '15:05:30'],
    ['Asia/Kolkata', AT, '18:35:30'],
    ['America/Los_Angeles', AT, '05:05:30'],
    ['Pacific/Auckland', AT, '02:05:30'],
    ['Asia/Shanghai', AT, '21:05:30'],
  ];
  for (const [zone, at, time] of rows) {
    it(`is ${time} in ${zone}`, () => expect(new DateFormat('en', zone).time(at)).to.equal(time));
  }

  it('writes midnight as 00 and not as 24 in every language', () => {
    const midnight = Date.parse('2026-11-21T00:00:07Z');
    for (const language of ['en-US', 'en-GB', 'de', 'zh', 'ja', 'fr']) {
      expect(new DateFormat(language, 'UTC').time(midnight), language).to.match(/^00:00:07$/);
    }
  });

  it('has 24 hours and two digits each in languages that count to 12 as well', () => {
    for (const zone of ZONES)
      expect(new DateFormat('en-US', zone).time(AT)).to.match(/^[0-2]\d:[0-5]\d:[0-5]\d$/);
  });
});

describe('DateFormat.day', () => {
  const rows: [language: string, zone: string, day: string][] = [
    ['en-GB', 'UTC', 'Sat 21 Nov'],
    ['en-US', 'UTC', 'Sat, Nov 21'],
    ['de', 'UTC', 'Sa., 21. Nov.'],
    ['en-GB', 'Pacific/Auckland', 'Sun 22 Nov'],
    ['zh', 'Asia/Shanghai', '11月21日周六'],
  ];
  for (const [language, zone, day] of rows) {
    it(`is ${day} in ${language}, ${zone}`, () => {
      // Some versions of the locale data have a comma.
      const plain = (text: string) => text.replaceAll(',', '');
      expect(plain(new DateFormat(language, zone).day(AT))).to.equal(plain(day));
    });
  }
});

describe('DateFormat.zone', () => {
  const rows: [zone: string, at: number, name: RegExp][] = [
    ['UTC', AT, /^UTC$/],
    ['Europe/Berlin', AT, /^(CET|GMT\+1)$/],
    ['Europe/Berlin', IN_SUMMER, /^(CEST|GMT\+2)$/],
    ['Asia/Kolkata', AT, /^(IST|GMT\+5:30)$/],
    ['Asia/Shanghai', AT, /^(CST|GMT\+8)$/],
  ];
  for (const [zone, at, name] of rows) {
    it(`is the name of ${zone} at that time: ${String(name)}`, () => {
      expect(new DateFormat('en-GB', zone).zone(at)).to.match(name);
    });
  }
});

describe('DateFormat', () => {
  it("uses the viewer's zone where the page has no zone or an invalid one", () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const own = new DateFormat('en', timeZone);
    for (const zone of ['', 'Mars/Olympus', 'nonsense']) {
      const format = new DateFormat('en', zone);
      expect([format.time(AT), format.day(AT), format.zone(AT)]).to.deep.equal([
        own.time(AT),
        own.day(AT),
        own.zone(AT),
      ]);
    }
  });

  it("uses the viewer's language where the page has none", () => {
    const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
    expect(new DateFormat('', 'UTC').day(AT)).to.equal(
      new Intl.DateTimeFormat(undefined, options).format(AT),
    );
  });
});
