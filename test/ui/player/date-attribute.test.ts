import { expect } from 'chai';
import { dateAttribute } from '../../../src/ui/player/date-attribute.ts';

const read = (text: string | null): Date | null => dateAttribute.fromAttribute!(text);

describe('dateAttribute', () => {
  const rows: [text: string, iso: string][] = [
    ['2026-11-21T14:05:30+01:00', '2026-11-21T13:05:30.000Z'],
    ['2026-11-21T13:05:30Z', '2026-11-21T13:05:30.000Z'],
    ['1795266330000', '2026-11-21T13:05:30.000Z'],
    [' 1795266330000 ', '2026-11-21T13:05:30.000Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
  ];
  for (const [text, iso] of rows) {
    it(`reads ${text}`, () => expect(read(text)?.toISOString()).to.equal(iso));
  }

  for (const text of [null, '', '  ']) {
    it(`reads ${JSON.stringify(text)} as no date`, () => expect(read(text)).to.equal(null));
  }

  for (const text of ['tomorrow', '2026-11-21T13:05:30', 'NaN', 'null']) {
    it(`reads “${text}” as an invalid date, so that it can be reported`, () => {
      expect(read(text)).to.be.instanceOf(Date);
      expect(read(text)?.getTime()).to.be.NaN;
    });
  }
});
