import { expect } from 'chai';
import { describe, it } from 'node:test';
import {
  TimeShiftError,
  windowAt,
  type MediaPlaylist,
  type TimedSegment,
  type UnixMs,
} from '../../src/core/index.ts';
import { SegmentRenewal } from '../../src/streaming/segment-renewal.ts';
import { rejectionOf } from '../network/failure-of.ts';
import { ManualClock } from '../manual-clock.ts';
import { datedSegment } from './dated-segment.ts';

const NEVER = new AbortController().signal;
/** The start of a window. */
const W = Date.parse('2026-03-10T12:00:00Z');
const HOST = 'https://live.example';

type Lister = (token: number) => TimedSegment[];

/** Three segments with a token in the query, or wherever `url` says. */
const three =
  (url = (token: number, name: string) => `${HOST}/a/${name}?token=${token}`, more = {}): Lister =>
  (token) =>
    [0, 1, 2].map((index) => datedSegment(W + index * 4000, url(token, `${index}.ts`), more));

interface Stage {
  readonly list: Lister;
  readonly live?: Lister;
  readonly now?: UnixMs;
  readonly isKept?: boolean;
}

function stage({ list, live, now = W + 3_600_000, isKept = false }: Stage) {
  const clock = new ManualClock(now);
  const reads: string[] = [];
  let token = 1;
  const first = list(token);
  const settled = new Map<string, MediaPlaylist>();
  const playlist = { kind: 'media', targetDurationMs: 4000, mediaSequence: 0, isEnded: true } as const;
  if (isKept) settled.set(`${W} `, { ...playlist, segments: first });
  const loader = {
    settled,
    cache: 'default' as RequestCache,
    load: async () => {
      await Promise.resolve();
      const isRead = settled.size === 0;
      if (isRead) reads.push(loader.cache);
      return { segments: isRead ? list((token += 1)) : first, completeUntil: W };
    },
    loadLive: () => {
      reads.push('live');
      if (!live) return Promise.reject(new TimeShiftError('not-recorded', 'Nothing is live.'));
      return Promise.resolve({ segments: live((token += 1)), targetDurationMs: 4000 });
    },
  };
  const renewal = new SegmentRenewal({
    loader,
    clock,
    serverNow: () => now,
    segments: () => (isKept ? [] : first),
    variant: () => null,
    windowAt,
  });
  return { renewal, clock, reads, first };
}

describe('SegmentRenewal (case 26)', () => {
  const PLACES: [where: string, url: (token: number, name: string) => string][] = [
    ['the query', (token, name) => `${HOST}/a/${name}?token=${token}`],
    ['the path', (token, name) => `${HOST}/t${token}/a/${name}`],
    ['the host', (token, name) => `https://edge${token}.example/a/${name}`],
    ['the name', (token, name) => `${HOST}/a/${token}-${name}`],
    ['one script for all', (token, name) => `${HOST}/get.php?file=${name}&token=${token}`],
  ];
  for (const [where, url] of PLACES) {
    it(`finds the same segment where what changes is in ${where}, and all others of the window`, async () => {
      const { renewal, reads } = stage({ list: three(url) });
      const [zeroth, last] = [url(1, '0.ts'), url(1, '2.ts')];
      expect(renewal.newest(zeroth)).to.equal(zeroth);
      expect(await renewal.renew(zeroth, zeroth, NEVER)).to.equal(url(2, '0.ts'));
      expect(await renewal.renew(last, last, NEVER)).to.equal(url(2, '2.ts'));
      expect([renewal.newest(zeroth), reads]).to.deep.equal([url(2, '0.ts'), ['reload']]);
    });
  }

  it('finds it by its name where times are estimates', async () => {
    const list: Lister = (token) =>
      [0, 1, 2].map((index) =>
        datedSegment(W + index * 4000 + token * 3000, `${HOST}/a/${index}.ts?t=${token}`, {
          isEstimated: true,
        }),
      );
    const { renewal, first } = stage({ list });
    const { url } = first[1]!;
    expect(await renewal.renew(url, url, NEVER)).to.equal(`${HOST}/a/1.ts?t=2`);
  });

  it('does not take a segment of another time for it, whose name is the same', async () => {
    const list: Lister = (token) => [datedSegment(W + (token - 1) * 60_000, `${HOST}/a/0.ts?t=${token}`)];
    const { renewal, first } = stage({ list });
    const { url } = first[0]!;
    expect(await renewal.renew(url, url, NEVER)).to.equal(null);
  });

  it('finds keys and maps that have ended', async () => {
    const tag = (name: string, token: number) =>
      `#EXT-X-${name}:METHOD=AES-128,URI="${HOST}/k?t=${token}",IV=0x1`;
    const list: Lister = (token) => [
      datedSegment(W, `${HOST}/a/0.ts`, {
        keys: [{ format: 'identity', tag: tag('KEY', token) }],
        map: { tag: `#EXT-X-MAP:URI="${HOST}/m?t=${token}"`, keys: [] },
      }),
    ];
    const { renewal } = stage({ list });
    const [key, map] = [`${HOST}/k?t=1`, `${HOST}/m?t=1`];
    expect(await renewal.renew(key, key, NEVER)).to.equal(`${HOST}/k?t=2`);
    expect(renewal.newest(map)).to.equal(`${HOST}/m?t=2`);
  });

  it('reads the window once for all that are refused at the same time, and again only after 5 s', async () => {
    const { renewal, clock, reads, first } = stage({ list: three() });
    const renew = ({ url }: TimedSegment) => renewal.renew(url, renewal.newest(url), NEVER);
    const renewed = await Promise.all(first.map(renew));
    expect([reads.length, renewed.every((url) => url?.endsWith('token=2'))]).to.deep.equal([1, true]);
    await clock.advance(4999);
    expect([await renew(first[0]!), reads.length]).to.deep.equal([null, 1]);
    await clock.advance(1);
    expect(await renew(first[0]!)).to.match(/token=3$/);
    expect(reads.length).to.equal(2);
  });

  it('reads the window for the next one that is refused where a seek has aborted the first', async () => {
    const seek = new AbortController();
    const list: Lister = (token) => {
      if (token === 2) seek.abort();
      seek.signal.throwIfAborted();
      return three()(token);
    };
    const lists: Lister[] = [three(), list, three()];
    const { renewal, first } = stage({ list: (token) => lists[token - 1]!(token) });
    const { url } = first[0]!;
    const reason = await rejectionOf(renewal.renew(url, url, seek.signal));
    expect(reason).to.have.property('name', 'AbortError');
    expect(await renewal.renew(url, url, NEVER)).to.match(/0\.ts\?token=3$/);
  });

  it('finds a segment of a window that is kept and not in use', async () => {
    const { renewal, first, reads } = stage({ list: three(), isKept: true });
    const { url } = first[0]!;
    expect(await renewal.renew(url, url, NEVER)).to.match(/0\.ts\?token=2$/);
    expect(reads).to.deep.equal(['reload']);
  });

  it('looks for a young segment in the live playlist first, and then in its window', async () => {
    const now = W + 20_000;
    const live = stage({ list: three(), live: three(), now });
    const { url } = live.first[0]!;
    expect(await live.renewal.renew(url, url, NEVER)).to.match(/token=2$/);
    expect(live.reads).to.deep.equal(['live']);
    const gone = stage({ list: three(), now });
    expect(await gone.renewal.renew(url, url, NEVER)).to.match(/token=2$/);
    expect(gone.reads).to.deep.equal(['live', 'reload']);
  });

  it('finds nothing for a URL that no playlist has', async () => {
    const { renewal, reads } = stage({ list: three() });
    expect([await renewal.renew(`${HOST}/x.ts`, `${HOST}/x.ts`, NEVER), reads]).to.deep.equal([null, []]);
  });
});
