/**
 * A URL cut where the query begins and ends, for changes that leave every other byte as it was: a signature in
 * the query may be over its exact spelling, which `URLSearchParams` does not keep.
 */
export interface UrlParts {
  /** Everything before `?`. */
  readonly base: string;
  /** The query's parameters as they are spelled, `name=value`, in order. */
  readonly parameters: readonly string[];
  /** `#` and what follows, or nothing. */
  readonly fragment: string;
}

export function splitUrl(url: string): UrlParts {
  const [, base = '', query = '', fragment = ''] = /^([^?#]*)\??([^#]*)(#.*)?$/s.exec(url) ?? [];
  return { base, parameters: query === '' ? [] : query.split('&'), fragment };
}

export function joinUrl({ base, parameters, fragment }: UrlParts): string {
  const query = parameters.join('&');
  return base + (query === '' ? '' : `?${query}`) + fragment;
}

/** The decoded name of a parameter as it is spelled in a query. */
export const nameOf = (parameter: string): string => decodeField(parameter.split('=', 1)[0] ?? '');

/** The decoded value of a parameter as it is spelled in a query. */
export const valueOf = (parameter: string): string => {
  const equals = parameter.indexOf('=');
  return equals < 0 ? '' : decodeField(parameter.slice(equals + 1));
};

/** A part of a path. What is no percent-encoding at all stands for itself. */
export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** In a query, + is a space. */
const decodeField = (text: string): string => decodePart(text.replaceAll('+', ' '));
