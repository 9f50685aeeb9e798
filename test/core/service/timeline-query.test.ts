import { expect } from 'chai';
import fc from 'fast-check';
import type { TimeRange } from '../../../src/core/time/time-range.ts';
import {
  buildTimelineUrl,
  parseTimelineResponse,
  timelineAddressOf,
} from '../../../src/core/service/timeline-query.ts';
import { refusalOf, valueOf } from '../result.ts';

const STREAM = { app: 'app', stream: 'stream' };
const HOUR: TimeRange = {
  start: Date.parse('2017-08-09T11:00:00Z'),
  end: Date.parse('2017-08-09T12:00:00Z'),
};
const ASKED =
  'app=app&stream=stream&format=ts&aliyunols=on&lhs_start_unix_s_0=1502276400&lhs_end_unix_s_0=1502280000';

describe('timelineAddressOf', () => {
  const addresses: [src: string, address: string][] = [
    ['https://live.example/app/stream.m3u8?auth_key=1#t', 'https://live.example/openapi/timeline/query'],
    ['http://live.example:8080/app/stream.m3u8', 'http://live.example:8080/openapi/timeline/query'],
    ['//live.example/app/stream.m3u8', '//live.example/openapi/timeline/query'],
    ['https://live.example', 'https://live.example/openapi/timeline/query'],
    ['https://live.example?a=//b/c', 'https://live.example/openapi/timeline/query'],
    ['/app/stream.m3u8', '/openapi/timeline/query'],
    ['app/stream.m3u8', '/openapi/timeline/query'],
    ['app/stream.m3u8?next=https://other.example/', '/openapi/timeline/query'],
  ];
  for (const [src, address] of addresses) {
    it(`returns ${address} for ${src}`, () => expect(timelineAddressOf(src)).to.equal(address));
  }
});

describe('buildTimelineUrl', () => {
  const address = 'https://live.example/openapi/timeline/query';

  it('asks for a stream and a range of time', () => {
    expect(buildTimelineUrl(address, STREAM, HOUR)).to.equal(`${address}?${ASKED}`);
  });

  it('extends a range to whole seconds', () => {
    const url = buildTimelineUrl(address, STREAM, { start: HOUR.start + 999, end: HOUR.end - 999 });
    expect(url).to.equal(`${address}?${ASKED}`);
  });

  it('writes the times in the given encoding', () => {
    const url = buildTimelineUrl(address, STREAM, HOUR, { format: 'human', unit: 's', zone: 8 });
    expect(url).to.contain('&lhs_start_human_s_8=20170809190000&lhs_end_human_s_8=20170809200000');
  });

  it('keeps the parameters of the given address, except those that it sets itself', () => {
    const own = `${address}?auth_key=a%2Bb&app=other&x&xlhs_=1&lhs_end_human_s_8=1&%61pp=other&format=m3u8#t`;
    expect(buildTimelineUrl(own, STREAM, HOUR)).to.equal(`${address}?auth_key=a%2Bb&x&xlhs_=1&${ASKED}#t`);
    expect(buildTimelineUrl(buildTimelineUrl(own, STREAM, HOUR), STREAM, HOUR)).to.equal(
      buildTimelineUrl(own, STREAM, HOUR),
    );
  });

  it('encodes characters that would break the query', () => {
    const url = buildTimelineUrl(address, { app: 'a&b=c', stream: 'cam 1#é' }, HOUR);
    expect(url).to.contain('?app=a%26b%3Dc&stream=cam%201%23%C3%A9&format=ts&');
  });
});

/** A valid answer, except for the given parts. */
const answer = (content: unknown, retCode: unknown = 0) => ({ retCode, description: 'success', content });
const answerOf = (...timeline: unknown[]) => answer({ current: 1502280113, timeline });
const seconds = (start: unknown, end: unknown) => ({ start, end });

describe('parseTimelineResponse', () => {
  const SAMPLE =
    '{"retCode":0,"description":"success","content":{"current":1502280113,"timeline":' +
    '[{"start":1502276400,"end":1502276404},{"start":1502276404,"end":1502276408}]}}';

  it("reads the sample answer of the vendor's reference", () => {
    expect(valueOf(parseTimelineResponse(SAMPLE))).to.deep.equal({
      current: Date.parse('2017-08-09T12:01:53Z'),
      ranges: [
        { start: Date.parse('2017-08-09T11:00:00Z'), end: Date.parse('2017-08-09T11:00:04Z') },
        { start: Date.parse('2017-08-09T11:00:04Z'), end: Date.parse('2017-08-09T11:00:08Z') },
      ],
      dropped: 0,
    });
  });

  it('reads text and parsed JSON in the same way', () => {
    expect(parseTimelineResponse(JSON.parse(SAMPLE))).to.deep.equal(parseTimelineResponse(SAMPLE));
  });

  const empty: [what: string, body: unknown][] = [
    ['an empty list', answerOf()],
    ['null instead of a list', answer({ current: 1502280113, timeline: null })],
    ['"no data" with a clock', answer({ current: 1502280113 }, 4003)],
    ['"no data" with an empty list', answer({ current: 1502280113, timeline: [] }, 4003)],
  ];
  for (const [what, body] of empty) {
    it(`reads ${what} as nothing recorded`, () => {
      const nothing = { current: 1502280113000, ranges: [], dropped: 0 };
      expect(valueOf(parseTimelineResponse(body))).to.deep.equal(nothing);
    });
  }

  for (const content of [undefined, null, '', []]) {
    it(`reads "no data" with ${JSON.stringify({ content })} as nothing recorded`, () => {
      const nothing = { current: null, ranges: [], dropped: 0 };
      expect(valueOf(parseTimelineResponse(answer(content, 4003)))).to.deep.equal(nothing);
    });
  }

  for (const current of [undefined, null, '1502280113', NaN, Infinity, -1, {}]) {
    it(`reads no server time from ${JSON.stringify({ current })}, but reads the list`, () => {
      const body = answer({ current, timeline: [seconds(10, 14)] });
      expect(valueOf(parseTimelineResponse(body))).to.deep.equal({
        current: null,
        ranges: [{ start: 10_000, end: 14_000 }],
        dropped: 0,
      });
    });
  }

  const dropped: [what: string, entry: unknown][] = [
    ['ends where it begins', seconds(14, 14)],
    ['ends before it begins', seconds(18, 14)],
    ['has numbers as strings', seconds('14', '18')],
    ['has one number as a string', seconds(14, '18')],
    ['has no end', { start: 14 }],
    ['has no start', { end: 18 }],
    ['has null for a number', seconds(null, 18)],
    ['has NaN for a number', seconds(14, NaN)],
    ['never ends', seconds(14, Infinity)],
    ['begins before 1970', seconds(-4, 18)],
    ['has more than ten digits, as milliseconds have', seconds(14, 1e10)],
    ['is too large for milliseconds', seconds(1e306, 2e306)],
    ['is null', null],
    ['is a number', 14],
    ['is a string', '14-18'],
    ['is a list', [14, 18]],
    ['is empty', {}],
  ];
  for (const [what, entry] of dropped) {
    it(`drops and counts an entry that ${what}`, () => {
      const body = answerOf(seconds(10, 14), entry, seconds(20, 24));
      expect(valueOf(parseTimelineResponse(body))).to.deep.include({
        ranges: [
          { start: 10_000, end: 14_000 },
          { start: 20_000, end: 24_000 },
        ],
        dropped: 1,
      });
    });
  }

  it('keeps an entry with the last second of ten digits', () => {
    const { ranges } = valueOf(parseTimelineResponse(answerOf(seconds(14, 1e10 - 1))));
    expect(ranges).to.deep.equal([{ start: 14_000, end: 9_999_999_999_000 }]);
  });

  it('counts every entry that it drops', () => {
    const body = answerOf(null, seconds(10, 14), seconds(14, 14), 'x');
    expect(valueOf(parseTimelineResponse(body))).to.include({ dropped: 3 });
    expect(valueOf(parseTimelineResponse(answerOf(null, null)))).to.deep.include({ ranges: [], dropped: 2 });
  });

  it('sorts the entries, and does not change entries that overlap', () => {
    const body = answerOf(seconds(20, 24), seconds(13, 18), seconds(10, 14));
    expect(valueOf(parseTimelineResponse(body)).ranges).to.deep.equal([
      { start: 10_000, end: 14_000 },
      { start: 13_000, end: 18_000 },
      { start: 20_000, end: 24_000 },
    ]);
  });

  describe('refuses', () => {
    const refused: [what: string, body: unknown, says: string][] = [
      ['an empty body', '', 'check timeline-src'],
      ['HTML', '<!DOCTYPE html><title>502 Bad Gateway</title>', 'check timeline-src'],
      ['a playlist', '#EXTM3U\n#EXT-X-VERSION:3\n', 'check timeline-src'],
      ['JSON that was cut off', SAMPLE.slice(0, -10), 'check timeline-src'],
      ['no body', undefined, 'check timeline-src'],
      ['null', null, 'check timeline-src'],
      ['null as text', 'null', 'check timeline-src'],
      ['a number', 0, 'check timeline-src'],
      ['a list', [], 'check timeline-src'],
      ['an answer without retCode', { content: {} }, 'check timeline-src'],
      ['an answer with retCode as a string', answer({ timeline: [] }, '0'), 'check timeline-src'],
      ['success without content', { retCode: 0, description: 'success' }, 'no content'],
      ['success with null content', answer(null), 'no content'],
      ['success with text instead of content', answer('none'), 'no content'],
      ['an object instead of a list', answer({ timeline: {} }), 'no list'],
      ['text instead of a list', answer({ timeline: 'none' }), 'no list'],
      ['retCode 4001', answer(null, 4001), 'check app, stream and the times. retCode 4001 (success)'],
      [
        'retCode 4002',
        answer(undefined, 4002),
        'does not know this stream; check app and stream. retCode 4002',
      ],
      ['retCode 5001', answer({ timeline: [] }, 5001), 'database failed; try again later. retCode 5001'],
      ['an unknown retCode', { retCode: 4999 }, 'reports an error. retCode 4999'],
    ];
    for (const [what, body, says] of refused) {
      it(`${what}: "${says}"`, () => {
        const { code, message } = refusalOf(parseTimelineResponse(body));
        expect(code).to.equal('timeline');
        expect(message).to.contain('What is recorded is not known').and.contain(says);
      });
    }

    it('with the retCode only if the server has sent no description', () => {
      expect(refusalOf(parseTimelineResponse({ retCode: 4999 })).message).to.equal(
        'What is recorded is not known: the service reports an error. retCode 4999',
      );
    });

    it('with the description of the server, but without signatures', () => {
      const body = { retCode: 4001, description: 'bad auth_key=1-0-0-abc here' };
      expect(refusalOf(parseTimelineResponse(body)).message).to.contain('(bad auth_key=… here)');
    });
  });

  it('never throws, whatever JSON it is sent', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => void expect(parseTimelineResponse(body)).to.have.property('ok')),
    );
    fc.assert(
      fc.property(fc.json(), (text) => void expect(parseTimelineResponse(text)).to.have.property('ok')),
    );
    fc.assert(
      fc.property(fc.string(), (text) => void expect(parseTimelineResponse(text)).to.have.property('ok')),
    );
    fc.assert(
      fc.property(fc.anything(), (body) => void expect(parseTimelineResponse(body)).to.have.property('ok')),
    );
  });

  it('never throws, whatever is wrong inside the answer', () => {
    const body = fc.record(
      {
        retCode: fc.oneof(fc.constantFrom(0, 4001, 4003), fc.jsonValue()),
        description: fc.jsonValue(),
        content: fc.oneof(fc.jsonValue(), fc.record({ current: fc.jsonValue(), timeline: fc.jsonValue() })),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(body, (each) => void expect(parseTimelineResponse(each)).to.have.property('ok')));
  });

  it('returns sorted ranges, and counts all entries that it dropped', () => {
    const time = fc.nat(2_000_000_000);
    const good = fc
      .tuple(time, fc.integer({ min: 1, max: 60 }))
      .map(([start, s]) => seconds(start, start + s));
    const bad = fc.oneof(
      fc.tuple(time, fc.nat(60)).map(([end, s]) => seconds(end + s, end)),
      fc.record({ start: fc.oneof(fc.string(), fc.constant(NaN)), end: time }),
      fc.constantFrom(null, undefined, 7, 'x', [], {}),
    );
    fc.assert(
      fc.property(fc.array(good), fc.array(bad), fc.nat(), (goods, bads, seed) => {
        const at = (index: number) => (seed * (index + 1)) % (goods.length + 1);
        const mixed: unknown[] = [...goods];
        bads.forEach((entry, index) => mixed.splice(at(index), 0, entry));
        const { ranges, dropped } = valueOf(parseTimelineResponse(answerOf(...mixed)));
        expect(dropped).to.equal(bads.length);
        const starts = goods.map(({ start }) => Number(start) * 1000).sort((a, b) => a - b);
        expect(ranges.map(({ start }) => start)).to.deep.equal(starts);
        for (const { start, end } of ranges) expect(end).to.be.above(start);
      }),
    );
  });
});
