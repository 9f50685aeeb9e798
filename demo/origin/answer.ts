import type { UnixMs } from '../../src/core/time/time-range.ts';
import type { Refusal } from './refusal.ts';

/** A sentence for a person. */
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

/** What a CDN puts in the place of content, whatever was asked for. */
export const htmlAnswer = (status: number, title: string): Response =>
  new Response(
    `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n` +
      `<body><center><h1>${title}</h1></center><hr><center>origin</center></body>\n</html>\n`,
    { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' } },
  );

/** Writes the server's time into the `Date` header, which Node would else take from a clock of its own. */
export function dated(answer: Response, now: UnixMs): Response {
  // What stands for a dropped connection cannot carry headers.
  if (answer.type !== 'error' && !answer.headers.has('Date')) {
    answer.headers.set('Date', new Date(now).toUTCString());
  }
  return answer;
}
