import { expect } from 'chai';
import { describe, it } from 'node:test';
import { LiveClient } from '../../src/server/live-client.ts';
import { LIVE_OPERATIONS, type LiveOperation } from '../../src/server/live-operations.ts';
import type {
  DescribeLiveStreamsOnlineListRequest,
  RealTimeRecordCommandRequest,
} from '../../src/server/live-requests.ts';
import { rpcSignature } from '../../src/server/rpc-signature.ts';
import { rejectionOf } from '../network/failure-of.ts';
import { CREDENTIALS, jsonAnswer, liveStage, STARTED_AT } from './live-stage.ts';

const RECORD = { domainName: 'test.com', appName: 'test', streamName: 'camera', command: 'start' } as const;

const fieldsOf = (url: URL | undefined) => Object.fromEntries(url?.searchParams ?? []);

describe('describeLiveStreamsOnlineList', () => {
  const ANSWER = {
    OnlineInfo: {
      LiveStreamOnlineInfo: [
        {
          DomainName: 'test.com',
          AppName: 'test',
          StreamName: 'camera',
          PublishTime: '2017-06-14T09:00:00Z',
          PublishUrl: 'rtmp://test.com/test/camera',
          PublishDomain: 'push.test.com',
        },
        { StreamName: 'bare' },
      ],
    },
    PageNum: 1,
    PageSize: 2000,
    TotalNum: 2,
    TotalPage: 1,
    RequestId: '16A96B9A',
  };

  it('sends the parameters with the names of the reference', async () => {
    const { client, requests } = liveStage([jsonAnswer(ANSWER)]);
    await client.describeLiveStreamsOnlineList({
      domainName: 'test.com',
      appName: 'test',
      streamName: 'cam',
      streamType: 'raw',
      queryType: 'fuzzy',
      startTime: new Date('2017-06-01T00:00:00.999Z'),
      endTime: new Date('2017-07-01T00:00:00.999Z'),
      pageNum: 2,
      pageSize: 3000,
    });
    const { SignatureNonce, Signature, ...fields } = fieldsOf(requests[0]);
    expect(SignatureNonce).to.match(/^[\da-f-]{36}$/);
    expect(Signature).to.equal(
      await rpcSignature('GET', requests[0]!.searchParams, CREDENTIALS.accessKeySecret),
    );
    expect(fields).to.deep.equal({
      Action: 'DescribeLiveStreamsOnlineList',
      Version: '2016-11-01',
      Format: 'JSON',
      AccessKeyId: 'testid',
      SecurityToken: CREDENTIALS.securityToken,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      Timestamp: '2017-06-14T09:51:14Z',
      DomainName: 'test.com',
      AppName: 'test',
      StreamName: 'cam',
      StreamType: 'raw',
      QueryType: 'fuzzy',
      StartTime: '2017-06-01T00:00:00Z',
      EndTime: '2017-07-01T00:00:00Z',
      PageNum: '2',
      PageSize: '3000',
    });
  });

  it('sends only the parameters that are given', async () => {
    const { client, sent } = liveStage([jsonAnswer(ANSWER)]);
    await client.describeLiveStreamsOnlineList({ domainName: 'test.com' });
    expect(['AppName', 'StartTime', 'PageNum', 'PageSize'].flatMap(sent)).to.deep.equal([
      null,
      null,
      null,
      null,
    ]);
  });

  it('reads the streams of the answer', async () => {
    const { client } = liveStage([jsonAnswer(ANSWER)]);
    expect(await client.describeLiveStreamsOnlineList({ domainName: 'test.com' })).to.deep.equal({
      onlineInfo: [
        {
          domainName: 'test.com',
          appName: 'test',
          streamName: 'camera',
          publishTime: new Date('2017-06-14T09:00:00Z'),
          publishUrl: 'rtmp://test.com/test/camera',
          publishDomain: 'push.test.com',
        },
        {
          domainName: '',
          appName: '',
          streamName: 'bare',
          publishTime: null,
          publishUrl: '',
          publishDomain: '',
        },
      ],
      pageNum: 1,
      pageSize: 2000,
      totalNum: 2,
      totalPage: 1,
      requestId: '16A96B9A',
    });
  });

  const day = (days: number) => new Date(STARTED_AT + days * 86_400_000);
  const REFUSED: { why: string; wrong: Partial<DescribeLiveStreamsOnlineListRequest>; told: string }[] = [
    { why: 'an empty domain', wrong: { domainName: '' }, told: 'domainName is missing' },
    { why: 'page 0', wrong: { pageNum: 0 }, told: 'pageNum must be a whole number from 1' },
    { why: 'a page number with a fraction', wrong: { pageNum: 1.5 }, told: 'it is 1.5' },
    {
      why: 'a page size of 0',
      wrong: { pageSize: 0 },
      told: 'pageSize must be a whole number from 1 to 3000; it is 0',
    },
    { why: 'a page size that is too large', wrong: { pageSize: 3001 }, told: 'from 1 to 3000; it is 3001' },
    { why: 'more than 30 days', wrong: { startTime: day(0), endTime: day(30.5) }, told: '0 to 30 days' },
    { why: 'an end before the start', wrong: { startTime: day(1), endTime: day(0) }, told: 'it is -1 days' },
    { why: 'an invalid date', wrong: { startTime: new Date(NaN) }, told: 'time' },
  ];
  for (const { why, wrong, told } of REFUSED) {
    it(`does not send ${why}`, async () => {
      const { client } = liveStage([]);
      const error = await rejectionOf(
        client.describeLiveStreamsOnlineList({ domainName: 'test.com', ...wrong }),
      );
      expect(error).to.be.instanceOf(RangeError).with.property('message').that.includes(told);
    });
  }
});

describe('onlineStreams', () => {
  const TOTAL = 5000;
  const page = ({ searchParams }: URL): Promise<Response> => {
    const size = Number(searchParams.get('PageSize') ?? 2000);
    const num = Number(searchParams.get('PageNum'));
    const names = Array.from({ length: TOTAL }, (_, index) => ({ StreamName: `s${index}` }));
    return Promise.resolve(
      jsonAnswer({
        OnlineInfo: { LiveStreamOnlineInfo: names.slice((num - 1) * size, num * size) },
        PageNum: num,
        PageSize: size,
        TotalNum: TOTAL,
        TotalPage: Math.ceil(TOTAL / size),
      }),
    );
  };

  for (const [pageSize, pages] of [
    [undefined, ['1', '2', '3']],
    [1000, ['1', '2', '3', '4', '5']],
  ] as const) {
    it(`yields each of ${TOTAL} streams once, from pages of ${pageSize ?? 'the default size'}`, async () => {
      const { client, sent } = liveStage(pages.map(() => page));
      const names: string[] = [];
      for await (const { streamName } of client.onlineStreams({ domainName: 'test.com', pageSize })) {
        names.push(streamName);
      }
      expect(names).to.deep.equal(Array.from({ length: TOTAL }, (_, index) => `s${index}`));
      expect(sent('PageNum')).to.deep.equal(pages);
    });
  }

  it('does not request a page that is not needed', async () => {
    const { client, requests } = liveStage([page]);
    for await (const { streamName } of client.onlineStreams({ domainName: 'test.com' })) {
      if (streamName === 's1999') break;
    }
    expect(requests).to.have.length(1);
  });

  it('ends with an error after ten thousand pages, if the service never comes to its last page', async () => {
    const endless = function* () {
      for (;;)
        yield jsonAnswer({ OnlineInfo: { LiveStreamOnlineInfo: [{ StreamName: 's' }] }, TotalPage: 1e300 });
    };
    const { client, requests } = liveStage(endless());
    let count = 0;
    let failure: unknown;
    try {
      for await (const { streamName } of client.onlineStreams({ domainName: 'test.com' }))
        count += streamName.length;
    } catch (error) {
      failure = error;
    }
    expect(String(failure)).to.equal('RangeError: The list has more than 10000 pages');
    expect([count, requests.length]).to.deep.equal([10_000, 10_000]);
  });

  it('refuses an endpoint that is not https, unless the caller allows it', () => {
    const endpoint = 'http://live.example.com/';
    expect(() => liveStage([], { endpoint })).to.throw(
      RangeError,
      /^endpoint must begin with https:; set allowHttp/,
    );
    expect(liveStage([], { endpoint, allowHttp: true }).client).to.be.instanceOf(LiveClient);
  });

  for (const answer of [{ OnlineInfo: {}, TotalPage: 7 }, { TotalPage: 7 }]) {
    it(`ends at an empty page: ${JSON.stringify(answer)}`, async () => {
      const { client } = liveStage([jsonAnswer(answer)]);
      for await (const { streamName } of client.onlineStreams({ domainName: 'test.com' })) {
        expect.fail(streamName);
      }
    });
  }
});

describe('realTimeRecordCommand', () => {
  for (const command of ['start', 'stop', 'cancel_delay', 'restart'] as const) {
    it(`sends ${command}`, async () => {
      const { client, requests } = liveStage([jsonAnswer({ RequestId: 'r' })]);
      await client.realTimeRecordCommand({ ...RECORD, command, regionId: 'cn-shanghai' });
      expect(fieldsOf(requests[0])).to.include({
        Action: 'RealTimeRecordCommand',
        DomainName: 'test.com',
        AppName: 'test',
        StreamName: 'camera',
        Command: command,
        RegionId: 'cn-shanghai',
      });
    });
  }

  it('reads a plain answer, and an answer that is wrapped in the name of the operation', async () => {
    const wrapped = { RealTimeRecordCommandResponse: { RequestId: 'wrapped' } };
    const { client } = liveStage([jsonAnswer({ RequestId: 'bare' }), jsonAnswer(wrapped)]);
    expect(await client.realTimeRecordCommand(RECORD)).to.deep.equal({ requestId: 'bare' });
    expect(await client.realTimeRecordCommand(RECORD)).to.deep.equal({ requestId: 'wrapped' });
  });

  for (const field of ['domainName', 'appName', 'streamName', 'command'] as const) {
    it(`does not send a request without ${field}`, async () => {
      const { client } = liveStage([]);
      const request = { ...RECORD, [field]: '' } as RealTimeRecordCommandRequest;
      expect(await rejectionOf(client.realTimeRecordCommand(request)))
        .to.be.instanceOf(RangeError)
        .with.property('message')
        .that.includes(field);
    });
  }

  it('does not send an unknown command', async () => {
    const { client } = liveStage([]);
    const request = { ...RECORD, command: 'pause' } as unknown as RealTimeRecordCommandRequest;
    expect(await rejectionOf(client.realTimeRecordCommand(request)))
      .to.be.instanceOf(RangeError)
      .with.property('message')
      .that.includes('start, stop, cancel_delay, restart');
  });
});

describe('call', () => {
  it('calls all operations of the reference, and returns answers unchanged', async () => {
    const answer = { RequestId: 'r', LiveAppRecordList: { LiveAppRecord: [{ AppName: 'test' }] } };
    const { client, sent } = liveStage(LIVE_OPERATIONS.map(() => jsonAnswer(answer)));
    for (const operation of LIVE_OPERATIONS) {
      expect(await client.call(operation, { DomainName: 'test.com' })).to.deep.equal(answer);
    }
    expect(sent('Action')).to.deep.equal([...LIVE_OPERATIONS]);
    expect(new Set(sent('SignatureNonce'))).to.have.length(LIVE_OPERATIONS.length);
  });

  it('always requests JSON', async () => {
    const { client, requests } = liveStage([jsonAnswer({})]);
    await client.call('DescribeLiveSnapshotConfig', { Format: 'XML', Action: 'Another' });
    expect(fieldsOf(requests[0])).to.include({ Format: 'JSON', Action: 'DescribeLiveSnapshotConfig' });
  });

  for (const name of ['describeLiveSnapshotConfig', 'DeleteEverything', 'constructor', '']) {
    it(`does not send the unknown operation "${name}"`, async () => {
      const { client } = liveStage([]);
      expect(await rejectionOf(client.call(name as LiveOperation)))
        .to.be.instanceOf(RangeError)
        .with.property('message')
        .that.includes('LIVE_OPERATIONS');
    });
  }
});

describe('LiveClient', () => {
  it('calls the service at its endpoint', async () => {
    const here = liveStage([jsonAnswer({})]);
    await here.client.call('DescribeLiveSnapshotConfig');
    expect(here.requests[0]!.origin).to.equal('https://live.aliyuncs.com');
    const there = liveStage([jsonAnswer({})], {
      endpoint: 'http://127.0.0.1:5173/openapi-rpc/',
      allowHttp: true,
    });
    await there.client.call('DescribeLiveSnapshotConfig');
    expect(there.requests[0]!.pathname).to.equal('/openapi-rpc/');
  });

  it('cannot be created without credentials', () => {
    const options = { accessKeyId: 'testid', accessKeySecret: undefined as unknown as string };
    expect(() => new LiveClient(options)).to.throw(RangeError, 'accessKeySecret is missing');
  });
});
