import { expect } from 'chai';
import { addEntries, logEntryOf, logText, type ResourceTiming } from '../../demo/page/log-entry.ts';

const ORIGIN_MS = Date.UTC(2026, 10, 21, 14, 0, 0);

const entryOf = (changes: Partial<ResourceTiming>) =>
  logEntryOf(
    {
      name: 'https://d/a/s.m3u8',
      initiatorType: 'fetch',
      startTime: 1500,
      duration: 12.3,
      responseStatus: 200,
      encodedBodySize: 1234,
      transferSize: 1534,
      ...changes,
    },
    ORIGIN_MS,
  );

describe('an entry of the request log', () => {
  it('has the time, duration, status and size of a request', () => {
    const { id, ...entry } = entryOf({})!;
    expect(id).to.be.a('number');
    expect(entry).to.deep.equal({
      kind: 'playlist',
      at: ORIGIN_MS + 1500,
      status: 200,
      durationMs: 12.3,
      bytes: 1234,
      isFromCache: false,
      url: 'https://d/a/s.m3u8',
    });
  });

  const kinds: [url: string, kind: string][] = [
    ['https://d/a/s.m3u8?lhs_start=1', 'playlist'],
    ['https://d/a/s/1795269930000.ts', 'segment'],
    ['https://d/a/s-1.ts?auth_key=1-0-0-a', 'segment'],
    ['https://d/a/init.mp4', 'segment'],
    ['https://d/a/1.m4s', 'segment'],
    ['https://d/openapi/timeline/query?app=a&stream=s.m3u8', 'timeline'],
  ];
  for (const [name, kind] of kinds) {
    it(`recognises ${name} as a ${kind}`, () => expect(entryOf({ name })?.kind).to.equal(kind));
  }

  const others: Partial<ResourceTiming>[] = [
    { name: 'http://page/main.ts', initiatorType: 'script' },
    { name: 'http://page/page/draft.ts', initiatorType: 'other' },
    { name: 'http://page/sign?url=http%3A%2F%2Fpage%2Fa%2Fs.m3u8' },
    { name: 'http://page/page.css', initiatorType: 'link' },
  ];
  for (const other of others) {
    it(`is not made for ${other.name} (${other.initiatorType ?? 'fetch'})`, () =>
      expect(entryOf(other)).to.be.null);
  }

  it('has null for what the browser does not tell about other origins', () => {
    expect(entryOf({ responseStatus: 0, encodedBodySize: 0, transferSize: 0 })).to.include({
      status: null,
      bytes: null,
      isFromCache: false,
    });
  });

  it('recognises an answer from the cache', () =>
    expect(entryOf({ transferSize: 0 })?.isFromCache).to.be.true);

  it('does not contain a signature', () => {
    expect(entryOf({ name: 'https://d/a/s.m3u8?auth_key=1-0-0-abc&x=1' })?.url).to.equal(
      'https://d/a/s.m3u8?auth_key=…&x=1',
    );
  });

  it('has a unique number', () => expect(entryOf({})?.id).to.not.equal(entryOf({})?.id));

  it('is placed by the time of its request, and the oldest entries are dropped', () => {
    const [first, second, third] = [
      entryOf({ startTime: 1 })!,
      entryOf({ startTime: 2 })!,
      entryOf({ startTime: 3 })!,
    ];
    expect(addEntries([third, first], [second], 9)).to.deep.equal([third, second, first]);
    expect(addEntries([third, first], [second], 2)).to.deep.equal([third, second]);
  });

  it('is copied as a row with tabs', () => {
    expect(logText([entryOf({ responseStatus: 0 })!])).to.equal(
      'time\tkind\tstatus\tduration ms\tbytes\turl\n' +
        '2026-11-21T14:00:01.500Z\tplaylist\t\t12\t1234\thttps://d/a/s.m3u8',
    );
  });
});
