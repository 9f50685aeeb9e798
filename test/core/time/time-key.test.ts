import { expect } from 'chai';
import fc from 'fast-check';
import {
  DEFAULT_ENCODING,
  TIME_FORMATS,
  TIME_UNITS,
  TIME_ZONES,
  type TimeEncoding,
  type TimeFormat,
  type TimeUnit,
  type TimeZoneHours,
} from '../../../src/core/time/time-encoding.ts';
import {
  decodeTimeKey,
  encodeTimeKey,
  TIME_KEY_TYPES,
  type TimeKeyType,
} from '../../../src/core/time/time-key.ts';
import type { UnixMs } from '../../../src/core/time/time-range.ts';
import { TimeShiftError } from '../../../src/core/service/time-shift-error.ts';
import { refusalOf, valueOf } from '../result.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const TEN_YEARS_MS = 10 * 365 * 24 * HOUR_MS;

/** The first and the last instant whose seconds have ten digits. */
const FIRST_MS = Date.parse('2001-09-09T01:46:40.000Z');
const LAST_MS = Date.parse('2286-11-20T17:46:39.999Z');

const ENCODINGS: readonly TimeEncoding[] = TIME_FORMATS.flatMap((format) =>
  TIME_UNITS.flatMap((unit) => TIME_ZONES.map((zone) => ({ format, unit, zone }))),
);

const using = (format: TimeFormat, unit: TimeUnit, zone: TimeZoneHours): TimeEncoding => ({
  format,
  unit,
  zone,
});

const anyType = fc.constantFrom(...TIME_KEY_TYPES);
const anyEncoding = fc.constantFrom(...ENCODINGS);
/** The largest zone, and rounding up to a second, must not carry these instants past the last one. */
const anyInstant = fc.integer({ min: FIRST_MS, max: LAST_MS - 9 * HOUR_MS - SECOND_MS });

const spelled = (...args: Parameters<typeof encodeTimeKey>): string => {
  const { name, value } = encodeTimeKey(...args);
  return `${name}=${value}`;
};

const read = (key: string) => decodeTimeKey(...(key.split('=') as [string, string]));

/** The instant that `at` becomes when it is encoded and decoded again. */
function kept(type: TimeKeyType, at: UnixMs, { unit }: TimeEncoding): UnixMs {
  if (unit !== 's') return at;
  const round = type === 'end' || type === 'vodend' ? Math.ceil : Math.floor;
  return round(at / SECOND_MS) * SECOND_MS;
}

function expectRoundTrip(type: TimeKeyType, at: UnixMs, encoding: TimeEncoding): void {
  const key = spelled(type, at, encoding);
  expect(valueOf(read(key)), key).to.deep.equal({ type, encoding, at: kept(type, at, encoding) });
}

describe('a time key', () => {
  const vectors: [key: string, instant: string, source: string][] = [
    ['lhs_start_unix_s_0=1502280113', '2017-08-09T12:01:53.000Z', 'the reference'],
    ['lhs_offset_unix_ms_8=1502308959375', '2017-08-09T12:02:39.375Z', 'the reference'],
    ['lhs_end_human_s_8=20170809200010', '2017-08-09T12:00:10.000Z', 'the reference'],
    ['lhs_start_human_s_8=20171024160220', '2017-10-24T08:02:20.000Z', 'the sample request'],
    ['lhs_vodend_human_ms_0=20170809120010375', '2017-08-09T12:00:10.375Z', 'three digits after the seconds'],
    [
      'lhs_start_human_us_9=20170810010203004000',
      '2017-08-09T16:02:03.004Z',
      'six digits, the next day in UTC+9',
    ],
    [
      'lhs_end_human_ns_1=20180101005959999000000',
      '2017-12-31T23:59:59.999Z',
      'nine digits, the next year in UTC+1',
    ],
    ['lhs_start_unix_us_0=1502280113123000', '2017-08-09T12:01:53.123Z', 'a number close to 2^53'],
    ['lhs_start_unix_ns_8=1502308913123000000', '2017-08-09T12:01:53.123Z', 'a number far beyond 2^53'],
    ['lhs_start_human_s_0=20240229000000', '2024-02-29T00:00:00.000Z', 'a leap day'],
  ];
  for (const [key, instant, source] of vectors) {
    it(`${key} means ${instant}, and ${instant} is written as that key (${source})`, () => {
      const decoded = valueOf(read(key));
      expect(new Date('at' in decoded ? decoded.at : NaN).toISOString()).to.equal(instant);
      expect(spelled(decoded.type, Date.parse(instant), decoded.encoding)).to.equal(key);
    });
  }

  it('is written in unix seconds and UTC by default', () => {
    expect(spelled('start', Date.parse('2017-08-09T12:01:53Z'))).to.equal('lhs_start_unix_s_0=1502280113');
  });

  it('keeps an instant in every type, format, unit and zone', () => {
    for (const type of TIME_KEY_TYPES) {
      for (const encoding of ENCODINGS)
        expectRoundTrip(type, Date.parse('2017-12-31T23:30:59.375Z'), encoding);
    }
  });

  it('keeps any instant from 2001 to 2286', () => {
    fc.assert(fc.property(anyType, anyInstant, anyEncoding, expectRoundTrip));
  });

  it('in whole seconds is rounded down for a start and up for an end, so that nothing is cut off', () => {
    const at = Date.parse('2017-08-09T12:01:53.001Z');
    expect(spelled('start', at)).to.equal('lhs_start_unix_s_0=1502280113');
    expect(spelled('end', at)).to.equal('lhs_end_unix_s_0=1502280114');
    expect(spelled('vodend', at, using('human', 's', 8))).to.equal('lhs_vodend_human_s_8=20170809200154');
  });

  it('with a fraction of a millisecond is rounded in the same way', () => {
    expect(spelled('start', 1502280113123.4, using('unix', 'ms', 0))).to.equal(
      'lhs_start_unix_ms_0=1502280113123',
    );
    expect(spelled('end', 1502280113123.4, using('unix', 'us', 0))).to.equal(
      'lhs_end_unix_us_0=1502280113124000',
    );
  });

  it('is read without the digits that are finer than a millisecond, and is not rounded', () => {
    const at = 1502280113123;
    expect(valueOf(read('lhs_start_unix_ns_0=1502280113123456789'))).to.include({ at });
    expect(valueOf(read('lhs_start_unix_ns_0=1502280113123999999'))).to.include({ at });
    expect(valueOf(read('lhs_end_unix_us_0=1502280113123999'))).to.include({ at });
    expect(valueOf(read('lhs_end_human_ns_0=20170809120153123999999'))).to.include({ at });
  });

  it('is shifted by its zone in unix format and in human format', () => {
    fc.assert(
      fc.property(anyType, anyEncoding, anyInstant, (type, { format, unit, zone }, at) => {
        const inZone = encodeTimeKey(type, at, { format, unit, zone });
        const inUtcLater = encodeTimeKey(type, at + zone * HOUR_MS, { format, unit, zone: 0 });
        expect(inZone.value).to.equal(inUtcLater.value);
      }),
    );
  });

  it('in human format can be the first and the last second', () => {
    const at = (value: string) => valueOf(decodeTimeKey('lhs_start_human_s_0', value));
    expect(at('20010909014640')).to.include({ at: FIRST_MS });
    expect(at('22861120174639')).to.include({ at: LAST_MS - 999 });
  });

  it('can be the first and the last instant', () => {
    expect(spelled('start', FIRST_MS)).to.equal('lhs_start_unix_s_0=1000000000');
    expect(spelled('end', LAST_MS, using('human', 'ms', 0))).to.equal('lhs_end_human_ms_0=22861120174639999');
  });
});

describe('an offset', () => {
  const durations: [key: string, durationMs: number][] = [
    ['lhs_offset_unix_s_0=1800', 1_800_000],
    ['lhs_offset_unix_s_0=0', 0],
    ['lhs_offset_unix_ms_0=1500', 1500],
    ['lhs_offset_unix_us_0=1500000', 1500],
    ['lhs_offset_unix_ns_0=1500000000', 1500],
    ['lhs_offset_unix_ms_0=315359999999', TEN_YEARS_MS - 1],
  ];
  for (const [key, durationMs] of durations) {
    it(`below ten years means a duration behind live: ${key}`, () => {
      expect(valueOf(read(key)))
        .to.include({ type: 'offset', durationMs })
        .and.not.have.property('at');
      expect(spelled('offset', durationMs, valueOf(read(key)).encoding)).to.equal(key);
    });
  }

  it('that means a duration is rounded to the nearest unit', () => {
    expect(spelled('offset', 1499, using('unix', 's', 0))).to.equal('lhs_offset_unix_s_0=1');
    expect(spelled('offset', 1500, using('unix', 's', 0))).to.equal('lhs_offset_unix_s_0=2');
    expect(spelled('offset', 1499.6, using('unix', 'ms', 0))).to.equal('lhs_offset_unix_ms_0=1500');
  });

  it('that means a duration is not shifted by the zone', () => {
    expect(spelled('offset', 1_800_000, using('unix', 's', 8))).to.equal('lhs_offset_unix_s_8=1800');
    expect(valueOf(read('lhs_offset_unix_s_8=1800'))).to.include({ durationMs: 1_800_000 });
  });

  it('keeps any duration, to the millisecond or to the nearest second', () => {
    const duration = fc.integer({ min: 0, max: TEN_YEARS_MS - SECOND_MS });
    fc.assert(
      fc.property(duration, fc.constantFrom(...TIME_UNITS), (durationMs, unit) => {
        const key = valueOf(read(spelled('offset', durationMs, using('unix', unit, 0))));
        const nearest = Math.round(durationMs / SECOND_MS) * SECOND_MS;
        expect(key).to.include({ durationMs: unit === 's' ? nearest : durationMs });
      }),
    );
  });

  it('of ten years is neither a duration nor an instant', () => {
    expect(() => encodeTimeKey('offset', TEN_YEARS_MS)).to.throw(TimeShiftError);
    expect(refusalOf(read('lhs_offset_unix_s_0=315360000')).message).to.contain('10 digits');
  });
});

describe('decodeTimeKey', () => {
  const START_S = 'lhs_start_unix_s_0';
  const HUMAN_S = 'lhs_start_human_s_8';
  const refused: [name: string, value: string, allowed: string][] = [
    ...['lhs_begin_unix_s_0', 'lhs_START_unix_s_0', 'lhs__unix_s_0', 'start_unix_s_0', 'lhs_start'].map(
      (name): [string, string, string] => [name, '1502280113', 'lhs_{start|end|vodend|offset}_'],
    ),
    ['lhs_start_unix_s', '1502280113', '_{format}_{unit}_{zone}'],
    ['lhs_start_unix_s_0_0', '1502280113', '_{format}_{unit}_{zone}'],
    ['lhs_start_iso_s_0', '1502280113', 'unix or human'],
    ['lhs_start_UNIX_s_0', '1502280113', 'unix or human'],
    ['lhs_start_unix_m_0', '1502280113', 's, ms, us or ns'],
    ['lhs_start_unix__0', '1502280113', 's, ms, us or ns'],
    ...['10', '08', '-8', '+8', '', 'Z', '８'].map((zone): [string, string, string] => [
      `lhs_start_unix_s_${zone}`,
      '1502280113',
      'one digit, 0 to 9',
    ]),
    ...['', '-1502280113', '+1502280113', ' 1502280113', '1502280113 ', '1502280113\n', '15022801.3'].map(
      (value): [string, string, string] => [START_S, value, 'digits only'],
    ),
    ...['1.5e9', '0x598af0f1', 'now', '１５０２２８０１１３', '2017-08-09T12:01:53Z'].map(
      (value): [string, string, string] => [START_S, value, 'digits only'],
    ),
    [START_S, '0502280113', '10 digits'],
    ['lhs_offset_human_s_0', '1800', '14 digits'],
    ...[
      '20170231120000', // 31 February
      '20170229120000', // 2017 is not a leap year
      '21000229120000', // neither is 2100
      '20170431120000',
      '20170009120000',
      '20171309120000',
      '20170800120000',
      '20170809240000',
      '20170809126000',
      '20170809120060',
    ].map((value): [string, string, string] => [HUMAN_S, value, 'no such date']),
    [HUMAN_S, '19990809120000', '2001 to 2286'],
    [HUMAN_S, '20010909014639', '2001 to 2286'],
    [HUMAN_S, '22861120174640', '2001 to 2286'],
    [HUMAN_S, '22870101000000', '2001 to 2286'],
  ];
  for (const [name, value, allowed] of refused) {
    it(`refuses ${JSON.stringify(`${name}=${value}`)} and says what is allowed: ${allowed}`, () => {
      const { code, message } = refusalOf(decodeTimeKey(name, value));
      expect(code).to.equal('invalid-request');
      expect(message).to.contain(`${name}=${value}`).and.contain(allowed);
    });
  }

  const digits: [format: TimeFormat, whole: string][] = [
    ['unix', '1502280113'],
    ['human', '20170809120153'],
  ];
  for (const [format, whole] of digits) {
    for (const [unit, fraction] of [
      ['s', 0],
      ['ms', 3],
      ['us', 6],
      ['ns', 9],
    ] as const) {
      const expected = whole.length + fraction;
      it(`requires exactly ${expected} digits for a ${format} time in ${unit}`, () => {
        const name = `lhs_start_${format}_${unit}_0`;
        const value = whole.padEnd(expected, '0');
        expect(valueOf(decodeTimeKey(name, value))).to.include({ at: 1502280113000 });
        for (const wrong of [value.slice(0, -1), `${value}0`]) {
          expect(refusalOf(decodeTimeKey(name, wrong)).message).to.contain(`${name}=${wrong}: `);
          expect(refusalOf(decodeTimeKey(name, wrong)).message).to.contain(`${expected} digits`);
        }
      });
    }
  }

  it('never throws, whatever it is given', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('start', 'offset', 'unix', 'human', 's', 'ns', '0', '8'),
    );
    const name = fc.array(part, { minLength: 3, maxLength: 5 }).map((parts) => ['lhs', ...parts].join('_'));
    const value = fc.oneof(fc.string(), fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String));
    fc.assert(
      fc.property(name, value, (...key) => void expect(decodeTimeKey(...key)).to.have.property('ok')),
    );
  });
});

describe('encodeTimeKey', () => {
  const refused: [why: string, ...args: Parameters<typeof encodeTimeKey>][] = [
    ['NaN', 'start', NaN],
    ['an infinite time', 'end', Infinity],
    ['a time before 1970', 'start', -1],
    ['seconds instead of milliseconds', 'start', 1502280113],
    ['a time just before ten digits of seconds', 'start', FIRST_MS - 1],
    ['a time just after ten digits of seconds', 'end', LAST_MS + 1],
    ['the last instant, if the zone carries it too far', 'end', LAST_MS, using('unix', 'ms', 1)],
    ['the last instant as an end, if rounding carries it too far', 'end', LAST_MS, DEFAULT_ENCODING],
    [
      'the last instant as a vodend, if rounding carries it too far',
      'vodend',
      LAST_MS,
      using('human', 's', 0),
    ],
    ['a duration in human format', 'offset', 1_800_000, using('human', 's', 0)],
    ['a duration that is rounded up to ten years', 'offset', TEN_YEARS_MS - 1],
    ['a negative duration', 'offset', -1],
    ['NaN as a duration', 'offset', NaN],
  ];
  for (const [why, type, value, encoding = DEFAULT_ENCODING] of refused) {
    const name = `lhs_${type}_${encoding.format}_${encoding.unit}_${encoding.zone}`;
    it(`refuses ${why}: ${name} of ${value}`, () => {
      expect(() => encodeTimeKey(type, value, encoding))
        .to.throw(TimeShiftError, name)
        .with.property('code', 'invalid-request');
    });
  }
});
