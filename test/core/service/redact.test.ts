import { expect } from 'chai';
import fc from 'fast-check';
import { redact } from '../../../src/core/service/redact.ts';
import { TimeShiftError } from '../../../src/core/service/time-shift-error.ts';

describe('redact', () => {
  const hidden: [text: string, shown: string][] = [
    ['https://d/a/s.m3u8?auth_key=1502280113-0-0-4f2a', 'https://d/a/s.m3u8?auth_key=…'],
    ['/a/s.m3u8?a=1&auth_key=1-0-0-ab%2Bc&b=%2F', '/a/s.m3u8?a=1&auth_key=…&b=%2F'],
    ['?auth_key=1-0-0-abc#t=10', '?auth_key=…#t=10'],
    ['GET https://d/s.m3u8?auth_key=abc gave 403', 'GET https://d/s.m3u8?auth_key=… gave 403'],
    ['cannot load "https://d/s.m3u8?auth_key=abc".', 'cannot load "https://d/s.m3u8?auth_key=…".'],
    ["'?auth_key=abc' <?auth_key=def>", "'?auth_key=…' <?auth_key=…>"],
    ['first ?auth_key=a&token=b\nthen ?auth_key=c', 'first ?auth_key=…&token=…\nthen ?auth_key=…'],
    ['?AUTH_KEY=abc&Token=def', '?AUTH_KEY=…&Token=…'],
    ['?auth_key=a=b==&c=d', '?auth_key=…&c=d'],
    ['?auth_key=', '?auth_key=…'],
    ['auth_key=abc', 'auth_key=…'],
  ];
  for (const [text, shown] of hidden) {
    it(`turns ${JSON.stringify(text)} into ${JSON.stringify(shown)}`, () =>
      expect(redact(text)).to.equal(shown));
  }

  const secrets =
    'auth_key sign signature Signature token access_token SecurityToken security_token AccessKeyId secret';
  for (const name of secrets.split(' ')) {
    it(`hides the value of ${name}`, () => {
      expect(redact(`https://d/s.m3u8?a=1&${name}=1-0-0-abc&b=2`)).to.equal(
        `https://d/s.m3u8?a=1&${name}=…&b=2`,
      );
    });
  }

  const untouched = [
    '',
    'nothing secret here',
    'https://d/app/stream.m3u8?lhs_start=1&aliyunols=on&lhs_start_unix_s_0=1502280113',
    '?design=1&tokens=2&mysecret_no=3&signal=4',
    'the auth_key is missing; sign in and send a token',
  ];
  for (const text of untouched) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => expect(redact(text)).to.equal(text));
  }

  it('hides any value, and changes nothing the second time', () => {
    const value = fc.string({ unit: fc.constantFrom(...Array.from('aZ09-_.~%+/=:,;!?()[]é')), minLength: 1 });
    fc.assert(
      fc.property(value, (secret) => {
        const shown = redact(`GET https://d/s.m3u8?auth_key=${secret}&x=1 failed`);
        expect(shown).to.equal('GET https://d/s.m3u8?auth_key=…&x=1 failed');
        expect(redact(shown)).to.equal(shown);
      }),
    );
  });

  it('hides values in a URL that is itself the value of a parameter', () => {
    const nested = encodeURIComponent('https://d/s.m3u8?auth_key=1-0-0-abc');
    expect(redact(`https://proxy/?url=${nested}&x=1`))
      .to.contain('&x=1')
      .and.not.contain('abc');
  });

  it('leaves the name and the code of a TimeShiftError as they are', () => {
    const cause = new Error('cause');
    const error = new TimeShiftError('network', 'It did not answer.', { cause });
    expect(error).to.include({ name: 'TimeShiftError', code: 'network', cause });
  });

  it('is applied to the message of every TimeShiftError', () => {
    const { message } = new TimeShiftError('network', 'https://d/s.m3u8?auth_key=1-0-0-abc did not answer.');
    expect(message).to.equal('https://d/s.m3u8?auth_key=… did not answer.');
  });
});
