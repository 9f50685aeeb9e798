import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

interface TimelineAnswer {
  readonly retCode: number;
  readonly description: string;
  readonly content?: { readonly current: number; readonly timeline?: { start: number; end: number }[] };
}

const T = NOW_S - 3600;
const times = (startS: number, endS: number): string =>
  `lhs_start_unix_s_0=${startS}&lhs_end_unix_s_0=${endS}`;
const stream = (name: string): string => `app=live&stream=${name}&format=ts`;

async function ask(query: string, origin = new ClockedOrigin()): Promise<TimelineAnswer> {
  const answer = await origin.get(`/openapi/timeline/query?${query}`);
  expect(answer.status).to.equal(200);
  expect(answer.headers.get('Content-Type')).to.equal('application/json');
  return (await answer.json()) as TimelineAnswer;
}

describe('The timeline query', () => {
  it('answers with an entry for each segment that overlaps the range, and the time', async () => {
    expect(await ask(`${stream('studio')}&${times(T + 1, T + 8)}`)).to.deep.equal({
      retCode: 0,
      description: 'success',
      content: {
        current: NOW_S,
        timeline: [
          { start: T, end: T + 4 },
          { start: T + 4, end: T + 8 },
        ],
      },
    });
  });

  it('accepts the markers and the signature of the player', async () => {
    const { retCode } = await ask(
      `${stream('studio')}&${times(T, T + 8)}&lhs_start=1&aliyunols=on&auth_key=x`,
    );
    expect(retCode).to.equal(0);
  });

  it('accepts the sample request of the reference', async () => {
    const sample = 'lhs_start_human_s_8=20171024160220&lhs_end_human_s_8=20171024160420';
    const then = Date.parse('2017-10-24T09:00:00Z');
    const origin = new ClockedOrigin();
    origin.clock.setNow(then);
    const { content } = await ask(`${stream('studio')}&${sample}`, origin);
    expect(content?.timeline?.[0]?.start).to.equal(Date.parse('2017-10-24T08:02:20Z') / 1000);
    expect(content?.timeline?.at(-1)?.end).to.equal(Date.parse('2017-10-24T08:04:20Z') / 1000);
  });

  it('leaves out holes', async () => {
    const name = `camera~holes=${T + 4}-${T + 12}`;
    const { content } = await ask(`${stream(name)}&${times(T, T + 16)}`);
    expect(content?.timeline).to.deep.equal([
      { start: T, end: T + 4 },
      { start: T + 12, end: T + 16 },
    ]);
  });

  it('ends where the live playlist ends', async () => {
    const { content } = await ask(`${stream('studio')}&${times(T, NOW_S + 3600)}`);
    expect(content?.timeline?.at(-1)?.end).to.equal(NOW_S - 4);
  });

  it('rounds segments of 3.84 s so that consecutive entries touch', async () => {
    const { content } = await ask(`${stream('studio~segment=3840')}&${times(T, T + 600)}`);
    const { timeline = [] } = content ?? {};
    expect(timeline).to.have.length(157);
    timeline.forEach(({ start, end }, index) => {
      expect(end - start).to.be.oneOf([3, 4]);
      expect(start).to.equal(timeline[index - 1]?.end ?? start);
    });
  });

  it('answers chunks of six hours that join without a gap', async () => {
    const origin = new ClockedOrigin();
    const chunkS = 6 * 3600;
    const midnightS = Math.floor(NOW_S / 86_400) * 86_400;
    for (let startS = midnightS - 86_400; startS < midnightS; startS += chunkS) {
      const { content } = await ask(`${stream('studio')}&${times(startS, startS + chunkS)}`, origin);
      const { timeline = [] } = content ?? {};
      expect(timeline).to.have.length(chunkS / 4);
      expect([timeline[0]?.start, timeline.at(-1)?.end]).to.deep.equal([startS, startS + chunkS]);
    }
  });

  it('answers for all 15 days at once', async () => {
    const { content } = await ask(`${stream('studio')}&${times(NOW_S - 16 * 86_400, NOW_S)}`);
    // The first segment began before the 15 days, and the last one is not listed yet.
    expect(content?.timeline).to.have.length(324_000 - 2);
  });
});

describe('A timeline query that is wrong or finds nothing', () => {
  const right = times(T, T + 60);
  const WRONG: readonly (readonly [why: string, query: string, retCode: number])[] = [
    ['no app', `stream=studio&format=ts&${right}`, 4001],
    ['no stream', `app=live&format=ts&${right}`, 4001],
    ['no format', `app=live&stream=studio&${right}`, 4001],
    ['another format', `app=live&stream=studio&format=flv&${right}`, 4001],
    ['two streams', `${stream('studio')}&stream=camera&${right}`, 4001],
    ['no start', `${stream('studio')}&lhs_end_unix_s_0=${T}`, 4001],
    ['no end', `${stream('studio')}&lhs_start_unix_s_0=${T}`, 4001],
    ['two starts', `${stream('studio')}&${right}&lhs_start_unix_ms_0=${T}000`, 4001],
    ['a start that is not a time', `${stream('studio')}&lhs_start_unix_s_0=soon&lhs_end_unix_s_0=${T}`, 4001],
    ['an end before the start', `${stream('studio')}&${times(T, T - 1)}`, 4001],
    ['an empty range', `${stream('studio')}&${times(T, T)}`, 4001],
    ['a vodend', `${stream('studio')}&${right}&lhs_vodend_unix_s_0=${T}`, 4001],
    ['an unknown app', `app=vod&stream=studio&format=ts&${right}`, 4002],
    ['an unknown stream', `${stream('kitchen')}&${right}`, 4002],
  ];
  for (const [why, query, retCode] of WRONG) {
    it(`gets the retCode ${retCode} for ${why}`, async () => {
      const answer = await ask(query);
      expect(answer.retCode).to.equal(retCode);
      expect(answer.description).to.be.a('string').that.is.not.empty;
      expect(answer).not.to.have.property('content');
    });
  }

  const EMPTY = [
    {
      why: 'a range in a hole',
      query: `${stream(`camera~holes=${T}-${T + 600}`)}&${times(T + 10, T + 500)}`,
    },
    { why: 'a range in the future', query: `${stream('studio')}&${times(NOW_S + 10, NOW_S + 20)}` },
    {
      why: 'a range before what is kept',
      query: `${stream('studio')}&${times(NOW_S - 2e6, NOW_S - 15 * 86_400)}`,
    },
  ];
  for (const { why, query } of EMPTY) {
    it(`gets the retCode 4003 and the time for ${why}`, async () => {
      const { retCode, content } = await ask(query);
      expect({ retCode, content }).to.deep.equal({ retCode: 4003, content: { current: NOW_S } });
    });
  }
});
