import { expect } from 'chai';
import { describe, it } from 'node:test';
import type { LiveOperation } from '../../src/server/live-operations.ts';
import type { RpcParameters } from '../../src/server/rpc-signature.ts';
import { liveErrorOf } from './live-error-of.ts';
import { dropped, jsonAnswer, liveStage, refusal, type Reaction } from './live-stage.ts';

const DONE = () => jsonAnswer({ RequestId: 'done' });
const THROTTLED = () => refusal(400, 'Throttling.User');
const FAILED = () => refusal(500, 'InternalServerError');
const STARTED = () => refusal(409, 'TaskAlreadyStarted');
const QUERY = 'DescribeLiveSnapshotConfig';
const RECORD = 'RealTimeRecordCommand';

interface Passing {
  readonly why: string;
  readonly operation: LiveOperation;
  readonly parameters?: RpcParameters;
  readonly reactions: () => Reaction[];
}

const PASSING: Passing[] = [
  { why: 'a query that is throttled', operation: QUERY, reactions: () => [THROTTLED(), DONE()] },
  {
    why: 'a query that is throttled by 503',
    operation: QUERY,
    reactions: () => [refusal(503, 'Throttling'), DONE()],
  },
  { why: 'a query with a server error', operation: QUERY, reactions: () => [FAILED(), DONE()] },
  { why: 'a query that is dropped', operation: QUERY, reactions: () => [dropped(), DONE()] },
  { why: 'a query that fails at a proxy', operation: QUERY, reactions: () => [html(502), DONE()] },
  { why: 'a query with an empty answer', operation: QUERY, reactions: () => [new Response(''), DONE()] },
  {
    why: 'a query that fails three times',
    operation: QUERY,
    reactions: () => [FAILED(), dropped(), THROTTLED(), DONE()],
  },
  {
    why: 'an Add that is throttled',
    operation: 'AddLiveAppRecordConfig',
    reactions: () => [THROTTLED(), DONE()],
  },
  {
    why: 'an Add with the status 429',
    operation: 'AddLiveAppRecordConfig',
    reactions: () => [refusal(429, 'TooManyRequests'), DONE()],
  },
  {
    why: 'an Update that is dropped',
    operation: 'UpdateLiveRecordNotifyConfig',
    reactions: () => [dropped(), DONE()],
  },
  {
    why: 'a Set that gets a server error',
    operation: 'SetLiveStreamsNotifyUrlConfig',
    reactions: () => [FAILED(), DONE()],
  },
  {
    why: 'a start that is dropped',
    operation: RECORD,
    parameters: { Command: 'start' },
    reactions: () => [dropped(), DONE()],
  },
  {
    why: 'a stop that gets a server error',
    operation: RECORD,
    parameters: { Command: 'stop' },
    reactions: () => [FAILED(), DONE()],
  },
  {
    why: 'a cancel_delay that is dropped',
    operation: RECORD,
    parameters: { Command: 'cancel_delay' },
    reactions: () => [dropped(), DONE()],
  },
  {
    why: 'a restart that is throttled',
    operation: RECORD,
    parameters: { Command: 'restart' },
    reactions: () => [THROTTLED(), DONE()],
  },
];

interface Final {
  readonly why: string;
  readonly operation: LiveOperation;
  readonly parameters?: RpcParameters;
  readonly reaction: () => Reaction;
  readonly mayBeDone: boolean;
}

const FINAL: Final[] = [
  {
    why: 'a query that is refused',
    operation: QUERY,
    reaction: () => refusal(404, 'InvalidDomain.NotFound'),
    mayBeDone: false,
  },
  { why: 'a query with an error of a proxy', operation: QUERY, reaction: () => html(400), mayBeDone: false },
  {
    why: 'a query with an error code and the status 200',
    operation: QUERY,
    reaction: () => jsonAnswer({ Code: 'Odd' }),
    mayBeDone: false,
  },
  {
    why: 'a command with an error code and the status 200',
    operation: RECORD,
    parameters: { Command: 'stop' },
    reaction: () => jsonAnswer({ Code: 'Odd' }),
    mayBeDone: false,
  },
  {
    why: 'a command with an error of a proxy',
    operation: RECORD,
    parameters: { Command: 'stop' },
    reaction: () => html(400),
    mayBeDone: false,
  },
  {
    why: 'a query that is forbidden',
    operation: QUERY,
    reaction: () => refusal(403, 'Forbidden.RAM'),
    mayBeDone: false,
  },
  { why: 'an Add that is dropped', operation: 'AddLiveAppRecordConfig', reaction: dropped, mayBeDone: true },
  { why: 'an Add that gets a server error', operation: 'AddTrancodeSEI', reaction: FAILED, mayBeDone: true },
  {
    why: 'a Create that is dropped',
    operation: 'CreateLiveStreamRecordIndexFiles',
    reaction: dropped,
    mayBeDone: true,
  },
  {
    why: 'a Delete that is dropped',
    operation: 'DeleteLiveAppRecordConfig',
    reaction: dropped,
    mayBeDone: true,
  },
  {
    why: 'a restart that is dropped',
    operation: RECORD,
    parameters: { Command: 'restart' },
    reaction: dropped,
    mayBeDone: true,
  },
  {
    why: 'a restart that gets a server error',
    operation: RECORD,
    parameters: { Command: 'restart' },
    reaction: FAILED,
    mayBeDone: true,
  },
  {
    why: 'an Add that is refused',
    operation: 'AddLiveAppRecordConfig',
    reaction: () => refusal(400, 'MissingAppName'),
    mayBeDone: false,
  },
  {
    why: 'a start of a running recording',
    operation: RECORD,
    parameters: { Command: 'start' },
    reaction: STARTED,
    mayBeDone: false,
  },
];

describe('A call that fails', () => {
  for (const { why, operation, parameters, reactions } of PASSING) {
    it(`is sent again: ${why}`, async () => {
      const script = reactions();
      const { client, requests } = liveStage(script);
      expect(await client.call(operation, parameters)).to.deep.equal({ RequestId: 'done' });
      expect(requests).to.have.length(script.length);
    });
  }

  for (const { why, operation, parameters, reaction, mayBeDone } of FINAL) {
    it(`is not sent again: ${why}`, async () => {
      const { client, requests } = liveStage([reaction()]);
      const error = await liveErrorOf(client.call(operation, parameters));
      expect(error.mayBeDone).to.equal(mayBeDone);
      expect(error.message.includes('It may have been carried out nevertheless.')).to.equal(mayBeDone);
      expect(requests).to.have.length(1);
    });
  }

  it('gets a new signature with a new nonce and the current time', async () => {
    const { client, sent } = liveStage([FAILED(), dropped(), DONE()]);
    await client.call(QUERY);
    expect(new Set(sent('SignatureNonce'))).to.have.length(3);
    expect(new Set(sent('Signature'))).to.have.length(3);
    expect(sent('Timestamp')).to.deep.equal([
      '2017-06-14T09:51:14Z',
      '2017-06-14T09:51:14Z',
      '2017-06-14T09:51:15Z',
    ]);
  });

  it('waits longer before each try', async () => {
    const { client, waitsMs } = liveStage(Array.from({ length: 7 }, FAILED), { retries: 6 });
    await liveErrorOf(client.call(QUERY));
    expect(waitsMs).to.deep.equal([500, 1000, 2000, 4000, 8000, 8000]);
  });

  it('shortens each wait by up to a half, at random', async () => {
    const { client, waitsMs } = liveStage([FAILED(), FAILED(), DONE()], { random: () => 1 });
    await client.call(QUERY);
    expect(waitsMs).to.deep.equal([250, 500]);
  });

  const throttledFor = (header: string) => jsonAnswer({ Code: 'Throttling' }, 400, { 'Retry-After': header });

  it('waits as long as the service asks for', async () => {
    const reactions = [
      throttledFor('7'),
      throttledFor('Wed, 14 Jun 2017 09:51:30 GMT'),
      throttledFor('soon'),
      DONE(),
    ];
    const { client, waitsMs } = liveStage(reactions);
    await client.call(QUERY);
    expect(waitsMs).to.deep.equal([7000, 9000, 2000]);
  });

  it('does not wait longer than a minute, but tells how long the service asks for', async () => {
    const minute = liveStage([throttledFor('60'), DONE()]);
    await minute.client.call(QUERY);
    expect(minute.waitsMs).to.deep.equal([60_000]);
    const { client, waitsMs } = liveStage([throttledFor('61')]);
    expect((await liveErrorOf(client.call(QUERY))).retryAfterMs).to.equal(61_000);
    expect(waitsMs).to.deep.equal([]);
  });

  it('is given up after three more tries, with the last failure', async () => {
    const { client, requests } = liveStage([FAILED(), FAILED(), FAILED(), dropped()]);
    const error = await liveErrorOf(client.call(QUERY));
    expect([error.code, error.mayBeDone]).to.deep.equal(['NetworkError', false]);
    expect(requests).to.have.length(4);
  });

  it('is sent only once without retries', async () => {
    const { client } = liveStage([THROTTLED()], { retries: 0 });
    await liveErrorOf(client.call(QUERY));
  });
});

describe('A start whose answer was lost', () => {
  const start = { domainName: 'test.com', appName: 'test', streamName: 'camera', command: 'start' } as const;
  const LOST: { how: string; reactions: () => Reaction[] }[] = [
    { how: 'dropped', reactions: () => [dropped(), STARTED()] },
    { how: 'server error', reactions: () => [FAILED(), STARTED()] },
    { how: 'replaced by a proxy', reactions: () => [html(502), STARTED()] },
    { how: 'dropped, then throttled', reactions: () => [dropped(), THROTTLED(), STARTED()] },
  ];
  for (const { how, reactions } of LOST) {
    it(`succeeds if the recording is running: ${how}`, async () => {
      const { client } = liveStage(reactions());
      expect(await client.realTimeRecordCommand(start)).to.deep.equal({ requestId: 'of TaskAlreadyStarted' });
    });
  }

  it('fails if the first call was only throttled', async () => {
    const { client } = liveStage([THROTTLED(), STARTED()]);
    const { code, mayBeDone } = await liveErrorOf(client.realTimeRecordCommand(start));
    expect([code, mayBeDone]).to.deep.equal(['TaskAlreadyStarted', false]);
  });

  it('may have been carried out if the second call is refused', async () => {
    const { client } = liveStage([dropped(), refusal(403, 'Forbidden')]);
    expect((await liveErrorOf(client.realTimeRecordCommand(start))).mayBeDone).to.equal(true);
  });
});

function html(status: number): Response {
  return new Response('<!DOCTYPE html><title>Bad Gateway</title>', { status });
}
