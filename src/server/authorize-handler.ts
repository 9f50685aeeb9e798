import { decodePart } from '../core/service/query-string.ts';
import { systemClock } from '../core/time/clock.ts';
import type { UnixMs } from '../core/time/time-range.ts';
import { TIMELINE_PATH } from '../core/service/timeline-query.ts';
import { signPlaybackUrl } from './cdn-auth.ts';

export interface SignedDomain {
  /** The domain's primary or secondary key of CDN authentication. */
  readonly key: string;
  /** The applications whose URLs are signed. */
  readonly apps: readonly string[];
}

export interface AuthorizeHandlerOptions {
  /** The domains by host, as URLs have it: with a port unless it is the default one. All others are refused. */
  readonly domains: Readonly<Record<string, SignedDomain>>;
  /** How long signatures are valid, to which the service adds the domain's validity period; default 10 minutes. */
  readonly validForMs?: number | undefined;
  /** The page's own check, for instance of a session. Without one, everybody gets URLs of the domains signed. */
  readonly isAllowed?: ((request: Request, url: URL) => boolean | Promise<boolean>) | undefined;
  /** Returns the current time; default the server's clock. */
  readonly now?: (() => UnixMs) | undefined;
}

/** The URLs that one request may give. */
const MOST_URLS = 50;

/** A part of a path that some server takes for more: for a separator, or for the way up. */
const AMBIGUOUS = /[%/\\]|\p{Control}|^\.{1,2}(?:;|$)/u;

type Handler = (request: Request) => Promise<Response>;

/**
 * Makes the handler for the player's `authorize` callback, which `authorizeFrom` creates. It answers
 * `GET /sign?url=…&url=…` with the signed URLs as text, one a line and in their order, or with a sentence that says why
 * one of them is not signed. The method is GET because the request changes nothing, is short, and is easy to try by
 * hand. The answer is never cached, and pages of other origins cannot read it, so another site cannot get URLs signed.
 *
 * @throws RangeError for a domain that no URL can have
 */
export function authorizeHandler(options: AuthorizeHandlerOptions): Handler {
  const { domains, validForMs = 600_000, isAllowed = () => true, now = systemClock.now } = options;
  const byHost = new Map(Object.entries(domains));
  byHost.forEach((_, host) => checkHost(host));
  const sign = async (text: string, request: Request): Promise<string | Response> => {
    const url = readUrl(text);
    if (!url)
      return textAnswer(400, 'Give url=, the complete http or https address to sign, without a user name.');
    const domain = byHost.get(url.host);
    if (!domain) return textAnswer(403, `URLs of ${url.host} are not signed; add it to the domains.`);
    if (!isOfApps(url, domain.apps)) {
      return textAnswer(403, 'URLs of this application are not signed; add it to the apps of the domain.');
    }
    if (!(await isAllowed(request, url))) return textAnswer(403, 'You are not allowed to watch this stream.');
    return signPlaybackUrl(url.href, { key: domain.key, expiresAt: now() + validForMs });
  };
  return async (request) => {
    if (request.method !== 'GET') return textAnswer(405, 'Use GET.', { Allow: 'GET' });
    const urls = new URL(request.url).searchParams.getAll('url');
    if (urls.length > MOST_URLS) return textAnswer(400, `Give at most ${MOST_URLS} URLs.`);
    const lines: string[] = [];
    // One is always asked for, so that a request without a URL gets to know what to give.
    for (const text of urls.length > 0 ? urls : ['']) {
      const signed = await sign(text, request);
      if (typeof signed !== 'string') return signed;
      lines.push(signed);
    }
    return textAnswer(200, lines.join('\n'));
  };
}

function readUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : null;
}

/**
 * Whether a URL belongs to one of the applications. The application is in the path, `/app/…`, or in the query of the
 * timeline. Note that only the path is signed: whoever gets the timeline of one application signed can query the
 * timelines of all applications of the domain.
 */
function isOfApps({ pathname, searchParams }: URL, apps: readonly string[]): boolean {
  if (pathname === TIMELINE_PATH) {
    const given = searchParams.getAll('app');
    return given.length === 1 && apps.includes(given[0] ?? '');
  }
  const [, app = ''] = /^\/([^/]+)\/./.exec(pathname) ?? [];
  return apps.includes(decodePart(app)) && pathname.split('/').every(isPlain);
}

/**
 * Whether every server finds the same in a part of a path. Servers differ: some decode it twice (`%252e%252e`), some
 * accept UTF-8 that is longer than it need be (`%c0%ae`), some cut off what follows a semicolon (`..;`).
 */
function isPlain(part: string): boolean {
  try {
    return !AMBIGUOUS.test(decodeURIComponent(part));
  } catch {
    return false;
  }
}

function checkHost(host: string): void {
  if (URL.canParse(`https://${host}/`) && new URL(`https://${host}/`).host === host) return;
  throw new RangeError(
    `A domain must be written as URLs have it, such as live.example.com; it is ${JSON.stringify(host)}`,
  );
}

const textAnswer = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  });
