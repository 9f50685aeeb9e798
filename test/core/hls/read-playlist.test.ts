import { expect } from 'chai';
import fc from 'fast-check';
import { readPlaylist, type Playlist } from '../../../src/core/hls/read-playlist.ts';
import type { MediaSegment } from '../../../src/core/hls/segment.ts';

const BASE = 'https://live.example/app/stream.m3u8?auth_key=1';
const HEAD = '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n';

const read = (body: string): Playlist => readPlaylist(body, BASE);

function segmentsOf(body: string): readonly MediaSegment[] {
  const playlist = read(HEAD + body);
  if (playlist.kind !== 'media') throw new Error(`The text was read as ${playlist.kind}.`);
  return playlist.segments;
}

const PLAIN: MediaSegment = {
  url: 'https://live.example/app/a.ts',
  durationMs: 4000,
  date: null,
  isDiscontinuity: false,
  byteRange: null,
  keys: [],
  map: null,
  isGap: false,
};

describe('readPlaylist', () => {
  describe('marks as discontinuous where the map changes', () => {
    const map = (uri: string) => `#EXT-X-MAP:URI="${uri}"\n`;
    const segment = '#EXTINF:4,\na.m4s\n';
    const marks = (body: string) => segmentsOf(body).map(({ isDiscontinuity }) => isDiscontinuity);

    it('whether the playlist marks it or not', () => {
      const [a, b] = [map('a.mp4'), map('b.mp4')];
      expect(marks(a + segment + segment + b + segment + segment)).to.deep.equal([false, false, true, false]);
      const marked = `${a}${segment}#EXT-X-DISCONTINUITY\n${b}${segment}`;
      expect(marks(marked)).to.deep.equal([false, true]);
    });

    it('but not where the same map is stated again, or none', () => {
      expect(marks(map('a.mp4') + segment + map('a.mp4') + segment)).to.deep.equal([false, false]);
      expect(marks(segment + segment)).to.deep.equal([false, false]);
    });
  });

  describe('classifies', () => {
    const rows: [what: string, text: string, kind: Playlist['kind']][] = [
      ['an empty text', '', 'not-a-playlist'],
      ['a text before #EXTM3U', `x${HEAD}`, 'not-a-playlist'],
      ['segments with a comment about variants', `${HEAD}# #EXT-X-STREAM-INF:\n#EXTINF:4,\na.ts\n`, 'media'],
      ['an error page', '<!doctype html><title>#EXTM3U</title>', 'not-a-playlist'],
      ['only a first line', '#EXTM3U\n', 'not-a-playlist'],
      ['a text that was cut off in its second line', '#EXTM3U\n#EXT-X-VERS', 'not-a-playlist'],
      ['segments without the first line of a playlist', '#EXTINF:4,\na.ts\n', 'not-a-playlist'],
      ['variants', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n', 'multivariant'],
      ['a head without segments', HEAD, 'media'],
      ['an empty recording', '#EXTM3U\n#EXT-X-ENDLIST\n', 'media'],
      ['segments', `${HEAD}#EXTINF:4,\na.ts\n`, 'media'],
      ['segments without a target duration', '#EXTM3U\n#EXTINF:4,\na.ts\n', 'media'],
      ['a playlist after a byte order mark', `\uFEFF${HEAD}`, 'media'],
      ['a playlist after an empty line', `\r\n${HEAD}`, 'media'],
    ];
    for (const [what, text, kind] of rows) {
      it(`${what} as ${kind}`, () => expect(read(text).kind).to.equal(kind));
    }
  });

  it('reads the head of a media playlist', () => {
    expect(read(`${HEAD}#EXTINF:3.84,\na.ts\n`)).to.deep.include({
      targetDurationMs: 4000,
      mediaSequence: 7,
      isEnded: false,
    });
  });

  it('reads a playlist whose head has no tags', () => {
    const playlist = read('#EXTM3U\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST');
    expect(playlist).to.deep.include({ targetDurationMs: 0, mediaSequence: 0, isEnded: true });
  });

  describe('reads a segment', () => {
    const DATE = Date.parse('2017-08-09T12:00:10.250Z');
    const rows: [what: string, body: string, expected: Partial<MediaSegment>][] = [
      ['with the required lines only', '#EXTINF:4,\na.ts\n', {}],
      ['with a title', '#EXTINF:4.000,a title, with: signs\na.ts\n', {}],
      ['without the comma', '#EXTINF:4\na.ts\n', {}],
      ['with Windows line ends', '#EXTINF:4,\r\na.ts\r\n', {}],
      ['with spaces around its lines', '  #EXTINF:4, \n a.ts \n', {}],
      ['with empty lines between its lines', '#EXTINF:4,\n\n\na.ts\n\n', {}],
      ['with unknown tags and comments', '#EXT-X-NEW:1\n# so\n#EXTINF:4,\n#EXT-X-PART:X\na.ts\n', {}],
      ['with a duration of 3.84 s', '#EXTINF:3.84,\na.ts\n', { durationMs: 3840 }],
      ['with a duration to the microsecond', '#EXTINF:4.0040041,\na.ts\n', { durationMs: 4004.004 }],
      [
        'with a relative URL that has a query',
        '#EXTINF:4,\nb/a.ts?x=1\n',
        { url: 'https://live.example/app/b/a.ts?x=1' },
      ],
      ['with a fragment in its URL', '#EXTINF:4,\na.ts#t\n', { url: 'https://live.example/app/a.ts#t' }],
      ['with a duration of a millisecond', '#EXTINF:0.001,\na.ts\n', { durationMs: 1 }],
      ['with a path as its URL', '#EXTINF:4,\n/a.ts\n', { url: 'https://live.example/a.ts' }],
      ['with an absolute URL', '#EXTINF:4,\nhttp://cdn.example/a.ts\n', { url: 'http://cdn.example/a.ts' }],
      [
        'with a date',
        '#EXT-X-PROGRAM-DATE-TIME:2017-08-09T12:00:10.250Z\n#EXTINF:4,\na.ts\n',
        { date: DATE },
      ],
      [
        'with a date after its duration',
        '#EXTINF:4,\n#EXT-X-PROGRAM-DATE-TIME:2017-08-09T20:00:10.25+0800\na.ts\n',
        { date: DATE },
      ],
      ['with a discontinuity', '#EXT-X-DISCONTINUITY\n#EXTINF:4,\na.ts\n', { isDiscontinuity: true }],
      [
        'without a discontinuity after EXT-X-DISCONTINUITY-SEQUENCE',
        '#EXT-X-DISCONTINUITY-SEQUENCE:3\n#EXTINF:4,\na.ts\n',
        {},
      ],
      ['with EXT-X-GAP', '#EXT-X-GAP\n#EXTINF:4,\na.ts\n', { isGap: true }],
      [
        'that is part of a file',
        '#EXT-X-BYTERANGE:10@20\n#EXTINF:4,\na.ts\n',
        { byteRange: { offsetBytes: 20, lengthBytes: 10 } },
      ],
      [
        'that is the start of a file',
        '#EXT-X-BYTERANGE:10\n#EXTINF:4,\na.ts\n',
        { byteRange: { offsetBytes: 0, lengthBytes: 10 } },
      ],
    ];
    for (const [what, body, expected] of rows) {
      it(what, () => expect(segmentsOf(body)).to.deep.equal([{ ...PLAIN, ...expected }]));
    }
  });

  it('reads consecutive parts of a file, of which each begins where the one before ends', () => {
    const range = (text: string, file: string) => `#EXT-X-BYTERANGE:${text}\n#EXTINF:4,\n${file}\n`;
    const segments = segmentsOf(
      range('10@5', 'a.ts') + range('20', 'a.ts') + range('30', 'b.ts') + range('40', 'b.ts'),
    );
    expect(segments.map(({ byteRange }) => byteRange?.offsetBytes)).to.deep.equal([5, 15, 0, 30]);
  });

  describe('leaves out', () => {
    const rows: [what: string, body: string][] = [
      ['a segment whose URL is missing', '#EXTINF:4,'],
      ['a segment whose URL is missing after a line end', '#EXTINF:4,\n'],
      ['a segment whose URL may have been cut off', '#EXTINF:4,\nb.t'],
      ['a tag that was cut off', '#EXT-X-PROGRAM-DATE-TI'],
      ['a segment with a duration of 0', '#EXTINF:0,\nb.ts\n'],
      ['a segment without a duration', '#EXTINF:,\nb.ts\n'],
      ['a URL without any tag', 'b.ts\n'],
      ['a segment with an invalid URL', '#EXTINF:4,\nhttp://[b.ts\n'],
    ];
    for (const [what, body] of rows) {
      it(what, () => {
        const segments = segmentsOf(`#EXTINF:4,\na.ts\n${body}`);
        expect(segments).to.deep.equal([PLAIN]);
      });
    }
  });

  it('keeps the discontinuity of a segment that it leaves out, but not the date', () => {
    const body =
      '#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2017-08-09T12:00:00Z\n#EXTINF:0,\nb.ts\n#EXTINF:4,\na.ts\n';
    expect(segmentsOf(body)).to.deep.equal([{ ...PLAIN, isDiscontinuity: true }]);
  });

  it('reads EXT-X-ENDLIST without a line end', () => {
    expect(read(`${HEAD}#EXTINF:4,\na.ts\n#EXT-X-ENDLIST`)).to.deep.include({ isEnded: true });
  });

  describe('takes numbers that cannot be right (case 8) for missing:', () => {
    const targets = ['-4', '1e400', 'NaN', '', '86401', '9'.repeat(400)];
    for (const target of targets) {
      it(`a target duration of ${target.slice(0, 20)}`, () => {
        const text = `#EXTM3U\n#EXT-X-TARGETDURATION:${target}\n#EXTINF:4,\na.ts\n`;
        expect(read(text)).to.deep.include({ targetDurationMs: 0 });
      });
    }
    it('a media sequence number', () => {
      const text = `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:1e400\n#EXTINF:4,\na.ts\n`;
      expect(read(text)).to.deep.include({ mediaSequence: 0 });
    });
    const bodies: [what: string, body: string][] = [
      ['a duration', '#EXTINF:1e400,\nb.ts\n'],
      ['a negative duration', '#EXTINF:-4,\nb.ts\n'],
      ['a duration of more than a day', '#EXTINF:86401,\nb.ts\n'],
      ['the length of a part', '#EXT-X-BYTERANGE:x@1\n#EXTINF:4,\nb.ts\n'],
      ['the offset of a part', '#EXT-X-BYTERANGE:10@-1\n#EXTINF:4,\nb.ts\n'],
      ['the length of a part of nothing', '#EXT-X-BYTERANGE:0@1\n#EXTINF:4,\nb.ts\n'],
    ];
    for (const [what, body] of bodies) {
      it(what, () => expect(segmentsOf(`#EXTINF:4,\na.ts\n${body}`)).to.deep.equal([PLAIN]));
    }
  });

  // A time that grows with the square of the length would be hours.
  describe('reads millions of characters in linear time (case 8):', () => {
    const bodies: [what: string, body: string][] = [
      ['a date', `#EXT-X-PROGRAM-DATE-TIME:${'T'.repeat(2e6)}\n#EXTINF:4,\na.ts\n`],
      [
        'a date of digits',
        `#EXT-X-PROGRAM-DATE-TIME:2026-11-28T18:00:00.${'1'.repeat(2e6)}\n#EXTINF:4,\na.ts\n`,
      ],
      ['a date of spaces', `#EXT-X-PROGRAM-DATE-TIME:2026${' '.repeat(2e6)}x\n#EXTINF:4,\na.ts\n`],
      ['the attributes of a map', `#EXT-X-MAP:${'A'.repeat(2e6)}\n#EXTINF:4,\na.ts\n`],
      ['a duration', `#EXTINF:4${'.'.repeat(2e6)},\na.ts\n`],
    ];
    for (const [what, body] of bodies) it(what, () => expect(segmentsOf(body)).to.have.length(1));

    it('40,000 formats of keys', () => {
      const key = (index: number) => `#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x1,KEYFORMAT="f${index}"\n`;
      const keys = Array.from({ length: 40_000 }, (_, index) => key(index)).join('');
      const segments = segmentsOf(keys + '#EXTINF:4,\na.ts\n'.repeat(1000));
      expect(segments).to.have.length(1000);
      expect(segments[0]?.keys.length).to.be.at.most(16);
    });
  });

  it('reads any text without an error, and all its numbers are finite', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '#EXTM3U',
        '#EXT-X-ENDLIST',
        '#EXT-X-DISCONTINUITY',
        '#EXT-X-GAP',
        'a.ts',
        'b.m3u8',
        '{$a}',
      ),
      fc
        .tuple(
          fc.constantFrom(
            ...['#EXTINF', '#EXT-X-TARGETDURATION', '#EXT-X-MEDIA-SEQUENCE', '#EXT-X-PROGRAM-DATE-TIME'],
            ...[
              '#EXT-X-KEY',
              '#EXT-X-MAP',
              '#EXT-X-BYTERANGE',
              '#EXT-X-DEFINE',
              '#EXT-X-STREAM-INF',
              '#EXT-X-MEDIA',
            ],
          ),
          fc.oneof(
            fc.string(),
            fc.double().map(String),
            fc.constantFrom(
              '2026-11-28T18:00:00Z',
              'NAME="a",VALUE="b"',
              'METHOD=AES-128,URI="k"',
              '10@5',
              '4,',
            ),
          ),
        )
        .map(([tag, value]) => `${tag}:${value}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const playlist = read(['#EXTM3U', ...lines, ''].join('\n'));
        const numbers: unknown[] = [];
        JSON.stringify(playlist, (_, value: unknown) => {
          if (typeof value === 'number') numbers.push(value);
          return value;
        });
        expect(numbers.every(Number.isFinite)).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });

  it('does not read tags in comments', () => {
    const text = `${HEAD}# #EXT-X-ENDLIST\n# #EXT-X-MEDIA-SEQUENCE:9\n#EXTINF:4,\na.ts\n`;
    expect(read(text)).to.deep.include({ isEnded: false, mediaSequence: 7 });
    expect(read(`#EXTM3U\n# #EXT-X-MEDIA-SEQUENCE:9\n#EXTINF:4,\na.ts\n`)).to.deep.include({
      mediaSequence: 0,
    });
  });

  it('does not read a part of EXT-X-ENDLIST as the end', () => {
    expect(read(`${HEAD}#EXTINF:4,\na.ts\n#EXT-X-ENDLI`)).to.deep.include({ isEnded: false });
  });
});

describe('readPlaylist, for a multivariant playlist,', () => {
  it('reads every variant with its attributes', () => {
    const text = [
      '#EXTM3U',
      '#EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=1,BANDWIDTH=2000000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720',
      'hd.m3u8?x=1',
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i.m3u8"',
      '#EXT-X-STREAM-INF:PROGRAM-ID=1',
      '',
      '# a comment',
      'https://other.example/sd.m3u8',
    ].join('\r\n');
    expect(read(text)).to.deep.equal({
      kind: 'multivariant',
      hasRenditions: false,
      variables: new Map(),
      variants: [
        {
          url: 'https://live.example/app/hd.m3u8?x=1',
          bandwidth: 2_000_000,
          resolution: { width: 1280, height: 720 },
          codecs: 'avc1.64001f,mp4a.40.2',
        },
        { url: 'https://other.example/sd.m3u8', bandwidth: null, resolution: null, codecs: null },
      ],
    });
  });

  const renditions: [what: string, attributes: string, hasRenditions: boolean][] = [
    ['sound in a playlist of its own', 'TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="a.m3u8"', true],
    ['a space before its URI (case 3)', 'TYPE=AUDIO,GROUP-ID="a",NAME="a", URI="a.m3u8"', true],
    ['sound in the same segments as the picture', 'TYPE=AUDIO,GROUP-ID="a",NAME="a"', false],
    ['subtitles', 'TYPE=SUBTITLES,GROUP-ID="s",NAME="s",URI="s.m3u8"', true],
    ['captions in the picture', 'TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="c",INSTREAM-ID="CC1"', false],
    ['another angle', 'TYPE=VIDEO,GROUP-ID="v",NAME="v",URI="v.m3u8"', false],
  ];
  for (const [what, attributes, hasRenditions] of renditions) {
    it(`returns ${hasRenditions} as hasRenditions for ${what}`, () => {
      const tags = `#EXT-X-MEDIA:${attributes}\n#EXT-X-STREAM-INF:BANDWIDTH=1`;
      expect(read(`#EXTM3U\n${tags}\na.m3u8\n`)).to.deep.include({ hasRenditions });
    });
  }

  const dropped: [what: string, lines: string[]][] = [
    ['a URL without EXT-X-STREAM-INF', ['b.m3u8']],
    ['a second URL after EXT-X-STREAM-INF', ['#EXT-X-STREAM-INF:BANDWIDTH=1', 'a.m3u8', 'b.m3u8']],
    ['an invalid URL', ['#EXT-X-STREAM-INF:BANDWIDTH=1', 'http://[']],
  ];
  for (const [what, lines] of dropped) {
    it(`leaves out ${what}`, () => {
      const text = ['#EXTM3U', ...lines, '#EXT-X-STREAM-INF:BANDWIDTH=2  ', '', ' a.m3u8 ', ''].join('\n');
      const playlist = read(text);
      const urls = playlist.kind === 'multivariant' ? playlist.variants.map(({ url }) => url) : [];
      expect(new Set(urls)).to.deep.equal(new Set(['https://live.example/app/a.m3u8']));
    });
  }

  it('leaves out a variant without a URL', () => {
    const tag = '#EXT-X-STREAM-INF:BANDWIDTH=1';
    expect(read(`#EXTM3U\n${tag}\n${tag}\na.m3u8\n${tag}\n`)).to.have.nested.property('variants.length', 1);
  });
});
