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

/** A server that decodes the path first takes these for separators, and finds another path. */
const ENCODED_SEPARATOR = /%(?:2f|5c|00)/i;

type Handler = (request: Request) => Promise<Response>;

/**
 * Makes the handler for the player's `authorize` callback, which `authorizeFrom` creates. It answers `GET /sign?url=…`
 * with the signed URL as text, or with a sentence that says why the URL is not signed. The method is GET because the
 * request changes nothing, is short, and is easy to try by hand. The answer is never cached, and pages of other
 * origins cannot read it, so another site cannot get URLs signed.
 *
 * @throws RangeError for a domain that no URL can have
 */
export function authorizeHandler(options: AuthorizeHandlerOptions): Handler {
  const { domains, validForMs = 600_000, isAllowed = () => true, now = systemClock.now } = options;
  const byHost = new Map(Object.entries(domains));
  byHost.forEach((_, host) => checkHost(host));
  return async (request) => {
    if (request.method !== 'GET') return textAnswer(405, 'Use GET.', { Allow: 'GET' });
    const url = readUrl(new URL(request.url).searchParams.get('url') ?? '');
    if (!url)
      return textAnswer(400, 'Give url=, the complete http or https address to sign, without a user name.');
    const domain = byHost.get(url.host);
    if (!domain) return textAnswer(403, `URLs of ${url.host} are not signed; add it to the domains.`);
    if (!isOfApps(url, domain.apps)) {
      return textAnswer(403, 'URLs of this application are not signed; add it to the apps of the domain.');
    }
    if (!(await isAllowed(request, url))) return textAnswer(403, 'You are not allowed to watch this stream.');
    return textAnswer(200, signPlaybackUrl(url.href, { key: domain.key, expiresAt: now() + validForMs }));
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
  return apps.includes(decodePart(app)) && !ENCODED_SEPARATOR.test(pathname);
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
