import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

const DAY_S = 86_400;
const T = NOW_S - 3600;
const start = `lhs_start_unix_s_0=${T}`;
const end = (s: number): string => `lhs_end_unix_s_0=${s}`;
const vodEnd = (s: number): string => `lhs_vodend_unix_s_0=${s}`;

const WRONG: readonly (readonly [why: string, query: string, says: RegExp])[] = [
  ['no marker', start, /needs lhs_start=1 or aliyunols=on/],
  ['only a marker', 'lhs_start=1', /needs a start or an offset/],
  ['another value of lhs_start', `lhs_start=0&${start}`, /lhs_start must be 1, not "0"/],
  ['another value of aliyunols', `aliyunols=1&${start}`, /aliyunols must be on, not "1"/],
  ['lhs_start twice', `lhs_start=1&lhs_start=1&${start}`, /lhs_start occurs 2 times/],
  ['aliyunols twice', `aliyunols=on&aliyunols=on&${start}`, /aliyunols occurs 2 times/],
  ['a key twice', `lhs_start=1&${start}&${start}`, /another start/],
  ['a start in two encodings', `lhs_start=1&${start}&lhs_start_unix_ms_0=${T}000`, /another start/],
  ['an unknown type', `lhs_start=1&lhs_begin_unix_s_0=${T}`, /start\|end\|vodend\|offset/],
  ['an unknown format', `lhs_start=1&lhs_start_iso_s_0=${T}`, /unix or human/],
  ['an unknown unit', `lhs_start=1&lhs_start_unix_m_0=${T}`, /s, ms, us or ns/],
  ['a zone of two digits', `lhs_start=1&lhs_start_unix_s_10=${T}`, /one digit/],
  ['no value', 'lhs_start=1&lhs_start_unix_s_0=', /digits only/],
  ['milliseconds in place of seconds', `lhs_start=1&lhs_start_unix_s_0=${T}000`, /10 digits/],
  ['a date that does not exist', 'lhs_start=1&lhs_start_human_s_8=20260231120000', /no such date/],
  ['end without start', `lhs_start=1&${end(T)}`, /end needs a start/],
  ['vodend without start', `lhs_start=1&${vodEnd(T)}`, /vodend needs a start/],
  ['vodend with offset', `lhs_start=1&lhs_offset_unix_s_0=60&${vodEnd(T)}`, /vodend needs a start/],
  ['end and vodend', `lhs_start=1&${start}&${end(T + 9)}&${vodEnd(T + 9)}`, /end and vodend exclude/],
  ['offset and start', `lhs_start=1&${start}&lhs_offset_unix_s_0=60`, /offset and start exclude/],
  ['end at start', `lhs_start=1&${start}&${end(T)}`, /end must be after start/],
  ['vodend before start', `lhs_start=1&${start}&${vodEnd(T - 1)}`, /vodend must be after start/],
  ['more than a day', `lhs_start=1&${start}&${vodEnd(T + DAY_S + 1)}`, /a day at most/],
];

const ABSENT: readonly (readonly [why: string, query: string, says: RegExp])[] = [
  ['a start in the future', `lhs_start=1&lhs_start_unix_s_0=${NOW_S + 1}`, /in the future/],
  [
    'a start before what is kept',
    `lhs_start=1&lhs_start_unix_s_0=${NOW_S - 15 * DAY_S}`,
    /Nothing is kept from/,
  ],
  [
    'an offset before what is kept',
    `lhs_start=1&lhs_offset_unix_s_0=${15 * DAY_S + 1}`,
    /Nothing is kept from/,
  ],
  [
    'an offset that is an instant before what is kept',
    'lhs_start=1&lhs_offset_unix_s_0=1502308959',
    /Nothing is kept from/,
  ],
  [
    'a start after which no segment is complete',
    `lhs_start=1&lhs_start_unix_s_0=${NOW_S}`,
    /Nothing is recorded/,
  ],
];

describe('A playlist URL that is wrong', () => {
  for (const [why, query, says] of WRONG) {
    it(`answers 400 for ${why}`, async () => {
      const answer = await new ClockedOrigin().get(`/live/studio.m3u8?${query}`);
      expect(answer.status).to.equal(400);
      expect(answer.headers.get('Content-Type')).to.match(/^text\/plain/);
      expect(await answer.text()).to.match(says);
    });
  }
});

describe('A playlist URL for a time without media', () => {
  for (const [why, query, says] of ABSENT) {
    it(`answers 404 for ${why}`, async () => {
      const answer = await new ClockedOrigin().get(`/live/studio.m3u8?${query}`);
      expect(answer.status).to.equal(404);
      expect(await answer.text()).to.match(says);
    });
  }

  it('answers 404 for a range inside a hole', async () => {
    const path = `/live/camera~holes=${T}-${T + 600}.m3u8?lhs_start=1&lhs_start_unix_s_0=${T + 60}`;
    const answer = await new ClockedOrigin().get(`${path}&${vodEnd(T + 540)}`);
    expect(answer.status).to.equal(404);
  });
});

describe('A playlist URL in any valid spelling', () => {
  const RIGHT: readonly (readonly [why: string, query: string])[] = [
    ['only lhs_start', `lhs_start=1&${start}`],
    ['only aliyunols', `aliyunols=on&${start}`],
    ['both markers', `lhs_start=1&aliyunols=on&${start}`],
    ['other parameters', `auth_key=1-0-0-a%2Bb&x=1&x=2&lhs_start=1&${start}`],
    ['milliseconds', `lhs_start=1&lhs_start_unix_ms_0=${T}000`],
    ['nanoseconds in another zone', `lhs_start=1&lhs_start_unix_ns_8=${T + 8 * 3600}000000000`],
    ['human time in another zone', 'lhs_start=1&lhs_start_human_s_8=20260310190000'],
  ];
  for (const [why, query] of RIGHT) {
    it(`is answered with a playlist: ${why}`, async () => {
      const answer = await new ClockedOrigin().get(`/live/studio.m3u8?${query}`);
      expect(await answer.text()).to.include(`studio/${T}000.ts`);
    });
  }
});
