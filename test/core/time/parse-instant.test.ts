import { expect } from 'chai';
import fc from 'fast-check';
import { parseInstant, parseIsoDate } from '../../../src/core/time/parse-instant.ts';

const INSTANT = Date.UTC(2026, 10, 21, 13, 5, 30);

describe('parseInstant', () => {
  const read: [text: string, at: number][] = [
    ['2026-11-21T13:05:30Z', INSTANT],
    ['2026-11-21T14:05:30+01:00', INSTANT],
    ['2026-11-21T14:05:30+0100', INSTANT],
    ['2026-11-21T05:05:30-08:00', INSTANT],
    ['2026-11-21T18:35:30+05:30', INSTANT],
    ['2026-11-22T00:05:30+11:00', INSTANT],
    ['2026-11-21T13:05:30.040Z', INSTANT + 40],
    ['2026-11-21T13:05Z', INSTANT - 30_000],
    ['  2026-11-21T13:05:30Z\n', INSTANT],
    [String(INSTANT), INSTANT],
    [` ${INSTANT} `, INSTANT],
    ['0', 0],
  ];
  for (const [text, at] of read) {
    it(`reads ${JSON.stringify(text)} as an instant`, () => expect(parseInstant(text)).to.equal(at));
  }

  const refused: [why: string, text: string][] = [
    ['it is empty', ''],
    ['it is blank', '  '],
    ['without an offset it is a different instant for each viewer', '2026-11-21T13:05:30'],
    ['a day is not an instant', '2026-11-21'],
    ['a day with an offset is not an instant either', '2026-11-21Z'],
    ['there is no such hour', '2026-11-21T25:05:30Z'],
    ['there is no such month', '2026-13-21T13:05:30Z'],
    ['the offset was cut off', '2026-11-21T13:05:30+1'],
    ['epoch milliseconds have no fraction', '1795266330000.5'],
    ['epoch milliseconds have no sign', '-5'],
    ['epoch milliseconds have no exponent', '1e12'],
    ['it is a word', 'now'],
  ];
  for (const [why, text] of refused) {
    it(`refuses ${JSON.stringify(text)}, because ${why}`, () => expect(parseInstant(text)).to.be.NaN);
  }

  it('reads any instant that is written as ISO 8601 or as epoch milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        expect(parseInstant(new Date(at).toISOString())).to.equal(at);
        expect(parseInstant(String(at))).to.equal(at);
      }),
    );
  });
});

describe('parseIsoDate', () => {
  const rows: [text: string, iso: string | null][] = [
    ['2017-08-09T12:00:10Z', '2017-08-09T12:00:10.000Z'],
    ['2017-08-09T12:00:10.250Z', '2017-08-09T12:00:10.250Z'],
    ['2017-08-09T12:00:10.250123456Z', '2017-08-09T12:00:10.250Z'],
    ['2017-08-09t12:00:10z', '2017-08-09T12:00:10.000Z'],
    ['2017-08-09T20:00:10.250+08:00', '2017-08-09T12:00:10.250Z'],
    ['2017-08-09T20:00:10.250+0800', '2017-08-09T12:00:10.250Z'],
    ['2017-08-09T20:00:10+08', '2017-08-09T12:00:10.000Z'],
    ['2017-08-09T08:30:10-03:30', '2017-08-09T12:00:10.000Z'],
    [' 2017-08-09T12:00:10Z ', '2017-08-09T12:00:10.000Z'],
    ['2017-08-09T12:00:10', null],
    ['2017-08-09 12:00:10Z', '2017-08-09T12:00:10.000Z'],
    ['2017-08-09T12:00:10,250Z', '2017-08-09T12:00:10.250Z'],
    ['2017-08-09T12:00:10.5Z', '2017-08-09T12:00:10.500Z'],
    ['20170809T120010Z', '2017-08-09T12:00:10.000Z'],
    ['20170809T120010.250Z', '2017-08-09T12:00:10.250Z'],
    ['2017-08-09T20:00:10 +0800', '2017-08-09T12:00:10.000Z'],
    ['2017-08-09 20:00:10.250000000 +08:00', '2017-08-09T12:00:10.250Z'],
    ['2017-08-09T12:00:10.999999999Z', '2017-08-09T12:00:10.999Z'],
    ['2017-08-09T12:61:10Z', null],
    ['2017-08-09T12:00:10.Z', null],
    ['2017-08-09T12:00:10  Z', null],
    ['17-08-09T12:00:10Z', null],
    [`2017-08-09T12:00:10.${'1'.repeat(2e6)}`, null],
    ['T'.repeat(2e6), null],
    ['2017-13-09T12:00:10Z', null],
    ['1502280010250', null],
    ['', null],
  ];
  for (const [text, iso] of rows) {
    it(`reads ${JSON.stringify(text.slice(0, 40))} as ${iso ?? 'no instant'}`, () => {
      expect(parseIsoDate(text)).to.equal(iso === null ? null : Date.parse(iso));
    });
  }
});
