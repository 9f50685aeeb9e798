import type { UnixMs } from '../core/time/time-range.ts';
import type { LiveOperation } from './live-operations.ts';
import type { LiveFailure } from './retry-policy.ts';

/** An answer of the service, with the names of its reference. */
export type LiveAnswer = Readonly<Record<string, unknown>>;

export type LiveOutcome =
  | { readonly ok: true; readonly answer: LiveAnswer }
  | { readonly ok: false; readonly failure: LiveFailure };

/** The codes of answers without an error. Some answers have one. */
const SUCCESS = /^(?:200|ok|success)$/i;

/** Reads an answer completely. Newer services wrap their answers in the name of the operation. */
export async function readAnswer(
  operation: LiveOperation,
  response: Response,
  now: UnixMs,
): Promise<LiveOutcome> {
  const { ok, status, headers } = response;
  const retryAfterMs = readRetryAfter(headers.get('Retry-After'), now);
  const text = await response.text();
  const body = parseObject(text);
  if (!body) {
    const reason = `The answer is ${kindOf(text)}, not the JSON that was requested.`;
    return failed({ code: 'InvalidAnswer', status, reason, requestId: null, retryAfterMs });
  }
  const wrapped = body[`${operation}Response`];
  const answer = isObject(wrapped) ? wrapped : body;
  const code = textOf(answer.Code);
  if (ok && (code === null || SUCCESS.test(code))) return { ok: true, answer };
  return failed({
    code: code ?? (status >= 500 ? 'InternalServerError' : 'InvalidAnswer'),
    status,
    reason: sentence(textOf(answer.Message) ?? 'The service does not say why.'),
    requestId: textOf(answer.RequestId),
    retryAfterMs,
  });
}

export const failed = (failure: LiveFailure): LiveOutcome => ({ ok: false, failure });

export const isObject = (value: unknown): value is LiveAnswer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns a text or a number as text; null for all other values, and for an empty text. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return value === '' ? null : String(value);
}

/** Reads a `Retry-After` header, which is a number of seconds or a date; null if there is none. */
function readRetryAfter(header: string | null, now: UnixMs): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}

function parseObject(text: string): LiveAnswer | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function kindOf(text: string): string {
  const start = text.trimStart().slice(0, 100);
  if (start === '') return 'empty';
  if (/^<(?:!doctype )?html/i.test(start)) return 'HTML';
  return start.startsWith('<') ? 'XML' : 'something else';
}

const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
