import { expect } from 'chai';
import { describe, it } from 'node:test';
import { rejectionOf } from '../network/failure-of.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPlaylist, type ReadPlaylist } from './read-playlist.ts';

const T = NOW_S - 600;
const HOLE = `holes=${T + 8}-${T + 16}`;

/** Gets four segments. If there is a hole, two of them are before it and two after it. */
async function fourSegments(name: string): Promise<ReadPlaylist> {
  const query = `lhs_start=1&lhs_start_unix_s_0=${T}&lhs_vodend_unix_s_0=${T + 24}`;
  return readPlaylist(await new ClockedOrigin().get(`/live/${name}.m3u8?${query}`));
}

describe('pdt', () => {
  const CASES = { all: [1, 1, 1, 1], first: [1, 0, 0, 0], discontinuity: [1, 0, 1, 0], none: [0, 0, 0, 0] };
  for (const [pdt, expected] of Object.entries(CASES)) {
    it(`${pdt}: dates these segments, of two before and two after a hole: ${expected.join(' ')}`, async () => {
      const { segments } = await fourSegments(`camera~${HOLE}~pdt=${pdt}`);
      expect(segments.map(({ dateMs }) => (dateMs === undefined ? 0 : 1))).to.deep.equal(expected);
      segments.forEach(({ dateMs, startMs }) => expect(dateMs ?? startMs).to.equal(startMs));
    });
  }
});

describe('tags', () => {
  it('on: marks the hole', async () => {
    const { segments } = await fourSegments(`camera~${HOLE}`);
    expect(segments.map(({ isDiscontinuity }) => isDiscontinuity)).to.deep.equal([false, false, true, false]);
  });

  it('off: does not mark the hole', async () => {
    expect((await fourSegments(`camera~${HOLE}~tags=off`)).text).not.to.include('DISCONTINUITY');
  });
});

describe('holes', () => {
  it('remove every segment that they touch', async () => {
    const { segments } = await fourSegments(`camera~holes=${T + 7}-${T + 13},${T + 21}-`);
    expect(segments.map(({ startMs }) => startMs / 1000 - T)).to.deep.equal([0, 16]);
  });

  it('none: means that there are no holes', async () => {
    const origin = new ClockedOrigin();
    const path = `lhs_start=1&lhs_start_unix_s_0=${NOW_S - 86_400}&lhs_vodend_unix_s_0=${NOW_S - 3600}`;
    const lengthOf = async (name: string): Promise<number> =>
      (await readPlaylist(await origin.get(`/live/${name}.m3u8?${path}`))).segments.length;
    expect(await lengthOf('camera~holes=none')).to.equal(20_700);
    expect(await lengthOf('studio')).to.equal(20_700);
    expect(await lengthOf('camera')).to.be.below(20_700);
    expect(await lengthOf('studio~holes=default')).to.be.below(20_700);
  });

  it('can last beyond now', async () => {
    const { segments } = await readPlaylist(
      await new ClockedOrigin().get(`/live/camera~holes=${NOW_S - 60}-.m3u8`),
    );
    expect(segments.at(-1)?.startMs).to.equal((NOW_S - 64) * 1000);
  });
});

describe('segment', () => {
  const CASES = [
    { segment: 3840, extinf: '3.840', target: 4 },
    { segment: 2400, extinf: '2.400', target: 2 },
    { segment: 2520, extinf: '2.520', target: 3 },
    { segment: 10_000, extinf: '10.000', target: 10 },
  ];
  for (const { segment, extinf, target } of CASES) {
    it(`${segment}: makes segments of ${extinf} s, with a target duration of ${target} s`, async () => {
      const { text, segments, targetDurationS } = await fourSegments(`studio~segment=${segment}`);
      expect(targetDurationS).to.equal(target);
      expect(text).to.include(`#EXTINF:${extinf},\n`);
      segments.forEach(({ startMs }, index) => {
        expect(startMs % segment).to.equal(0);
        expect(startMs).to.equal(segments[0]!.startMs + index * segment);
      });
    });
  }
});

describe('The other knobs', () => {
  const live = async (knobs: string): Promise<ReadPlaylist> =>
    readPlaylist(await new ClockedOrigin().get(`/live/studio~${knobs}.m3u8`));

  it('edge: is the number of segments in the live playlist', async () => {
    expect((await live('edge=3')).segments).to.have.length(3);
  });

  it('delay: is the time until a segment is listed', async () => {
    expect((await live('delay=0')).segments.at(-1)?.startMs).to.equal((NOW_S - 4) * 1000);
    expect((await live('delay=12000')).segments.at(-1)?.startMs).to.equal((NOW_S - 16) * 1000);
  });

  it('days: is the time for which the stream has existed', async () => {
    const ask = (s: number) =>
      new ClockedOrigin().get(`/live/camera~days=0.5.m3u8?lhs_start=1&lhs_start_unix_s_0=${NOW_S - s}`);
    expect((await ask(43_000)).status).to.equal(200);
    expect((await ask(43_300)).status).to.equal(404);
  });

  for (const skewS of [7200, -7200]) {
    it(`skew=${skewS}: shifts the server's clock in all answers`, async () => {
      const name = `studio~skew=${skewS}`;
      const origin = new ClockedOrigin();
      const answer = await origin.get(`/live/${name}.m3u8`);
      expect(Date.parse(answer.headers.get('Date')!)).to.equal((NOW_S + skewS) * 1000);
      const last = (await readPlaylist(answer)).segments.at(-1);
      expect(last).to.include({ startMs: (NOW_S + skewS - 8) * 1000, dateMs: (NOW_S + skewS - 8) * 1000 });
      const times = `lhs_start_unix_s_0=${NOW_S + skewS - 60}&lhs_end_unix_s_0=${NOW_S + skewS}`;
      const timeline = await origin.get(`/openapi/timeline/query?app=live&stream=${name}&format=ts&${times}`);
      expect(await timeline.json()).to.have.nested.property('content.current', NOW_S + skewS);
    });
  }

  it('latency: delays each answer', async () => {
    const origin = new ClockedOrigin();
    let hasAnswered = false;
    const answer = origin.get('/live/studio~latency=80.m3u8').finally(() => (hasAnswered = true));
    await origin.clock.advance(79);
    expect(hasAnswered).to.equal(false);
    await origin.clock.advance(1);
    expect(hasAnswered).to.equal(true);
    expect(Date.parse((await answer).headers.get('Date')!)).to.equal(NOW_S * 1000);
  });

  it('latency: ends when the client goes away', async () => {
    const { origin, clock } = new ClockedOrigin();
    const leaving = new AbortController();
    const reason = new Error('the client is gone');
    const request = new Request('http://origin.test/live/studio~latency=80.m3u8', { signal: leaving.signal });
    const answer = rejectionOf(origin.handle(request)!);
    leaving.abort(reason);
    expect(await answer).to.equal(reason);
    expect(clock.nextWaitMs).to.equal(null);
  });

  it('apply to every stream if the origin is created with them, unless the name sets them', async () => {
    const origin = new ClockedOrigin({ edgeSegments: 2, pdt: 'none', skewMs: 3_600_000 });
    const { segments } = await readPlaylist(await origin.get('/live/studio~edge=4.m3u8'));
    expect(segments).to.have.length(4);
    expect(segments[3]).to.include({ dateMs: undefined, startMs: NOW_MS - 500 + 3_592_000 });
  });
});

describe('A knob with a wrong value', () => {
  const WRONG = [
    'skw=1',
    'skew',
    'skew=x',
    'days=0',
    'segment=3841',
    'segment=40',
    'size=1x1',
    'size=320x176',
    'variants=1',
    'variants=5',
    'variants=none',
    'audio=aac',
    'subtitles=vtt',
    'hevc=on',
    'holes=1',
    'holes=9-8',
    'holes=1-2,',
    'restart=',
    'restart=1,',
    'restart=1.5',
    'restart=1-2',
    'down=503',
    'age=0',
    'age=31',
    'encoder=soon',
    'encoder=0.01',
    'encoder=86401',
    'rounding=0',
    'rounding=0.5',
    'names=number',
    'redirect=on',
    'define=yes',
    'spaces=1',
    'shift=no',
    'vodend=off',
    'timeline=500',
    'flap=404',
    'late=-1',
    'claims=none',
    'claims=9-8',
    'cluster=1.5',
    'cache=-1',
    'cache=604801',
    'pdt=some',
    'tags=yes',
    'tags=constructor',
    'start=stop',
    'offset=start',
    'edge=0',
    'delay=-1',
    'latency=1.5',
    'bandwidth=0',
    'auth=',
    'authttl=x',
    'fail=all',
    'fail=playlist:200:all',
    'fail=segment:retcode4001:all',
    'fail=timeline:nothing:all',
    'fail=playlist:503:101%25',
    'fail=playlist:503:1:1',
    'pdt=all~pdt=none',
    'constructor=1',
    '',
  ];
  for (const knob of WRONG) {
    it(`gives 400 on all URLs, and says what is allowed: "${knob}"`, async () => {
      const name = `camera~${knob}`;
      const query = `/openapi/timeline/query?app=live&stream=${name}&format=ts`;
      for (const path of [`/live/${name}.m3u8`, `/live/${name}/${T}000.ts`, query]) {
        const answer = await new ClockedOrigin().get(path);
        expect(answer.status, path).to.equal(400);
        expect(await answer.text()).to.match(/Allowed: .+\.\n$|only once/);
      }
    });
  }
});
