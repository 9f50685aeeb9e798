import type { UnixMs } from '../../src/core/time/time-range.ts';

/** A request that gets no content. The sentence says why, and what the client has to change. */
export class Refusal {
  constructor(
    readonly status: 400 | 404,
    readonly sentence: string,
  ) {}
}

/** The request itself is wrong. */
export const badRequest = (sentence: string): Refusal => new Refusal(400, sentence);

/** The request is valid, but the origin has nothing to answer. */
export const notFound = (sentence: string): Refusal => new Refusal(404, sentence);

/** A sentence for people to read. */
export const textAnswer = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });

export const refusalAnswer = ({ status, sentence }: Refusal): Response => textAnswer(status, sentence);

export const jsonAnswer = (value: unknown): Response =>
  new Response(JSON.stringify(value), {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  });

/** An error page, or a login page, as CDNs and networks send it in place of any content. */
export const htmlAnswer = (status: number, title: string): Response =>
  new Response(
    `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n` +
      `<body><center><h1>${title}</h1></center><hr><center>origin</center></body>\n</html>\n`,
    { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' } },
  );

const TIMELINE_DESCRIPTIONS: ReadonlyMap<number, string> = new Map([
  [4001, 'parameter error'],
  [4002, 'stream not found'],
  [4003, 'no data'],
  [5001, 'database error'],
]);

/** A failed timeline query. Its HTTP status is 200; the `retCode` says what failed. */
export function timelineFailure(retCode: number, details?: string): Response {
  const description = TIMELINE_DESCRIPTIONS.get(retCode) ?? 'error';
  return jsonAnswer({
    retCode,
    description: details === undefined ? description : `${description}: ${details}`,
  });
}

/** The answer to the request that a browser sends before a request that is not a simple one. */
export const preflightAnswer = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '600',
    },
  });

export interface AnswerRules {
  readonly isHead: boolean;
  /** Whether pages of any origin can read the answer. */
  readonly isReadable: boolean;
}

/** Lets pages of any origin read an answer, unless the rules say no. The answer to a HEAD request loses its body. */
export function completeAnswer(answer: Response, { isHead, isReadable }: AnswerRules): Response {
  // `Response.error()`, which stands for a dropped connection, cannot carry headers.
  if (answer.type === 'error') return answer;
  const headers = new Headers(answer.headers);
  if (isReadable) headers.set('Access-Control-Allow-Origin', '*');
  if (!isHead) return new Response(answer.body, { status: answer.status, headers });
  void answer.body?.cancel();
  return new Response(null, { status: answer.status, headers });
}

/** Writes the server's time into the `Date` header. Node would write the system time there. */
export function setDate(answer: Response, now: UnixMs): Response {
  if (answer.type !== 'error' && !answer.headers.has('Date')) {
    answer.headers.set('Date', new Date(now).toUTCString());
  }
  return answer;
}
