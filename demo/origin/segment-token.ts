import type { UnixMs } from '../../src/core/time/time-range.ts';
import { htmlAnswer } from './answers.ts';
import { hashToUnit } from './hash-to-unit.ts';
import { APP, type Target } from './route.ts';
import type { Stream } from './stream.ts';

/**
 * Redirects a playlist to where it is answered: to a path with a token, and by the knob `redirect=host` to another
 * name of the same host.
 *
 * @returns undefined where the playlist is answered right here
 */
export function redirectPlaylist(stream: Stream, url: URL, target: Target): Response | undefined {
  const { redirect } = stream.knobs;
  if (redirect === 'off' || target.kind !== 'playlist' || target.token !== null) return undefined;
  const path = `@${newToken(stream)}/${url.pathname.slice(APP.length + 2)}${url.search}`;
  const to = new URL(path, url);
  if (redirect === 'host') to.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  // A relative reference is right also where the origin is mounted below another path, as for the chaos tests.
  const location = redirect === 'host' ? to.href : path;
  return new Response(null, { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } });
}

/** Refuses a token that has ended, or that is none of the stream's. The answer is undefined where all is well. */
export function refuseEnded(stream: Stream, url: URL, target: Target): Response | undefined {
  const { token, endedStatus } = stream.knobs;
  if (!token || !('token' in target)) return undefined;
  const isInPath = token.place === 'path' || target.kind === 'playlist';
  const given = isInPath ? target.token : url.searchParams.get('token');
  // Playlists need no token, unless they were redirected to a path with one.
  if (target.kind === 'playlist' && target.token === null) return undefined;
  if (given !== null && isValid(stream, given)) return undefined;
  return htmlAnswer(endedStatus, `${endedStatus} The token has ended`);
}

/** How a playlist writes the URLs of its segments: what comes before the folder, and the query. */
export interface TokenParts {
  readonly prefix: string;
  readonly query: string;
}

/** @param isRedirected whether the path of the playlist has a token, which the segments have then, too */
export function tokenParts(stream: Stream, isRedirected: boolean): TokenParts {
  const place = stream.knobs.token?.place;
  return {
    prefix: place === 'path' && !isRedirected ? `@${newToken(stream)}/` : '',
    query: place === 'query' ? `?token=${newToken(stream)}` : '',
  };
}

/** The end of the token, in epoch milliseconds, and its signature. */
function newToken(stream: Stream): string {
  const end = stream.now() + (stream.knobs.token?.lifetimeMs ?? 0);
  return `${end}-${signatureOf(end)}`;
}

function isValid(stream: Stream, token: string): boolean {
  const [end = '', signature] = token.split('-');
  return Number(end) > stream.now() && signature === signatureOf(Number(end));
}

const signatureOf = (end: UnixMs): string => String(Math.floor(hashToUnit(`token ${end}`) * 1e9));
