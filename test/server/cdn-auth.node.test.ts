import { expect } from 'chai';
import { describe, it } from 'node:test';
import { signPath, signPlaybackUrl, verifyAuthKey } from '../../src/server/cdn-auth.ts';

// Each vector was made with: printf '%s' '{path}-{ts}-{rand}-{uid}-{key}' | md5sum
const VECTORS = [
  {
    path: '/live/camera.m3u8',
    key: 'aliyuncdnexp1234',
    expiresAt: 1_444_435_200_000,
    authKey: '1444435200-0-0-73982dc0b98dea54c5523ef9a8cd15fd',
  },
  {
    path: '/live/camera~auth=k/1509000000000.ts',
    key: 'secret',
    expiresAt: 1_509_000_000_999,
    rand: '477b3bbc253f467b8def6711128c7abc',
    uid: '12',
    authKey: '1509000000-477b3bbc253f467b8def6711128c7abc-12-c95c12db33aa3ca6e3414c7dab8c5408',
  },
  {
    path: '/openapi/timeline/query',
    key: 'key with spaces',
    expiresAt: 1_767_225_600_000,
    authKey: '1767225600-0-0-69c5dfe2607e2e09487d87d53758879c',
  },
];

describe('signPath', () => {
  for (const { authKey, ...toSign } of VECTORS) {
    it(`signs ${toSign.path} as md5sum does`, () => {
      expect(signPath(toSign)).to.equal(authKey);
    });
  }

  const INVALID = [
    { why: 'a path without a slash', path: 'live/camera.m3u8' },
    { why: 'a path with a query, which is not signed', path: '/live/camera.m3u8?lhs_start=1' },
    { why: 'a rand with a hyphen', rand: '477b-3bbc' },
    { why: 'an empty uid', uid: '' },
    { why: 'a time that is not a number', expiresAt: NaN },
  ];
  for (const { why, ...wrong } of INVALID) {
    it(`refuses ${why}`, () => {
      const toSign = { path: '/live/camera.m3u8', key: 'secret', expiresAt: 1_767_225_600_000, ...wrong };
      expect(() => signPath(toSign)).to.throw(RangeError);
    });
  }
});

describe('signPlaybackUrl', () => {
  const toSign = { key: 'secret', expiresAt: 1_767_225_600_000 };
  const keyOf = (path: string) => `auth_key=${signPath({ ...toSign, path })}`;

  const SIGNED = [
    ['https://d.example/live/camera.m3u8', `https://d.example/live/camera.m3u8?KEY`],
    ['https://d.example/live/camera.m3u8?', `https://d.example/live/camera.m3u8?KEY`],
    [
      'https://d.example/live/camera.m3u8?token=a%2Bb+c==&lhs_start=1&x&é#t=1',
      `https://d.example/live/camera.m3u8?token=a%2Bb+c==&lhs_start=1&x&é&KEY#t=1`,
    ],
    [
      'https://d.example/live/camera.m3u8?auth_key=1-0-0-ab&a=1&auth%5Fkey=2',
      `https://d.example/live/camera.m3u8?a=1&KEY`,
    ],
  ] as const;
  for (const [url, signed] of SIGNED) {
    it(`keeps every other byte of ${url}`, () => {
      expect(signPlaybackUrl(url, toSign)).to.equal(signed.replace('KEY', keyOf('/live/camera.m3u8')));
    });
  }

  it('signs the path as browsers send it', () => {
    const url = 'HTTPS://D.example:443/live/./x/../a b.m3u8';
    expect(signPlaybackUrl(url, toSign)).to.equal(`${url}?${keyOf('/live/a%20b.m3u8')}`);
  });

  it('refuses a relative URL, with a message that hides the signature', () => {
    expect(() => signPlaybackUrl('/live/camera.m3u8?auth_key=1-0-0-ab', toSign))
      .to.throw(RangeError, 'absolute')
      .with.property('message')
      .that.does.not.include('1-0-0-ab');
  });
});

describe('verifyAuthKey', () => {
  const path = '/live/camera.m3u8';
  const key = 'secret';
  const expiresAt = 1_767_225_600_000;
  const authKey = signPath({ path, key, expiresAt });
  const right = { path, key, authKey, now: expiresAt - 1 };

  it('accepts the result of signPath until its very second', () => {
    expect(verifyAuthKey(right)).to.equal('valid');
    expect(verifyAuthKey({ ...right, now: expiresAt })).to.equal('valid');
  });

  const REFUSED = [
    { why: 'no key at all', wrong: { authKey: null }, verdict: 'missing' },
    { why: 'an empty key', wrong: { authKey: '' }, verdict: 'malformed' },
    {
      why: 'a key of three parts',
      wrong: { authKey: authKey.replace('-0-0-', '-0-') },
      verdict: 'malformed',
    },
    { why: 'a key after another text', wrong: { authKey: `1-0-0-${authKey}` }, verdict: 'malformed' },
    { why: 'a key before another text', wrong: { authKey: `${authKey}-0` }, verdict: 'malformed' },
    { why: 'upper-case digits', wrong: { authKey: authKey.toUpperCase() }, verdict: 'malformed' },
    { why: 'another path', wrong: { path: '/live/studio.m3u8' }, verdict: 'wrong' },
    { why: 'another secret', wrong: { key: 'public' }, verdict: 'wrong' },
    { why: 'a later time than was signed', wrong: { authKey: authKey.replace(/^1/, '2') }, verdict: 'wrong' },
    { why: 'a time in the past', wrong: { now: expiresAt + 1 }, verdict: 'expired' },
  ];
  it('finds a key wrong if any digit of its hash differs', () => {
    for (let at = authKey.length - 32; at < authKey.length; at += 1) {
      const digit = authKey[at] === '0' ? '1' : '0';
      const changed = authKey.slice(0, at) + digit + authKey.slice(at + 1);
      expect(verifyAuthKey({ ...right, authKey: changed }), `digit ${at}`).to.equal('wrong');
    }
  });

  for (const { why, wrong, verdict } of REFUSED) {
    it(`finds ${why} ${verdict}`, () => {
      expect(verifyAuthKey({ ...right, ...wrong })).to.equal(verdict);
    });
  }
});
