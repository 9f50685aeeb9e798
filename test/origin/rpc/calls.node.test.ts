import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_MS } from '../clocked-origin.ts';
import { call, LIST, RECORD, signedPath, type Parameters } from './signed-call.ts';

interface ErrorBody {
  readonly Code?: string;
  readonly HostId?: string;
  readonly Message?: string;
  readonly RequestId?: string;
}

/** The status and the code of an answer. */
async function verdict(answer: Response): Promise<string> {
  const { Code = 'none' } = (await answer.json()) as ErrorBody;
  return `${answer.status} ${Code}`;
}

const MINUTE_MS = 60_000;

describe('A call of the service', () => {
  it('is carried out if it is signed, and answered in JSON on request', async () => {
    const answer = await call(new ClockedOrigin(), LIST);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('Content-Type')).to.match(/^application\/json/);
  });

  it('is answered in XML by default', async () => {
    const answer = await call(new ClockedOrigin(), { ...LIST, Format: 'XML', StreamName: 'hall' });
    expect(await answer.text())
      .to.match(/^<\?xml.*<DescribeLiveStreamsOnlineListResponse>.*<StreamName>hall<\/StreamName>/)
      .and.match(/<TotalNum>1<\/TotalNum>/);
    const refused = await call(new ClockedOrigin(), { ...LIST, Format: 'XML', DomainName: '<&' });
    expect(await refused.text()).to.match(/<Error>.*<Message>The domain &lt;&amp; does not exist/);
  });

  it('is refused with a reason', async () => {
    const answer = await call(new ClockedOrigin(), { ...LIST, DomainName: 'other.example' });
    const body = (await answer.json()) as ErrorBody;
    expect(body).to.have.all.keys('Code', 'HostId', 'Message', 'RequestId');
  });

  it('is accepted only once', async () => {
    const origin = new ClockedOrigin();
    const path = await signedPath(LIST);
    expect(await verdict(await origin.get(path))).to.equal('200 none');
    expect(await verdict(await origin.get(path))).to.equal('400 SignatureNonceUsed');
  });

  it('does not use up a nonce if its signature is wrong', async () => {
    const origin = new ClockedOrigin();
    const path = await signedPath(LIST, { nonce: 'n' });
    expect(await verdict(await origin.get(`${path}A`))).to.equal('400 SignatureDoesNotMatch');
    expect(await verdict(await origin.get(path))).to.equal('200 none');
  });

  const ages: [ageMs: number, expected: string][] = [
    [14 * MINUTE_MS, '200 none'],
    [-14 * MINUTE_MS, '200 none'],
    [16 * MINUTE_MS, '400 InvalidTimeStamp.Expired'],
    [-16 * MINUTE_MS, '400 InvalidTimeStamp.Expired'],
  ];
  for (const [ageMs, expected] of ages) {
    it(`with a time stamp from ${ageMs / MINUTE_MS} minutes ago gets ${expected}`, async () => {
      const path = await signedPath(LIST, { timestamp: NOW_MS - ageMs });
      expect(await verdict(await new ClockedOrigin().get(path))).to.equal(expected);
    });
  }

  const broken: [why: string, breakPath: (path: string) => string, expected: string][] = [
    ['a changed parameter', (path) => path.replace('live.example', 'other'), '400 SignatureDoesNotMatch'],
    ['an additional parameter', (path) => `${path}&PageNum=1`, '400 SignatureDoesNotMatch'],
    ['no signature', (path) => path.replace(/&Signature=.*/, ''), '400 MissingSignature'],
    ['no nonce', (path) => path.replace(/SignatureNonce=[^&]*&/, ''), '400 MissingSignatureNonce'],
    ['another method', (path) => path.replace('HMAC-SHA1', 'HMAC-SHA256'), '400 IncompleteSignature'],
    ['another version', (path) => path.replace('2016-11-01', '2017-01-01'), '400 IncompleteSignature'],
    [
      'a wrong time stamp',
      (path) => path.replace(/Timestamp=[^&]*/, 'Timestamp=now'),
      '400 InvalidTimeStamp.Format',
    ],
  ];
  for (const [why, breakPath, expected] of broken) {
    it(`with ${why} gets ${expected}`, async () => {
      const path = breakPath(await signedPath(LIST));
      expect(await verdict(await new ClockedOrigin().get(path))).to.equal(expected);
    });
  }

  it('with other credentials is refused', async () => {
    const stranger = await signedPath(LIST, { accessKeyId: 'nobody' });
    expect(await verdict(await new ClockedOrigin().get(stranger))).to.equal(
      '404 InvalidAccessKeyId.NotFound',
    );
    const guess = await signedPath(LIST, { accessKeySecret: 'guess' });
    expect(await verdict(await new ClockedOrigin().get(guess))).to.equal('400 SignatureDoesNotMatch');
  });

  const codes: [why: string, parameters: Parameters, expected: string][] = [
    ['an unknown action', { ...LIST, Action: 'DescribeWeather' }, '404 InvalidAction.NotFound'],
    ['a list without a domain', { ...LIST, DomainName: '' }, '400 MissingDomainName'],
    ['a list of another domain', { ...LIST, DomainName: 'other.example' }, '404 InvalidDomain.NotFound'],
    ['an empty page size', { ...LIST, PageSize: '0' }, '400 InvalidParameter'],
    ['a page size that is too large', { ...LIST, PageSize: '3001' }, '400 InvalidParameter'],
    ['a page before the first', { ...LIST, PageNum: '0' }, '400 InvalidParameter'],
    ['an unknown type of stream', { ...LIST, StreamType: 'cooked' }, '400 InvalidParameter'],
    ['an unknown type of query', { ...LIST, QueryType: 'vague' }, '400 InvalidParameter'],
    [
      'more than 30 days',
      { ...LIST, StartTime: '2026-01-01T00:00:00Z', EndTime: '2026-02-01T00:00:00Z' },
      '400 InvalidParameter',
    ],
    ['a time that is not a date', { ...LIST, StartTime: 'yesterday' }, '400 InvalidParameter'],
    ['a command without a domain', { ...RECORD, DomainName: '' }, '400 MissingDomainName'],
    ['a command without an application', { ...RECORD, AppName: '' }, '400 MissingAppName'],
    ['a command without a stream', { ...RECORD, StreamName: '' }, '400 MissingStreamName'],
    ['no command', { ...RECORD, Command: '' }, '400 MissingCommand'],
    ['an unknown command', { ...RECORD, Command: 'rewind' }, '400 InvalidParameter'],
    ['another domain', { ...RECORD, DomainName: 'other.example' }, '404 InvalidDomain.NotFound'],
    ['another application', { ...RECORD, AppName: 'vod' }, '404 InvalidStream.NotFound'],
    ['an unknown stream', { ...RECORD, StreamName: 'kitchen' }, '404 InvalidStream.NotFound'],
    ['a stream that is always recorded', { ...RECORD, StreamName: 'studio' }, '404 InvalidConfig.NotFound'],
    ['a server that fails', { ...RECORD, StreamName: 'hall~fail=call:500:1' }, '500 InternalServerError'],
  ];
  for (const [why, parameters, expected] of codes) {
    it(`for ${why} gets ${expected}`, async () => {
      expect(await verdict(await call(new ClockedOrigin(), parameters))).to.equal(expected);
    });
  }

  it('to start a running recording gets 409 TaskAlreadyStarted', async () => {
    const origin = new ClockedOrigin();
    expect(await verdict(await call(origin, RECORD))).to.equal('200 none');
    expect(await verdict(await call(origin, RECORD))).to.equal('409 TaskAlreadyStarted');
    expect(await verdict(await call(origin, { ...RECORD, Command: 'stop' }))).to.equal('200 none');
    expect(await verdict(await call(origin, RECORD))).to.equal('200 none');
  });

  it('is throttled after 50 record commands in a second', async () => {
    const origin = new ClockedOrigin();
    const verdicts: string[] = [];
    for (let count = 0; count < 51; count += 1) {
      verdicts.push(await verdict(await call(origin, { ...RECORD, Command: 'stop' })));
    }
    expect(verdicts.filter((each) => each === '200 none')).to.have.length(50);
    expect(verdicts.at(-1)).to.equal('400 Throttling.User');
    await origin.clock.advance(1000);
    expect(await verdict(await call(origin, RECORD))).to.equal('200 none');
  });
});
