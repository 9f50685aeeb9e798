import { decodePart } from '../core/service/query-string.ts';
import { systemClock } from '../core/time/clock.ts';
import type { UnixMs } from '../core/time/time-range.ts';
import { TIMELINE_PATH } from '../core/service/timeline-query.ts';
import { signPlaybackUrl } from './cdn-auth.ts';

export interface SignedDomain {
  /** The domain's primary or secondary key of CDN authentication. */
  readonly key: string;
  /** The applications whose streams may be signed for. */
  readonly apps: readonly string[];
}

export interface AuthorizeHandlerOptions {
  /** By their names as URLs have them, with a port where that is not the default one. All others are refused. */
  readonly domains: Readonly<Record<string, SignedDomain>>;
  /** How far ahead signatures expire, to which the service adds the domain's validity period. Default 10 minutes. */
  readonly validForMs?: number | undefined;
  /** The page's own check, such as of a session; what is on the list is signed for everybody without one. */
  readonly isAllowed?: ((request: Request, url: URL) => boolean | Promise<boolean>) | undefined;
  /** What time it is; default the server's clock. */
  readonly now?: (() => UnixMs) | undefined;
}

/** What separates parts of a path for a server that decodes it first, and so finds another one. */
const LEADS_ELSEWHERE = /%(?:2f|5c|00)/i;

type Handler = (request: Request) => Promise<Response>;

/**
 * Answers the player's `authorize` callback, which `authorizeFrom` makes: `GET /sign?url=…`, whose answer is the
 * signed URL as text, or a sentence that says why not. It is a GET since it changes nothing, is short, and is easy to
 * try by hand; it is never cached, and no other origin may read it, so that another site gets nothing signed.
 *
 * @throws RangeError for a domain that no URL can have
 */
export function authorizeHandler(options: AuthorizeHandlerOptions): Handler {
  const { domains, validForMs = 600_000, isAllowed = () => true, now = systemClock.now } = options;
  const byHost = new Map(Object.entries(domains));
  byHost.forEach((_, host) => checkHost(host));
  return async (request) => {
    if (request.method !== 'GET') return answer(405, 'Ask with GET.', { Allow: 'GET' });
    const url = readUrl(new URL(request.url).searchParams.get('url') ?? '');
    if (!url) return answer(400, 'Give url=, the whole http or https address to sign, without a user.');
    const domain = byHost.get(url.host);
    if (!domain) return answer(403, `Nothing is signed for ${url.host}; add it to the domains.`);
    if (!isListed(url, domain.apps)) {
      return answer(403, 'Nothing is signed for this application; add it to the apps of the domain.');
    }
    if (!(await isAllowed(request, url))) return answer(403, 'You may not watch this.');
    return answer(200, signPlaybackUrl(url.href, { key: domain.key, expiresAt: now() + validForMs }));
  };
}

function readUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : null;
}

/**
 * Whose stream a URL is of says its path, `/app/…`, or the query of the timeline. Only the path is signed, though: who
 * gets one timeline signed can ask for those of all the domain's applications.
 */
function isListed({ pathname, searchParams }: URL, apps: readonly string[]): boolean {
  if (pathname === TIMELINE_PATH) {
    const asked = searchParams.getAll('app');
    return asked.length === 1 && apps.includes(asked[0] ?? '');
  }
  const [, app = ''] = /^\/([^/]+)\/./.exec(pathname) ?? [];
  return apps.includes(decodePart(app)) && !LEADS_ELSEWHERE.test(pathname);
}

function checkHost(host: string): void {
  if (URL.canParse(`https://${host}/`) && new URL(`https://${host}/`).host === host) return;
  throw new RangeError(
    `A domain must be written as URLs have it, such as live.example.com; it is ${JSON.stringify(host)}`,
  );
}

const answer = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  });
