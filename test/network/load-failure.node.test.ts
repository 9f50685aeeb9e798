import { expect } from 'chai';
import { describe, it } from 'node:test';
import { retryAfterMs, statusFailure } from '../../src/network/load-failure.ts';

const NOW = Date.UTC(2026, 2, 10, 12);
const dateIn = (ms: number): string => new Date(NOW + ms).toUTCString();
const HOUR_MS = 3_600_000;

describe('retryAfterMs (case 27)', () => {
  const CASES: [what: string, headers: Record<string, string>, expected: number | null][] = [
    ['seconds', { 'Retry-After': '5' }, 5000],
    ['seconds with spaces around them', { 'Retry-After': ' 7 ' }, 7000],
    [
      'a date by the clock of the server',
      { 'Retry-After': dateIn(HOUR_MS + 9000), Date: dateIn(HOUR_MS) },
      9000,
    ],
    [
      "a date by the viewer's clock, where the page cannot read that of the server",
      { 'Retry-After': dateIn(4000) },
      4000,
    ],
    ['more than a minute', { 'Retry-After': '86400' }, 60_000],
    ['no time at all', { 'Retry-After': '0' }, null],
    ['a date that is over', { 'Retry-After': dateIn(-5000), Date: dateIn(0) }, null],
    ['a negative number', { 'Retry-After': '-3' }, null],
    ['a text', { 'Retry-After': 'soon' }, null],
    ['nothing', {}, null],
  ];
  for (const [what, headers, expected] of CASES) {
    it(`reads ${what}`, () => {
      expect(retryAfterMs(new Headers(headers), NOW)).to.equal(expected);
    });
  }
});

describe('statusFailure', () => {
  const failureOf = (status: number, headers = {}) =>
    statusFailure(new Response(null, { status, headers }), 'segment', NOW);

  it('names the wait that the server asks for (case 27)', () => {
    const { error, pauseMs } = failureOf(429, { 'Retry-After': '5' });
    expect([error.code, error.reason, pauseMs]).to.deep.equal(['network', 'busy', 5000]);
    expect(error.message).to.match(/too many requests.*429.*5 s/);
    expect(failureOf(503, { 'Retry-After': '2' }).error.message).to.match(/overloaded.*503.*2 s/);
  });

  it('tells a server that is busy from one that answers with an error', () => {
    const reasons = [429, 503, 500, 404, 403].map((status) => failureOf(status).error.reason);
    expect(reasons).to.deep.equal(['busy', 'busy', 'answer', undefined, undefined]);
  });

  it('is patient with a server that gets too many requests and does not say how long', () => {
    expect(failureOf(429).pauseMs).to.equal(2000);
    expect(failureOf(503).pauseMs).to.equal(0);
  });

  it('takes 410 for 404 (case 26)', () => {
    expect([failureOf(404), failureOf(410)].map(({ error }) => error.code)).to.deep.equal([
      'not-recorded',
      'not-recorded',
    ]);
  });
});
