import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Origin } from './index.ts';

/**
 * Makes a listener for Node's http server from a handler such as the origin. If the handler does not handle a
 * request, the listener returns false and has written nothing.
 */
export function nodeListener(
  origin: Pick<Origin, 'handle'>,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const { url = '/', method = 'GET', headers } = request;
    const base = `http://${headers.host ?? 'localhost'}`;
    // The constructor of Request refuses these methods and URLs.
    if (method === 'TRACE' || method === 'CONNECT' || !URL.canParse(url, base)) return false;
    const gone = new AbortController();
    // Headers and body are left out, because no handler reads them.
    const answering = origin.handle(new Request(new URL(url, base), { method, signal: gone.signal }));
    if (!answering) return false;
    response.on('close', () => gone.abort());
    answering
      .then((answer) => send(answer, response))
      .catch((error: unknown) => {
        if (!gone.signal.aborted) reportBug(error, response);
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
  // DOM and Node declare the same class with different types.
  await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), response);
}

/** Shows a bug of the handler in the terminal and in the answer. The server keeps running. */
function reportBug(error: unknown, response: ServerResponse): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
}
