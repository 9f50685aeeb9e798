import { expect } from 'chai';
import fc from 'fast-check';
import {
  buildPlaybackUrl,
  parsePlaybackUrl,
  requestError,
  type PlaybackRequest,
  type TimeShiftMarkers,
} from '../../../src/core/service/playback-url.ts';
import {
  DEFAULT_ENCODING,
  TIME_FORMATS,
  TIME_UNITS,
  TIME_ZONES,
  type TimeEncoding,
} from '../../../src/core/time/time-encoding.ts';
import { TimeShiftError } from '../../../src/core/service/time-shift-error.ts';
import { refusalOf, valueOf } from '../result.ts';

const SRC = 'https://live.example/app/stream.m3u8';
const MARKERS = 'lhs_start=1&aliyunols=on';
const START = Date.parse('2017-08-09T12:01:53Z');
const START_KEY = 'lhs_start_unix_s_0=1502280113';
const END = Date.parse('2017-08-09T12:11:53Z');

/** From ten years on, an offset is not a duration. */
const TEN_YEARS_MS = 10 * 365 * 24 * 3_600_000;

describe('buildPlaybackUrl', () => {
  const forms: [what: string, request: PlaybackRequest, query: string][] = [
    ['from an instant on', { start: START }, START_KEY],
    [
      'between two instants in live style',
      { start: START, end: END },
      `${START_KEY}&lhs_end_unix_s_0=1502280713`,
    ],
    [
      'between two instants as a recording',
      { start: START, vodEnd: END },
      `${START_KEY}&lhs_vodend_unix_s_0=1502280713`,
    ],
    ['half an hour behind live', { offsetMs: 1_800_000 }, 'lhs_offset_unix_s_0=1800'],
    ['at live, as an offset of 0', { offsetMs: 0 }, 'lhs_offset_unix_s_0=0'],
  ];
  for (const [what, request, query] of forms) {
    it(`asks for the stream ${what}: ${query}`, () => {
      expect(buildPlaybackUrl(SRC, request)).to.equal(`${SRC}?${MARKERS}&${query}`);
    });
  }

  it('returns the URL unchanged for live', () => {
    for (const src of [SRC, `${SRC}?auth_key=1-0-0-a%2Bb&x`, `${SRC}#t`, 'stream.m3u8?aliyunols=on']) {
      expect(buildPlaybackUrl(src, {})).to.equal(src);
    }
  });

  it('writes every time in the given encoding', () => {
    expect(
      buildPlaybackUrl(
        SRC,
        { start: START, end: END },
        { format: 'human', unit: 'ms', zone: 8 },
        { lhsStart: false },
      ),
    ).to.equal(
      `${SRC}?aliyunols=on&lhs_start_human_ms_8=20170809200153000&lhs_end_human_ms_8=20170809201153000`,
    );
  });

  it('writes an offset in unix format and zone 0, because a duration has neither a calendar nor a zone', () => {
    const url = buildPlaybackUrl(SRC, { offsetMs: 1500 }, { format: 'human', unit: 'ms', zone: 8 });
    expect(url).to.equal(`${SRC}?${MARKERS}&lhs_offset_unix_ms_0=1500`);
  });

  describe('marks a URL as time shift', () => {
    it('without the markers that are switched off', () => {
      const query = (markers: TimeShiftMarkers) =>
        buildPlaybackUrl(SRC, { start: START }, DEFAULT_ENCODING, markers).slice(SRC.length);
      expect(query({ lhsStart: false })).to.equal(`?aliyunols=on&${START_KEY}`);
      expect(query({ aliyunols: false })).to.equal(`?lhs_start=1&${START_KEY}`);
      expect(query({ lhsStart: false, aliyunols: false })).to.equal(`?${START_KEY}`);
    });

    it('once, even if the src is already marked', () => {
      expect(buildPlaybackUrl(`${SRC}?lhs_start=1&x=1`, { start: START })).to.equal(
        `${SRC}?x=1&${MARKERS}&${START_KEY}`,
      );
      expect(buildPlaybackUrl(`${SRC}?aliyunols=on&x=1`, { start: START })).to.equal(
        `${SRC}?aliyunols=on&x=1&lhs_start=1&${START_KEY}`,
      );
    });
  });

  describe('removes stale parameters', () => {
    const stale: [query: string, left: string][] = [
      [`?${START_KEY}`, ''],
      ['?lhs_start=1', ''],
      [`?a=1&${START_KEY}&b=2`, '?a=1&b=2'],
      ['?lhs_start=1&lhs_end_human_s_8=20170809200010&a=1', '?a=1'],
      ['?a=1&%6Chs_start_unix_s_0=1', '?a=1'],
      ['?a=1&lhs%5Fvodend_unix_s_0=1', '?a=1'],
      ['?lhs_&lhs_nonsense&lhs_start_unix_s_99=x', ''],
      ['?lhs_start=1#t', '#t'],
      ['?&lhs_start=1', ''],
    ];
    for (const [query, left] of stale) {
      it(`${query} becomes ${left === '' ? 'nothing, without a trailing ?' : left}`, () => {
        expect(buildPlaybackUrl(SRC + query, {})).to.equal(SRC + left);
      });
    }

    it('so that no empty parameter stays before the new ones', () => {
      expect(buildPlaybackUrl(`${SRC}?&lhs_start=1`, { start: START })).to.equal(
        `${SRC}?${MARKERS}&${START_KEY}`,
      );
    });

    it('so that a time-shift URL as src becomes the live URL again', () => {
      expect(buildPlaybackUrl(buildPlaybackUrl(SRC, { start: START }), {})).to.equal(SRC);
    });
  });

  describe('keeps every other byte', () => {
    const queries = [
      'auth_key=1502280113-0-0-a%2Bb',
      'auth_key=a%2bb', // no capital B
      'auth_key=a+b c',
      'a=1&b=2&a=3',
      'b=2&a=1',
      'empty=',
      'noequals',
      'a=b=c',
      'a&&b',
      'a=1&',
      'a=%zz&100%',
      "q=?/:@!$'()*,;",
      'é=ü',
      'alhs_start=1&LHS_START=1&xlhs_x=1&lhs=1',
      'x=lhs_start_unix_s_0=1',
    ];
    for (const query of queries) {
      it(`of ?${query}`, () => {
        expect(buildPlaybackUrl(`${SRC}?${query}`, {})).to.equal(`${SRC}?${query}`);
        expect(buildPlaybackUrl(`${SRC}?${query}`, { start: START })).to.equal(
          `${SRC}?${query}&${MARKERS}&${START_KEY}`,
        );
      });
    }

    const addresses = [
      'stream.m3u8',
      '../app/stream.m3u8',
      '/app/stream.m3u8',
      '//live.example/app/stream.m3u8',
      'HTTP://Live.Example:80/a%2Fb/../stream.m3u8',
      'stream.m3u8?',
    ];
    for (const address of addresses) {
      it(`of the address ${address}`, () => {
        const path = address.replace('?', '');
        expect(buildPlaybackUrl(address, { start: START })).to.equal(`${path}?${MARKERS}&${START_KEY}`);
      });
    }

    it('of a fragment, and puts the query before it', () => {
      expect(buildPlaybackUrl('stream.m3u8#t=10?x', { start: START })).to.equal(
        `stream.m3u8?${MARKERS}&${START_KEY}#t=10?x`,
      );
      expect(buildPlaybackUrl('stream.m3u8?a=1#lhs_start=1&b', { start: START })).to.equal(
        `stream.m3u8?a=1&${MARKERS}&${START_KEY}#lhs_start=1&b`,
      );
    });
  });

  describe('refuses', () => {
    const refused: [why: string, request: PlaybackRequest, says: string][] = [
      ['an end without a start', { end: END }, 'end needs a start'],
      ['a vodEnd without a start', { vodEnd: END }, 'vodEnd needs a start'],
      ['an end before the start', { start: END, end: START }, 'end must be after start'],
      ['an end at the start', { start: START, end: START }, 'end must be after start'],
      ['a vodEnd before the start', { start: END, vodEnd: START }, 'vodEnd must be after start'],
      ['a vodEnd at the start', { start: START, vodEnd: START }, 'vodEnd must be after start'],
      ['both ends', { start: START, end: END, vodEnd: END }, 'exclude each other'],
      ['an offset with a start', { start: START, offsetMs: 1000 }, 'offset cannot be combined'],
      ['an offset with an end', { end: END, offsetMs: 0 }, 'offset cannot be combined'],
      ['an offset with a vodEnd', { vodEnd: END, offsetMs: 1000 }, 'offset cannot be combined'],
      ['an offset into the future', { offsetMs: -1000 }, 'cannot be -1 s'],
      ['NaN as an offset', { offsetMs: NaN }, 'give 0 or more'],
      ['an offset of ten years', { offsetMs: TEN_YEARS_MS }, 'offset'],
      ['an instant as an offset', { offsetMs: START }, 'offset'],
      ['NaN as a start', { start: NaN }, 'start'],
      ['a start in seconds', { start: START / 1000 }, 'lhs_start_unix_s_0'],
      ['NaN as an end', { start: START, end: NaN }, 'end'],
      ['an infinite end', { start: START, end: Infinity }, 'lhs_end_unix_s_0'],
    ];
    for (const [why, request, says] of refused) {
      it(`${why}: "${says}"`, () => {
        expect(() => buildPlaybackUrl(SRC, request))
          .to.throw(TimeShiftError, says)
          .with.property('code', 'invalid-request');
      });
    }
  });
});

describe('requestError', () => {
  const valid: [what: string, request: PlaybackRequest][] = [
    ['live', {}],
    ['a start', { start: START }],
    ['a start and an end', { start: START, end: START + 1 }],
    ['a start and a vodEnd', { start: START, vodEnd: START + 1 }],
    ['an offset of 0', { offsetMs: 0 }],
    ['an offset of almost ten years', { offsetMs: TEN_YEARS_MS - 1 }],
  ];
  for (const [what, request] of valid) {
    it(`accepts ${what}`, () => expect(requestError(request)).to.equal(null));
  }

  const refused: [what: string, request: PlaybackRequest, message: string][] = [
    [
      'NaN as a start',
      { start: NaN, end: END },
      'start is not a time; give ISO 8601 with an offset, or epoch ms.',
    ],
    [
      'NaN as an end',
      { start: START, end: NaN },
      'end is not a time; give ISO 8601 with an offset, or epoch ms.',
    ],
    ['NaN as a vodEnd', { vodEnd: NaN }, 'vodEnd is not a time; give ISO 8601 with an offset, or epoch ms.'],
    [
      'an offset of ten years',
      { offsetMs: TEN_YEARS_MS },
      'offset is a time behind live and cannot be 315360000 s; give 0 or more.',
    ],
    ['an end without a start', { end: END }, 'end needs a start; give both.'],
    ['a vodEnd at its start', { start: START, vodEnd: START }, 'vodEnd must be after start.'],
  ];
  for (const [what, request, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(requestError(request)).to.include({ code: 'invalid-request', message });
    });
  }
});

describe('parsePlaybackUrl', () => {
  it("reads the sample request of the vendor's reference, which is then built with the same keys", () => {
    const keys = 'lhs_start_human_s_8=20171024160220&lhs_end_human_s_8=20171024160420';
    const parsed = valueOf(parsePlaybackUrl(`${SRC}?lhs_start=1&${keys}`));
    expect(parsed).to.deep.equal({
      src: SRC,
      request: { start: Date.parse('2017-10-24T08:02:20Z'), end: Date.parse('2017-10-24T08:04:20Z') },
      encoding: { format: 'human', unit: 's', zone: 8 },
    });
    expect(buildPlaybackUrl(parsed.src, parsed.request, parsed.encoding)).to.equal(
      `${SRC}?${MARKERS}&${keys}`,
    );
  });

  const read: [what: string, query: string, src: string, request: PlaybackRequest][] = [
    ['a plain URL as live', '?a=1&auth_key=a%2Bb', '?a=1&auth_key=a%2Bb', {}],
    ['a URL with markers and no time as live', `?a=1&${MARKERS}`, '?a=1', {}],
    ['keys without any marker', `?${START_KEY}`, '', { start: START }],
    [
      'keys in any order and position',
      `?lhs_vodend_unix_s_0=1502280713&a=1&${START_KEY}`,
      '?a=1',
      { start: START, vodEnd: END },
    ],
    [
      'keys in two encodings',
      `?${START_KEY}&lhs_end_human_s_8=20170809201153`,
      '',
      { start: START, end: END },
    ],
    ['percent-encoded keys', '?%6Chs_start_unix_s_0=%31502280113', '', { start: START }],
    ['an offset as a duration', '?lhs_offset_unix_s_0=1800&aliyunols=on', '', { offsetMs: 1_800_000 }],
    ['an offset in its old form as a start', '?lhs_offset_unix_ms_8=1502308913000', '', { start: START }],
    [
      'the query only, not the fragment',
      `?${START_KEY}#lhs_start_unix_s_0=x`,
      '#lhs_start_unix_s_0=x',
      { start: START },
    ],
    ['aliyunols=on next to a time as a marker', `?aliyunols=on&a=1&${START_KEY}`, '?a=1', { start: START }],
    ['aliyunols=on in a live URL as a parameter of the page', '?aliyunols=on', '?aliyunols=on', {}],
  ];
  for (const [what, query, src, request] of read) {
    it(`reads ${what}`, () => {
      expect(valueOf(parsePlaybackUrl(SRC + query))).to.deep.include({ src: SRC + src, request });
    });
  }

  it('reads the default encoding from a URL without a time', () => {
    expect(valueOf(parsePlaybackUrl(SRC)).encoding).to.equal(DEFAULT_ENCODING);
  });

  const refused: [why: string, query: string, says: string][] = [
    ['an invalid key', 'lhs_start_unix_s_10=1502280113', 'one digit'],
    ['an invalid value', 'lhs_start_human_s_8=20170231120000', 'no such date'],
    ['a key of unknown type', 'lhs_pause_unix_s_0=1502280113', 'lhs_pause_unix_s_0'],
    ['the same type twice', `${START_KEY}&lhs_start_human_s_8=20170809200153`, 'another start'],
    ['an end without a start', 'lhs_end_unix_s_0=1502280713', 'end needs a start'],
    ['a vodend without a start', 'lhs_vodend_unix_s_0=1502280713', 'vodEnd needs a start'],
    ['an end before the start', `${START_KEY}&lhs_end_unix_s_0=1502280112`, 'end must be after start'],
    [
      'an end and a vodend',
      `${START_KEY}&lhs_end_unix_s_0=1502280713&lhs_vodend_unix_s_0=1502280713`,
      'exclude',
    ],
    ['an offset with a start', `${START_KEY}&lhs_offset_unix_s_0=1800`, 'offset cannot be combined'],
    ['an offset in its old form with a start', `${START_KEY}&lhs_offset_unix_ms_8=1502308959375`, 'offset'],
  ];
  for (const [why, query, says] of refused) {
    it(`refuses ${why}: "${says}"`, () => {
      const { code, message } = refusalOf(parsePlaybackUrl(`${SRC}?${query}`));
      expect(code).to.equal('invalid-request');
      expect(message).to.contain(says);
    });
  }

  it('never throws, whatever the URL', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('?', '&', '#', '=', '%', 'lhs_', 'lhs_start', '_unix_s_0'),
    );
    const url = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(fc.property(url, (text) => void expect(parsePlaybackUrl(text)).to.have.property('ok')));
  });
});

describe('building and parsing a URL', () => {
  const base = fc.constantFrom(SRC, 'stream.m3u8', '/app/stream.m3u8', '//live.example/app/stream.m3u8');
  const parameter = fc.string({ unit: fc.constantFrom(...Array.from('aZ09%+=/?:;,.~-_ é')) });
  const fragment = fc.constantFrom('', '#t=10', '#?lhs_start=1&a');
  const stale = fc.constantFrom(
    'lhs_start=1',
    START_KEY,
    '%6Chs_end_human_s_8=x',
    'lhs_',
    'lhs_offset_unix_s_0',
  );
  const srcOf = (each: fc.Arbitrary<string>) =>
    fc.tuple(base, fc.array(each, { maxLength: 6 }), fragment).map(([path, parameters, hash]) => {
      const query = parameters.join('&');
      return path + (query === '' ? '' : `?${query}`) + hash;
    });

  const encoding: fc.Arbitrary<TimeEncoding> = fc.record({
    format: fc.constantFrom(...TIME_FORMATS),
    unit: fc.constantFrom(...TIME_UNITS),
    zone: fc.constantFrom(...TIME_ZONES),
  });
  const instant = fc.integer({ min: Date.parse('2002-01-01'), max: Date.parse('2200-01-01') });
  const period = fc.tuple(instant, fc.integer({ min: 1, max: 1e10 }));
  const request: fc.Arbitrary<PlaybackRequest> = fc.oneof(
    fc.constant({}),
    instant.map((start) => ({ start })),
    period.map(([start, lengthMs]) => ({ start, end: start + lengthMs })),
    period.map(([start, lengthMs]) => ({ start, vodEnd: start + lengthMs })),
    fc.nat(TEN_YEARS_MS - 1000).map((offsetMs) => ({ offsetMs })),
  );

  /** The request that remains of `asked` at the precision of a unit. */
  function kept(asked: PlaybackRequest, unit: TimeEncoding['unit']): PlaybackRequest {
    if (unit !== 's') return asked;
    const rounding = { start: Math.floor, end: Math.ceil, vodEnd: Math.ceil, offsetMs: Math.round };
    const times = Object.entries(asked) as [keyof PlaybackRequest, number][];
    return Object.fromEntries(times.map(([name, ms]) => [name, rounding[name](ms / 1000) * 1000]));
  }

  it('keeps the request, at the precision of its unit, and the src byte for byte', () => {
    fc.assert(
      fc.property(srcOf(parameter), request, encoding, (src, asked, spelling) => {
        const parsed = valueOf(parsePlaybackUrl(buildPlaybackUrl(src, asked, spelling)));
        expect(parsed.src).to.equal(src);
        expect(parsed.request).to.deep.equal(kept(asked, spelling.unit));
      }),
    );
  });

  it('keeps the encoding of the times', () => {
    fc.assert(
      fc.property(instant, encoding, (start, spelling) => {
        const parsed = valueOf(parsePlaybackUrl(buildPlaybackUrl(SRC, { start }, spelling)));
        expect(parsed.encoding).to.deep.equal(spelling);
      }),
    );
  });

  it('twice gives the same URL as the second time alone, whatever is stale in the src', () => {
    fc.assert(
      fc.property(
        srcOf(fc.oneof(parameter, stale)),
        request,
        request,
        encoding,
        (src, first, second, spelling) => {
          const again = buildPlaybackUrl(buildPlaybackUrl(src, first), second, spelling);
          expect(again).to.equal(buildPlaybackUrl(src, second, spelling));
        },
      ),
    );
  });
});
