import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Origin } from './index.ts';

/**
 * Such a handler as a listener for Node's http server. It returns false, and has written nothing, where the request
 * is not for the handler.
 */
export function nodeListener(
  origin: Pick<Origin, 'handle'>,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const { url = '/', method = 'GET', headers } = request;
    const base = `http://${headers.host ?? 'localhost'}`;
    // No Request can be made of these.
    if (method === 'TRACE' || method === 'CONNECT' || !URL.canParse(url, base)) return false;
    const gone = new AbortController();
    // Without headers and body: nobody here reads either.
    const answer = origin.handle(new Request(new URL(url, base), { method, signal: gone.signal }));
    if (!answer) return false;
    response.on('close', () => gone.abort());
    answer
      .then((answered) => send(answered, response))
      .catch((error: unknown) => {
        if (!gone.signal.aborted) fail(error, response);
      });
    return true;
  };
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  if (answer.type === 'error') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (!answer.body) {
    response.end();
    return;
  }
  // DOM's and Node's types of the same class differ.
  await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), response);
}

/** A bug of the origin's: to be seen in the terminal and in the page, and not to end the server. */
function fail(error: unknown, response: ServerResponse): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
}
