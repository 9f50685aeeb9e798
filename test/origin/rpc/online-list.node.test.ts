import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_MS } from '../clocked-origin.ts';
import { call, LIST, type Parameters } from './signed-call.ts';

const DAY_MS = 86_400_000;
const ALL = ['camera', 'studio', 'night', 'hall', 'gate'];

interface ListBody {
  readonly OnlineInfo: { readonly LiveStreamOnlineInfo: readonly Parameters[] };
  readonly PageNum: number;
  readonly PageSize: number;
  readonly TotalNum: number;
  readonly TotalPage: number;
}

async function list(parameters: Parameters = {}, origin = new ClockedOrigin()): Promise<ListBody> {
  return (await call(origin, { ...LIST, ...parameters })).json() as Promise<ListBody>;
}

const names = ({ OnlineInfo }: ListBody) =>
  OnlineInfo.LiveStreamOnlineInfo.map(({ StreamName }) => StreamName);

describe('The list of live streams', () => {
  it('contains all streams, with the fields of the reference', async () => {
    const body = await list();
    expect(names(body)).to.deep.equal(ALL);
    expect(body).to.deep.include({ PageNum: 1, PageSize: 2000, TotalNum: 5, TotalPage: 1 });
    expect(body.OnlineInfo.LiveStreamOnlineInfo[0]).to.deep.equal({
      DomainName: 'live.example',
      AppName: 'live',
      StreamName: 'camera',
      PublishTime: new Date(NOW_MS - 15 * DAY_MS).toISOString().replace(/\.\d+/, ''),
      PublishUrl: 'rtmp://push.live.example/live/camera',
      PublishDomain: 'push.live.example',
    });
  });

  it('has pages', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((PageNum) => list({ PageSize: '2', PageNum: `${PageNum}` })),
    );
    expect(pages.map(names)).to.deep.equal([ALL.slice(0, 2), ALL.slice(2, 4), ALL.slice(4), []]);
    expect(pages.map(({ TotalPage }) => TotalPage)).to.deep.equal([3, 3, 3, 3]);
  });

  const filters: [parameters: Parameters, expected: string[]][] = [
    [{ StreamName: 'a' }, ['camera', 'hall', 'gate']],
    [{ StreamName: 'a', QueryType: 'strict' }, []],
    [{ StreamName: 'hall', QueryType: 'strict' }, ['hall']],
    [{ AppName: 'vod' }, []],
    [{ AppName: 'live', StreamType: 'raw' }, ALL],
    [{ StreamType: 'trans' }, []],
    [{ StartTime: '2026-02-20T00:00:00Z', EndTime: '2026-03-01T00:00:00Z' }, ALL],
    [{ StartTime: '2026-03-01T00:00:00Z' }, []],
  ];
  for (const [parameters, expected] of filters) {
    it(`contains ${expected.join(', ') || 'no streams'} for ${JSON.stringify(parameters)}`, async () => {
      expect(names(await list(parameters))).to.deep.equal(expected);
    });
  }

  it('does not contain streams whose encoder is down', async () => {
    const holes = [{ start: NOW_MS - 1000, end: NOW_MS + 5000 }];
    expect(names(await list({}, new ClockedOrigin({ holes })))).to.be.empty;
  });
});
