import { expect } from 'chai';
import { spanLabel } from '../../../src/ui/timeline/timeline-spans.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../stage.ts';

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
    it(`is ${label} in ${language} for ${ms} ms`, () => expect(spanLabel(ms, language)).to.equal(label));
  }
});
