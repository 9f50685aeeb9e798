import { expect } from 'chai';
import { checkDraft, pinTimes } from '../../demo/page/check-draft.ts';
import { DEFAULT_DRAFT, type Draft } from '../../demo/page/draft.ts';

const NOW = Date.UTC(2026, 10, 21, 14, 5, 30);
const PAGE = 'http://demo.test:5173/?dir=rtl#x';

const check = (changes: Partial<Draft>) => checkDraft({ ...DEFAULT_DRAFT, ...changes }, NOW, PAGE);

describe('checkDraft', () => {
  const urls: [what: string, changes: Partial<Draft>, url: string][] = [
    ['live', {}, 'http://demo.test:5173/live/camera.m3u8'],
    [
      'a start',
      { start: '-1h' },
      'http://demo.test:5173/live/camera.m3u8?lhs_start=1&aliyunols=on&lhs_start_unix_s_0=1795266330',
    ],
    [
      'a recording, human, in zone 8',
      {
        src: 'https://d/a/s.m3u8',
        start: '-1h',
        'vod-end': '-30m',
        'time-format': 'human',
        'time-zone': '8',
      },
      'https://d/a/s.m3u8?lhs_start=1&aliyunols=on&lhs_start_human_s_8=20261121210530&lhs_vodend_human_s_8=20261121213530',
    ],
    [
      'an offset in seconds, sent in milliseconds',
      { src: 'https://d/a/s.m3u8', offset: '1800', 'time-unit': 'ms' },
      'https://d/a/s.m3u8?lhs_start=1&aliyunols=on&lhs_offset_unix_ms_0=1800000',
    ],
    [
      'an offset with units',
      { src: 'https://d/a/s.m3u8', offset: '30m' },
      'https://d/a/s.m3u8?lhs_start=1&aliyunols=on&lhs_offset_unix_s_0=1800',
    ],
    [
      'a signed address, byte for byte',
      { src: 'https://d/a/s.m3u8?auth_key=1-0-0-a%2Bb', offset: '0' },
      'https://d/a/s.m3u8?auth_key=1-0-0-a%2Bb&lhs_start=1&aliyunols=on&lhs_offset_unix_s_0=0',
    ],
  ];
  for (const [what, changes, url] of urls) {
    it(`builds the URL of ${what}`, () => {
      const checked = check(changes);
      expect(checked.problems).to.deep.equal({});
      expect(checked.url).to.equal(url);
    });
  }

  const problems: [field: keyof Draft, changes: Partial<Draft>, says: string][] = [
    ['end', { end: '-1h' }, 'end needs a start'],
    ['vod-end', { 'vod-end': '-1h' }, 'vodEnd needs a start'],
    ['end', { start: '-1h', end: '-2h' }, 'end must be after start'],
    ['vod-end', { start: '-1h', 'vod-end': '-2h' }, 'vodEnd must be after start'],
    ['vod-end', { start: '-3h', end: '-2h', 'vod-end': '-1h' }, 'exclude each other'],
    ['offset', { start: '-1h', offset: '30m' }, 'offset cannot be combined'],
    ['offset', { start: '-2h', end: '-1h', offset: '30m' }, 'offset cannot be combined'],
    ['start', { start: '1970-01-02T00:00:00Z' }, 'not a time from 2001'],
    ['start', { start: 'soon' }, 'This is not a time'],
    ['offset', { offset: 'a while' }, 'seconds behind live'],
    ['offset', { offset: '-30m' }, 'seconds behind live'],
    ['display-zone', { 'display-zone': 'Mars/Base' }, 'IANA'],
    ['retention', { retention: '0' }, 'days'],
    ['src', { src: '' }, 'address'],
    ['src', { src: 'https://d/no-stream' }, 'app/stream.m3u8'],
    ['src', { src: 'http://' }, 'address'],
    ['src', { src: 'javascript:a/b/c.m3u8' }, 'address'],
  ];
  for (const [field, changes, says] of problems) {
    it(`shows "${says}" at the field ${field} for ${JSON.stringify(changes)}`, () => {
      const { problems: found } = check(changes);
      expect(Object.keys(found)).to.deep.equal([field]);
      expect(found[field]).to.include(says);
    });
  }

  it('builds no URL from a draft that is wrong', () => {
    expect(check({ start: '-1h', end: '-2h' }).url).to.equal('');
    expect(check({ start: 'soon' }).url).to.equal('');
    expect(check({ src: ' ' }).url).to.equal('');
  });

  it('accepts any address if app and stream are given', () => {
    expect(check({ src: 'https://d/no-stream', app: 'a', stream: 's' }).problems).to.deep.equal({});
  });
});

describe('pinTimes', () => {
  it('replaces relative times by instants, and leaves all other texts as they were typed', () => {
    const draft = { ...DEFAULT_DRAFT, start: '-1h', end: '1795269930', 'vod-end': 'soon', offset: '30m' };
    expect(pinTimes(draft, checkDraft(draft, NOW, PAGE))).to.deep.equal({
      ...draft,
      start: '2026-11-21T13:05:30Z',
    });
  });
});
