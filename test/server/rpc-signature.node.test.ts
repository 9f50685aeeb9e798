import { expect } from 'chai';
import { describe, it } from 'node:test';
import { rpcSignature, signRpcRequest, stringToSign } from '../../src/server/rpc-signature.ts';

/** The example of the reference. */
const EXAMPLE = {
  parameters: {
    Format: 'XML',
    Action: 'DescribeLiveSnapshotConfig',
    RegionId: 'cn-shanghai',
    ServiceCode: 'live',
    DomainName: 'test.com',
    AppName: 'test',
  },
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  nonce: 'c2fe8fbb-2977-4414-8d39-348d02419c1c',
  timestamp: Date.parse('2017-06-14T09:51:14Z'),
};
const EXAMPLE_SIGNATURE = '3I5a3myPjp8FXWT4rvxX5pKb/aw=';

describe('signRpcRequest', () => {
  it('makes the signature of the example in the reference', async () => {
    const url = new URL(await signRpcRequest(EXAMPLE));
    expect(url.searchParams.get('Signature')).to.equal(EXAMPLE_SIGNATURE);
    expect(url.origin + url.pathname).to.equal('https://live.aliyuncs.com/');
  });

  it('writes each parameter once, in order, and the signature at the end', async () => {
    expect(await signRpcRequest({ ...EXAMPLE, securityToken: 'a token' })).to.match(
      new RegExp(
        '^https://live\\.aliyuncs\\.com/\\?AccessKeyId=testid&Action=DescribeLiveSnapshotConfig&AppName=test' +
          '&DomainName=test\\.com&Format=XML&RegionId=cn-shanghai&SecurityToken=a%20token&ServiceCode=live' +
          '&SignatureMethod=HMAC-SHA1&SignatureNonce=c2fe8fbb-2977-4414-8d39-348d02419c1c&SignatureVersion=1\\.0' +
          '&Timestamp=2017-06-14T09%3A51%3A14Z&Version=2016-11-01&Signature=[\\w%]+$',
      ),
    );
  });

  it('requests JSON by default, and accepts numbers, booleans and dates', async () => {
    const parameters = { Action: 'A', PageNum: 1, NeedTag: true, AppName: undefined };
    const url = new URL(await signRpcRequest({ ...EXAMPLE, parameters, timestamp: new Date(999) }));
    const sent = Object.fromEntries(url.searchParams);
    expect(sent).to.include({ Format: 'JSON', PageNum: '1', NeedTag: 'true' });
    expect(sent).to.include({ Timestamp: '1970-01-01T00:00:00Z' });
    expect(sent).to.not.have.any.keys('AppName', 'SecurityToken');
  });

  it('does not let parameters replace credentials, nonce and signature', async () => {
    const parameters = { Action: 'A', AccessKeyId: 'another', SignatureNonce: 'old', Signature: 'forged' };
    const { searchParams } = new URL(await signRpcRequest({ ...EXAMPLE, parameters }));
    expect(searchParams.getAll('AccessKeyId')).to.deep.equal(['testid']);
    expect(searchParams.getAll('SignatureNonce')).to.deep.equal([EXAMPLE.nonce]);
    expect(searchParams.getAll('Signature')).to.have.length(1).and.not.include('forged');
  });

  it('makes the same signature for any endpoint', async () => {
    const endpoint = 'http://127.0.0.1:5173/openapi-rpc/';
    const url = await signRpcRequest({ ...EXAMPLE, endpoint, allowHttp: true });
    expect(url.startsWith(`${endpoint}?AccessKeyId=`)).to.equal(true);
    expect(new URL(url).searchParams.get('Signature')).to.equal(EXAMPLE_SIGNATURE);
  });

  const REFUSED = [
    { why: 'an endpoint that is not a URL', wrong: { endpoint: 'live.aliyuncs.com' } },
    { why: 'an endpoint that is not https', wrong: { endpoint: 'http://live.aliyuncs.com/' } },
    {
      why: 'an endpoint that is neither https nor http',
      wrong: { endpoint: 'ftp://live.aliyuncs.com/', allowHttp: true },
    },
    { why: 'an endpoint with a query', wrong: { endpoint: 'https://live.aliyuncs.com/?a=1' } },
    { why: 'a time that is not a number', wrong: { timestamp: NaN } },
    { why: 'one half of a surrogate pair', wrong: { parameters: { Action: 'A', AppName: 'a\ud83d' } } },
  ];
  for (const { why, wrong } of REFUSED) {
    it(`refuses ${why}`, async () => {
      const error: unknown = await signRpcRequest({ ...EXAMPLE, ...wrong }).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(RangeError);
    });
  }
});

describe('stringToSign', () => {
  it('encodes names and values twice, by RFC 3986', () => {
    const fields = Object.entries({ b: "*~'()! +/", a: '流', empty: '', Signature: 'left out' });
    expect(stringToSign('POST', fields)).to.equal(
      'POST&%2F&a%3D%25E6%25B5%2581%26b%3D%252A~%2527%2528%2529%2521%2520%252B%252F%26empty%3D',
    );
  });

  it('gives a server the same signature for the parameters of the request', async () => {
    const { searchParams } = new URL(await signRpcRequest(EXAMPLE));
    expect(await rpcSignature('GET', searchParams, 'testsecret')).to.equal(EXAMPLE_SIGNATURE);
    expect(await rpcSignature('GET', searchParams, 'another')).to.not.equal(EXAMPLE_SIGNATURE);
    expect(await rpcSignature('POST', searchParams, 'testsecret')).to.not.equal(EXAMPLE_SIGNATURE);
  });
});
