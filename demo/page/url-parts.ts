import { css, html, nothing, type TemplateResult } from 'lit';
import { decodeTimeKey, redact } from '../../src/core/index.ts';
import { nameOf, splitUrl, valueOf } from '../../src/core/service/query-string.ts';
import { spanText, utcText } from './write-text.ts';

/** A part of a URL, without signatures. */
export interface UrlPart {
  readonly text: string;
  /** `marker` and `time` are the parameters that time shift adds; `own` is all the rest. */
  readonly kind: 'own' | 'marker' | 'time';
  /** The meaning of a time, `start = 2026-11-21 14:05:30 UTC`, or why it cannot be read. */
  readonly meaning: string;
}

/** Splits a URL into parts. Joined, they are the URL as `redact` shows it. */
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

export const urlStyles = css`
  .url {
    font-family: var(--mono);
    font-size: 12.5px;
    overflow-wrap: anywhere;
    /* Addresses are written from left to right in all languages. */
    direction: ltr;
    unicode-bidi: isolate;
    text-align: start;
  }

  .url mark {
    border-radius: 3px;
    background: var(--accent-tint);
    color: var(--accent-ink);
  }

  .url mark.time {
    font-weight: 600;
  }
`;

/** Renders a URL without its signature. Parameters of time shift are marked, and have their meaning as a tooltip. */
export const urlTemplate = (url: string): TemplateResult =>
  html`${urlParts(url).map(({ text, kind, meaning }) =>
    kind === 'own' ? text : html`<mark class=${kind} title=${meaning || nothing}>${text}</mark>`,
  )}`;
