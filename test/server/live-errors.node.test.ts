import { expect } from 'chai';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { inspect } from 'node:util';
import { systemClock } from '../../src/core/time/clock.ts';
import { stringToSign } from '../../src/server/rpc-signature.ts';
import { ManualClock } from '../manual-clock.ts';
import { rejectionOf } from '../network/failure-of.ts';
import { liveErrorOf } from './live-error-of.ts';
import { CREDENTIALS, dropped, jsonAnswer, liveStage, refusal, type Reaction } from './live-stage.ts';

const RECORD = { domainName: 'test.com', appName: 'test', streamName: 'camera', command: 'stop' } as const;

const failureOf = (reaction: Reaction) =>
  liveErrorOf(liveStage([reaction], { retries: 0 }).client.realTimeRecordCommand(RECORD));

describe('An error of the service', () => {
  const CODES = [
    [404, 'InvalidDomain.NotFound', 'Check DomainName'],
    [400, 'MissingDomainName', 'Give DomainName.'],
    [400, 'MissingAppName', 'Give AppName.'],
    [400, 'MissingStreamName', 'Give StreamName.'],
    [400, 'MissingCommand', 'Give Command.'],
    [400, 'MissingParameter', 'the message names'],
    [404, 'InvalidStream.NotFound', 'must be live now'],
    [404, 'InvalidConfig.NotFound', 'AddLiveAppRecordConfig'],
    [409, 'TaskAlreadyStarted', 'restart it'],
    [500, 'InternalServerError', 'Try again later'],
    [503, 'ServiceUnavailable', 'Try again later'],
    [400, 'Throttling', 'Call less often'],
    [400, 'Throttling.User', 'Call less often'],
    [400, 'SignatureDoesNotMatch', 'Check accessKeySecret'],
    [400, 'SignatureNonceUsed', 'a proxy'],
    [400, 'InvalidTimeStamp.Expired', "this server's clock"],
    [404, 'InvalidAccessKeyId.NotFound', 'Check accessKeyId'],
    [400, 'InvalidSecurityToken.Expired', 'new temporary credentials'],
    [403, 'Forbidden.RAM', 'Allow this user live:RealTimeRecordCommand'],
    [403, 'NoPermission', 'Allow this user live:RealTimeRecordCommand'],
    [403, 'Unheard.Of', 'Allow this user live:RealTimeRecordCommand'],
    [400, 'Unheard.Of', 'Check the parameters'],
  ] as const;
  for (const [status, code, advice] of CODES) {
    it(`has advice for ${code} (${status})`, async () => {
      const error = await failureOf(refusal(status, code, 'As the service says it'));
      expect(error).to.include({ operation: 'RealTimeRecordCommand', code, status, requestId: `of ${code}` });
      expect(error.advice).to.include(advice).and.match(/\.$/);
      expect(error.message)
        .to.match(new RegExp(`^RealTimeRecordCommand: ${code} ${status}. As the service says it. `))
        .and.include(`${error.advice} (RequestId of ${code})`);
    });
  }

  it('is recognised with a status of 200, too', async () => {
    expect((await failureOf(jsonAnswer({ Code: 'Odd', Message: 'm' }))).code).to.equal('Odd');
    const { client } = liveStage([jsonAnswer({ Code: '200', RequestId: 'r' })]);
    expect(await client.realTimeRecordCommand(RECORD)).to.deep.equal({ requestId: 'r' });
    expect((await failureOf(jsonAnswer({ Code: 'NotOK' }))).code).to.equal('NotOK');
  });

  it('is named after its class', async () => {
    expect(String(await failureOf(refusal(400, 'Odd')))).to.match(
      /^LiveApiError: RealTimeRecordCommand: Odd 400/,
    );
  });

  const UNNAMED: [status: number, code: string][] = [
    [400, 'InvalidAnswer'],
    [499, 'InvalidAnswer'],
    [500, 'InternalServerError'],
    [503, 'InternalServerError'],
  ];
  for (const [status, code] of UNNAMED) {
    it(`is ${code} for the status ${status} without a code and a message`, async () => {
      const error = await failureOf(jsonAnswer({ RequestId: 7 }, status));
      expect(error).to.include({ code, status, requestId: '7' });
      expect(error.message).to.include('The service does not say why. ');
    });
  }

  it('has a message of whole sentences, whatever the service writes', async () => {
    const error = await failureOf(jsonAnswer({ Code: 'Odd', Message: ' It is odd. ' }, 400));
    expect(error.message).to.equal(`RealTimeRecordCommand: Odd 400. It is odd. ${error.advice}`);
  });
});

describe('An answer that is not from the service', () => {
  const ANSWERS = [
    ['HTML', '<!DOCTYPE html><title>Welcome</title>', 200],
    ['HTML', '<html><title>Bad Gateway</title></html>', 502],
    ['XML', '<?xml version="1.0"?><Error><Code>Throttling</Code></Error>', 400],
    ['empty', '', 200],
    ['empty', ' \n', 302],
    ['something else', 'null', 200],
    ['something else', 'Error: <html>', 200],
    ['something else', '[]', 200],
    ['something else', '{"RequestId":"cut o', 200],
  ] as const;
  for (const [kind, body, status] of ANSWERS) {
    it(`is described as ${kind}: ${JSON.stringify(body)} (${status})`, async () => {
      const error = await failureOf(new Response(body, { status }));
      expect(error).to.include({ code: 'InvalidAnswer', status, requestId: null });
      expect(error.message)
        .to.include(`The answer is ${kind}, not the JSON`)
        .and.include('Check the endpoint');
    });
  }
});

describe('A request without an answer', () => {
  it('fails with the reason of its cause', async () => {
    const error = await failureOf(dropped());
    expect(error).to.include({ code: 'NetworkError', status: null, mayBeDone: true });
    expect(error.message).to.equal(
      'RealTimeRecordCommand: NetworkError. There was no answer: fetch failed: other side closed. ' +
        'It may have been carried out nevertheless. Check the endpoint and the connection.',
    );
  });
});

describe('The time limit of a request', () => {
  let clock: ManualClock;
  beforeEach(() => {
    clock = new ManualClock();
    mock.method(systemClock, 'delay', clock.delay);
  });
  afterEach(() => mock.restoreAll());

  /** Lets the time limit pass, to the last millisecond, and rejects as `fetch` does. */
  const late = async (signal: AbortSignal, limitMs = 30_000): Promise<never> => {
    const rejected = aborted(signal);
    await clock.advance(limitMs - 1);
    expect(signal.aborted).to.equal(false);
    await Promise.all([clock.advance(1), rejected]);
    return rejected;
  };

  const LATE: [what: string, reaction: Reaction][] = [
    ['an answer that does not begin', (_, signal) => late(signal)],
    [
      'an answer that does not end',
      (_, signal) => Promise.resolve({ ok: true, headers: new Headers(), text: () => late(signal) } as never),
    ],
  ];
  for (const [what, reaction] of LATE) {
    it(`ends the wait for ${what}`, async () => {
      const { client } = liveStage([reaction], { timeoutMs: 30_000, retries: 0 });
      const error = await liveErrorOf(client.realTimeRecordCommand(RECORD));
      expect(error).to.include({ code: 'Timeout', status: null, mayBeDone: true });
      expect(error.message).to.include('within 30 s').and.include('or set a longer timeoutMs');
    });
  }

  it('applies to each try separately', async () => {
    const reactions: Reaction[] = [LATE[0]![1], jsonAnswer({ RequestId: 'r' })];
    const { client } = liveStage(reactions, { timeoutMs: 30_000 });
    expect(await client.realTimeRecordCommand(RECORD)).to.deep.equal({ requestId: 'r' });
    expect(clock.nextWaitMs, 'nothing is left waiting').to.equal(null);
  });

  it('is 10 s by default', async () => {
    const { client } = liveStage([(_, signal) => late(signal, 10_000)], { retries: 0 });
    expect((await liveErrorOf(client.realTimeRecordCommand(RECORD))).code).to.equal('Timeout');
  });

  for (const timeoutMs of [0, 2 ** 31 - 1]) {
    it(`can be ${timeoutMs} ms`, () => {
      expect(() => liveStage([], { timeoutMs })).not.to.throw();
    });
  }

  for (const timeoutMs of [-1, NaN, Infinity, 2 ** 31]) {
    it(`cannot be ${timeoutMs} ms`, () => {
      expect(() => liveStage([], { timeoutMs })).to.throw(RangeError, `it is ${timeoutMs}`);
    });
  }
});

describe('A call that is aborted', () => {
  const reason = new Error('the viewer has left');

  it('is not sent if it was aborted before', async () => {
    const { client } = liveStage([]);
    const call = client.realTimeRecordCommand(RECORD, { signal: AbortSignal.abort(reason) });
    expect(await rejectionOf(call)).to.equal(reason);
  });

  it('is not sent if it is aborted before it is signed', async () => {
    const leaving = new AbortController();
    const { client, requests } = liveStage([jsonAnswer({})]);
    const call = client.realTimeRecordCommand(RECORD, { signal: leaving.signal });
    leaving.abort(reason);
    expect(await rejectionOf(call)).to.equal(reason);
    expect(requests).to.be.empty;
  });

  it('ends while it waits for the answer', async () => {
    const leaving = new AbortController();
    const leave: Reaction = (_, signal) => {
      queueMicrotask(() => leaving.abort(reason));
      return aborted(signal);
    };
    const { client } = liveStage([leave], { retries: 0 });
    const call = client.realTimeRecordCommand(RECORD, { signal: leaving.signal });
    expect(await rejectionOf(call)).to.equal(reason);
  });

  it('ends while it waits for the next try', async () => {
    const leaving = new AbortController();
    const delay = (_: number, signal: AbortSignal) => {
      leaving.abort(reason);
      return Promise.reject(signal.reason as Error);
    };
    const { client } = liveStage([dropped()], { delay });
    const streams = client.onlineStreams({ domainName: 'test.com' }, { signal: leaving.signal });
    expect(await rejectionOf(streams.next())).to.equal(reason);
  });
});

describe('Texts and objects of a client', () => {
  const SECRETS = Object.values(CREDENTIALS)
    .filter((value) => value !== CREDENTIALS.accessKeyId)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(encodeURIComponent(secret)),
    ]);

  const expectHidden = (text: string, signature?: string | null) => {
    for (const secret of SECRETS) expect(text).to.not.include(secret);
    if (signature) expect(text).to.not.include(signature).and.not.include(encodeURIComponent(signature));
  };

  const shown = (value: unknown) =>
    [
      String(value),
      JSON.stringify(value),
      inspect(value, { depth: null, showHidden: true, getters: true }),
      value instanceof Error ? value.stack : '',
    ].join('\n');

  it('do not contain its secrets', () => {
    const { client } = liveStage([]);
    expect(JSON.stringify(client)).to.equal('{}');
    expectHidden(shown(client));
    expectHidden(inspect(Object.entries(Object.getOwnPropertyDescriptors(client)), { depth: null }));
  });

  const repeating =
    (status: number, message: (url: URL) => string): Reaction =>
    (url) =>
      Promise.resolve(refusal(status, 'SignatureDoesNotMatch', message(url)));

  const LEAKS: { how: string; reaction: Reaction }[] = [
    {
      how: 'a dropped connection whose message contains the URL',
      reaction: (url) => Promise.reject(new TypeError(`Failed: ${url.href}`)),
    },
    {
      how: 'a failure whose cause contains the URL',
      reaction: (url) => Promise.reject(new Error('failed', { cause: new Error(url.href) })),
    },
    {
      how: 'a failure with the URL as a property',
      reaction: (url) => Promise.reject(Object.assign(new Error('failed'), { url })),
    },
    {
      how: 'an answer that repeats the string to sign',
      reaction: repeating(400, (url) => `server string to sign is:${stringToSign('GET', url.searchParams)}`),
    },
    {
      how: 'an answer that repeats the URL',
      reaction: repeating(500, (url) => `cannot serve ${url.href} now`),
    },
    {
      how: 'an answer that repeats the token',
      reaction: repeating(400, () => `The token "${CREDENTIALS.securityToken}" is malformed.`),
    },
    {
      how: 'an answer that repeats the secret',
      reaction: repeating(400, () => `The secret "${CREDENTIALS.accessKeySecret}" is wrong.`),
    },
    {
      how: 'an answer that repeats the encoded token',
      reaction: repeating(400, (url) => decodeURIComponent(url.search).replaceAll('&', ' ')),
    },
    {
      how: 'an HTML page with the URL',
      reaction: (url) => Promise.resolve(new Response(`<html>${url.href}`, { status: 502 })),
    },
  ];
  for (const { how, reaction } of LEAKS) {
    it(`do not contain secrets and signatures after ${how}`, async () => {
      const printed: unknown[] = [];
      for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
        mock.method(console, method, (...values: unknown[]) => printed.push(...values));
      }
      const { client, sent } = liveStage([reaction], { retries: 0 });
      const error = await liveErrorOf(client.realTimeRecordCommand(RECORD));
      mock.restoreAll();
      expectHidden(shown(error), sent('Signature')[0]);
      expect(printed).to.deep.equal([]);
    });
  }

  it('do not contain secrets after a request that cannot be sent', async () => {
    const { client } = liveStage([], { securityToken: 'a token \ud83d' });
    const error = await rejectionOf(client.realTimeRecordCommand(RECORD));
    expect(error).to.be.instanceOf(RangeError);
    expect(shown(error)).to.not.include('a token');
  });
});

/** Rejects as `fetch` does when its signal is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}
