import { expect } from 'chai';
import { checkDraft } from '../../demo/page/check-draft.ts';
import { DEFAULT_DRAFT } from '../../demo/page/draft.ts';
import { pinTimes } from '../../demo/page/pin-times.ts';

const NOW = Date.UTC(2026, 10, 21, 14, 5, 30);

describe('pinTimes', () => {
  it('turns relative times into what they say now, and leaves the others as they were typed', () => {
    const draft = { ...DEFAULT_DRAFT, start: '-1h', end: '1795269930', 'vod-end': 'soon', offset: '30m' };
    expect(pinTimes(draft, checkDraft(draft, NOW, 'http://page/'))).to.deep.equal({
      ...draft,
      start: '2026-11-21T13:05:30Z',
    });
  });
});
