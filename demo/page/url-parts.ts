import { decodeTimeKey, redact } from '../../src/core/index.ts';
import { nameOf, splitUrl, valueOf } from '../../src/core/service/query-string.ts';
import { spanText } from './write-amount.ts';
import { utcText } from './write-instant.ts';

/** A piece of a URL, as it may be shown. */
export interface UrlPart {
  readonly text: string;
  /** `marker` and `time` are what time shift adds; `own` is all the rest. */
  readonly kind: 'own' | 'marker' | 'time';
  /** Of a time: what it says, `start = 2026-11-21 14:05:30 UTC`, or why it says nothing. */
  readonly meaning: string;
}

/** A URL in pieces; all of them together are the URL as `redact` shows it. */
export function urlParts(url: string): UrlPart[] {
  const { base, parameters, fragment } = splitUrl(url);
  const isTimeShift = parameters.some(isLhs);
  const parts: UrlPart[] = [own(base)];
  parameters.forEach((parameter, index) => {
    parts.push(own(index === 0 ? '?' : '&'), isTimeShift ? partOf(parameter) : own(parameter));
  });
  return joinOwn([...parts, own(fragment)]);
}

const isLhs = (parameter: string): boolean => nameOf(parameter).startsWith('lhs_');

const own = (text: string): UrlPart => ({ text: redact(text), kind: 'own', meaning: '' });

function partOf(parameter: string): UrlPart {
  const name = nameOf(parameter);
  if (name === 'lhs_start' || name === 'aliyunols') return { text: parameter, kind: 'marker', meaning: '' };
  if (!isLhs(parameter)) return own(parameter);
  return { text: redact(parameter), kind: 'time', meaning: meaningOf(name, valueOf(parameter)) };
}

function meaningOf(name: string, value: string): string {
  const key = decodeTimeKey(name, value);
  if (!key.ok) return key.error.message;
  if ('at' in key.value) return `${key.value.type} = ${utcText(key.value.at)}`;
  return `offset = ${spanText(key.value.durationMs)} behind live`;
}

function joinOwn(parts: readonly UrlPart[]): UrlPart[] {
  const joined: UrlPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === 'own' && part.kind === 'own') joined[joined.length - 1] = own(last.text + part.text);
    else if (part.text !== '') joined.push(part);
  }
  return joined;
}
