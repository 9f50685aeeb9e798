import { expect } from 'chai';
import fc from 'fast-check';
import { readDuration, readInstant } from '../../demo/page/read-instant.ts';
import { isoText, utcText } from '../../demo/page/write-text.ts';

const NOW = Date.UTC(2026, 10, 21, 14, 5, 30);
const HOUR_MS = 3_600_000;

describe('readInstant', () => {
  const absolute: [text: string, at: number][] = [
    ['2026-11-21T14:05:30Z', NOW],
    ['2026-11-21T15:05:30+01:00', NOW],
    ['2026-11-21 14:05:30 UTC', NOW],
    ['2026-11-21 14:05:30.040 UTC', NOW + 40],
    ['2026-11-21 22:05:30+08:00', NOW],
    [String(NOW / 1000), NOW],
    [String(NOW + 7), NOW + 7],
    [`  ${NOW}  `, NOW],
  ];
  for (const [text, at] of absolute) {
    it(`reads "${text}"`, () => {
      expect(readInstant(text, 0)).to.deep.equal({ kind: 'instant', at, isRelative: false });
    });
  }

  const relative: [text: string, at: number][] = [
    ['now', NOW],
    ['-1h', NOW - HOUR_MS],
    ['-90s', NOW - 90_000],
    ['-2d', NOW - 48 * HOUR_MS],
    ['-1h30m', NOW - 1.5 * HOUR_MS],
    ['−1 h', NOW - HOUR_MS],
  ];
  for (const [text, at] of relative) {
    it(`reads "${text}" relative to now`, () => {
      expect(readInstant(text, NOW)).to.deep.equal({ kind: 'instant', at, isRelative: true });
    });
  }

  it('reads an empty field', () => expect(readInstant('  ', NOW)).to.deep.equal({ kind: 'empty' }));

  for (const text of ['2026-11-21', '2026-11-21T14:05', '2026-11-21 14:05:30', '2026-11-21T14:05:30.040']) {
    it(`requires an offset from UTC for "${text}"`, () => {
      expect(readInstant(text, NOW)).to.have.property('why').that.includes('offset from UTC');
    });
  }

  const unreadable = [
    'yesterday',
    '1h',
    '-90',
    '12345',
    '99999999999',
    '20261121140530',
    '2026-13-01T00:00:00Z',
  ];
  for (const text of unreadable) {
    it(`does not read "${text}"`, () => expect(readInstant(text, NOW).kind).to.equal('unreadable'));
  }

  it('reads any instant as the page writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e12, max: 9.9e12 }), (at) => {
        const expected = { kind: 'instant', at, isRelative: false };
        expect(readInstant(isoText(at), NOW)).to.deep.equal(expected);
        expect(readInstant(utcText(at), NOW)).to.deep.equal(expected);
      }),
    );
  });
});

describe('readDuration', () => {
  const durations: [text: string, ms: number][] = [
    ['90s', 90_000],
    ['10m', 600_000],
    ['10min', 600_000],
    ['1h', 3_600_000],
    ['2d', 172_800_000],
    ['1h30m', 5_400_000],
    ['1h 30 min 15 s', 5_415_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['0s', 0],
    [' 1h ', 3_600_000],
  ];
  for (const [text, ms] of durations) {
    it(`reads "${text}" as ${ms} ms`, () => expect(readDuration(text)).to.equal(ms));
  }

  for (const text of ['', ' ', '90', 'h', '1h30', '-1h', '1 hour', '1x', '1h,30m', 'one h']) {
    it(`does not read "${text}"`, () => expect(readDuration(text)).to.be.undefined);
  }
});
