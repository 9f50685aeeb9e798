import { expect } from 'chai';
import { ALL, spanLabel, spansWithin } from '../../src/ui/timeline-spans.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './stage.ts';

describe('spansWithin', () => {
  const rows: [what: string, availableMs: number, labels: string[]][] = [
    ['nothing', 0, ['All']],
    ['ten minutes', 10 * MINUTE_MS, ['All']],
    ['a little more than ten minutes', 10 * MINUTE_MS + 1, ['10 min', 'All']],
    ['an hour', HOUR_MS, ['10 min', 'All']],
    ['two hours', 2 * HOUR_MS, ['10 min', '1 h', 'All']],
    ['a day', DAY_MS, ['10 min', '1 h', '6 h', 'All']],
    ['a week', 7 * DAY_MS, ['10 min', '1 h', '6 h', '1 d', 'All']],
    ['thirty days', 30 * DAY_MS, ['10 min', '1 h', '6 h', '1 d', 'All']],
  ];
  for (const [what, availableMs, labels] of rows) {
    it(`offers ${labels.join(', ')} of ${what}`, () => {
      expect(spansWithin(availableMs).map(({ label }) => label)).to.deep.equal(labels);
    });
  }

  it('goes from the shortest to all that there is', () => {
    const spans = spansWithin(7 * DAY_MS);
    expect(spans.map(({ ms }) => ms)).to.deep.equal(spans.map(({ ms }) => ms).sort((a, b) => a - b));
    expect(spans.at(-1)).to.equal(ALL);
  });
});

describe('spanLabel', () => {
  const rows: [ms: number, language: string, label: string][] = [
    [MINUTE_MS, 'en', '1m'],
    [10 * MINUTE_MS, 'en', '10m'],
    [HOUR_MS, 'en', '1h'],
    [2.54 * HOUR_MS, 'en', '2.5h'],
    [DAY_MS, 'en', '1d'],
    [30 * HOUR_MS, 'en', '30h'],
    [15 * DAY_MS, 'en', '15d'],
    [6 * HOUR_MS, 'zh', '6小时'],
  ];
  for (const [ms, language, label] of rows) {
    it(`is ${label} in ${language}`, () => expect(spanLabel(ms, language)).to.equal(label));
  }
});
