import { redact } from '../../src/core/index.ts';
import { joinUrl, splitUrl } from '../../src/core/service/query-string.ts';
import { CHOICES, DEFAULT_DRAFT, FIELDS, type Draft, type Field } from './draft.ts';

/**
 * The fragment of a page address that shows the same, `#src=…&start=…`; '' where all is as by default. Addresses
 * are shared and logged, so parameters of `src` that carry a signature stay out.
 */
export function hashOf(draft: Draft): string {
  const changed = FIELDS.filter((field) => draft[field] !== DEFAULT_DRAFT[field]);
  const text = changed.map(
    (field) => `${field}=${spell(field === 'src' ? unsigned(draft.src) : draft[field])}`,
  );
  return text.length > 0 ? `#${text.join('&')}` : '';
}

/** What a fragment says; the defaults for what it does not say, or says wrong. */
export function draftOfHash(hash: string): Draft {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const draft: Record<Field, string> = { ...DEFAULT_DRAFT };
  for (const field of FIELDS) {
    const value = given.get(field);
    if (value !== null && isAllowed(field, value)) draft[field] = value;
  }
  return draft;
}

function unsigned(src: string): string {
  const { base, parameters, fragment } = splitUrl(src);
  return joinUrl({ base, parameters: parameters.filter((each) => redact(each) === each), fragment });
}

function isAllowed(field: Field, value: string): boolean {
  const choices: Partial<Record<Field, readonly string[]>> = CHOICES;
  return choices[field]?.includes(value) ?? true;
}

/** A fragment may hold these as they are, and people read it. */
const spell = (value: string): string =>
  encodeURIComponent(value).replace(/%(?:2F|3A|3D|2C|3F)/g, decodeURIComponent);
