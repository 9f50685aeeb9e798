import { systemClock, type Clock } from '../../src/core/time/clock.ts';
import { authorizeHandler, LiveApiError, LiveClient, type RecordCommand } from '../../src/server/index.ts';
import { dated, textAnswer } from '../origin/answer.ts';
import type { Origin } from '../origin/index.ts';
import { APP } from '../origin/route.ts';
import { ACCOUNT, DOMAIN_NAME } from '../origin/rpc/account.ts';

type Handler = (request: Request) => Promise<Response>;

/**
 * The page's own server: it holds the keys, calls the service for the page, and signs what the player loads.
 *
 * - `GET /sign?url=`: the URL, signed
 * - `GET /streams`: what is live
 * - `POST /record?stream=&command=`: starts and stops recordings
 */
export function createPageServer(origin: Origin, clock: Clock = systemClock): Pick<Origin, 'handle'> {
  const endpoint = 'http://origin/openapi-rpc/';
  const live = new LiveClient({
    ...ACCOUNT,
    endpoint,
    fetch: fetchFrom(origin),
    now: clock.now,
    delay: clock.delay,
  });
  const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    ['GET /sign', (request) => sign(request, origin)],
    ['GET /streams', () => listStreams(live)],
    ['POST /record', (request) => record(request, live)],
  ]);
  return {
    handle(request) {
      const { pathname } = new URL(request.url);
      const handler = handlers.get(`${request.method} ${pathname}`);
      if (!handler) return null;
      return handler(request)
        .catch(failureAnswer)
        .then((answer) => dated(answer, clock.now()));
    },
  };
}

/** Calls what runs in this very process, for which there need be no network. */
const fetchFrom =
  (origin: Origin): typeof fetch =>
  async (input, init) => {
    const answer = await origin.handle(new Request(input, init));
    if (!answer || answer.type === 'error') throw new TypeError('fetch failed');
    return answer;
  };

/** On the origin each stream may have a key of its own, unlike on a real domain. */
async function sign(request: Request, origin: Origin): Promise<Response> {
  const asked = new URL(request.url);
  const url = asked.searchParams.get('url') ?? '';
  const signing = URL.canParse(url) ? origin.signing(new URL(url)) : null;
  const { key = '', validForMs, now } = signing ?? {};
  const domains = signing ? { [asked.host]: { key, apps: [APP] } } : {};
  return authorizeHandler({ domains, validForMs, now })(request);
}

async function listStreams(live: LiveClient): Promise<Response> {
  const names: string[] = [];
  for await (const { streamName } of live.onlineStreams({ domainName: DOMAIN_NAME, appName: APP })) {
    names.push(streamName);
  }
  return Response.json(names, { headers: { 'Cache-Control': 'no-store' } });
}

async function record(request: Request, live: LiveClient): Promise<Response> {
  const { searchParams } = new URL(request.url);
  await live.realTimeRecordCommand({
    domainName: DOMAIN_NAME,
    appName: APP,
    streamName: searchParams.get('stream') ?? '',
    command: (searchParams.get('command') ?? '') as RecordCommand,
  });
  return new Response(null, { status: 204 });
}

/** A sentence for the page, which holds no secret. */
function failureAnswer(error: unknown): Response {
  if (error instanceof LiveApiError) return textAnswer(error.status ?? 502, error.message);
  if (error instanceof RangeError) return textAnswer(400, error.message);
  throw error;
}
