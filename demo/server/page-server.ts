import { systemClock, type Clock } from '../../src/core/time/clock.ts';
import { authorizeHandler, LiveApiError, LiveClient, type RecordCommand } from '../../src/server/index.ts';
import { badRequest, refusalAnswer, setDate, textAnswer } from '../origin/answers.ts';
import type { Origin } from '../origin/index.ts';
import { APP } from '../origin/route.ts';
import { ACCOUNT, DOMAIN_NAME } from '../origin/rpc/rpc-answer.ts';

type Handler = (request: Request) => Promise<Response>;

/**
 * Creates the page's own server, as the author of a page would have one. It holds the keys, calls the service for the
 * page, and signs the URLs that the player loads:
 *
 * - `GET /sign?url=&url=`: returns the URLs with a signature, one a line
 * - `GET /streams`: lists the streams that are live
 * - `POST /record?stream=&command=`: starts or stops a recording
 * - `POST /encoder?stream=&command=`: starts or stops the encoder, which stands for the people at the camera
 */
export function createPageServer(origin: Origin, clock: Clock = systemClock): Pick<Origin, 'handle'> {
  const endpoint = 'http://origin/openapi-rpc/';
  const live = new LiveClient({
    ...ACCOUNT,
    endpoint,
    // It never leaves this process.
    allowHttp: true,
    fetch: fetchFrom(origin),
    now: clock.now,
    delay: clock.delay,
  });
  const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    ['GET /sign', (request) => sign(request, origin)],
    ['GET /streams', () => listStreams(live)],
    ['POST /record', (request) => record(request, live)],
    ['POST /encoder', (request) => setEncoder(request, origin)],
  ]);
  return {
    handle(request) {
      const { pathname } = new URL(request.url);
      const handler = handlers.get(`${request.method} ${pathname}`);
      if (!handler) return null;
      return handler(request)
        .catch(failureAnswer)
        .then((answer) => setDate(answer, clock.now()));
    },
  };
}

/** A `fetch` that calls the origin in this process, without a network. */
const fetchFrom =
  (origin: Origin): typeof fetch =>
  async (input, init) => {
    const answer = await origin.handle(new Request(input, init));
    if (!answer || answer.type === 'error') throw new TypeError('fetch failed');
    return answer;
  };

/** On the origin, each stream can have a key of its own. A real domain has one key for all of its streams. */
async function sign(request: Request, origin: Origin): Promise<Response> {
  const { host, searchParams } = new URL(request.url);
  // The player asks for all URLs of one request with the same stream.
  const url = searchParams.get('url') ?? '';
  const signing = URL.canParse(url) ? origin.signing(new URL(url)) : null;
  const { key = '', validForMs, now } = signing ?? {};
  const domains = signing ? { [host]: { key, apps: [APP] } } : {};
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

function setEncoder(request: Request, origin: Origin): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const command = searchParams.get('command');
  const refusal =
    command === 'start' || command === 'stop'
      ? origin.setEncoder(searchParams.get('stream') ?? '', command)
      : badRequest('command must be start or stop.');
  return Promise.resolve(refusal ? refusalAnswer(refusal) : new Response(null, { status: 204 }));
}

/** The answer to the page when a call fails. It contains no secret. */
function failureAnswer(error: unknown): Response {
  if (error instanceof LiveApiError) return textAnswer(error.status ?? 502, error.message);
  if (error instanceof RangeError) return textAnswer(400, error.message);
  throw error;
}
