/**
 * A URL that is split where its query begins and ends, so that a parameter can be changed and every other byte stays.
 * `URLSearchParams` cannot be used: it changes the spelling of parameters, and a signature may depend on the spelling.
 */
export interface UrlParts {
  /** Everything before `?`. */
  readonly base: string;
  /** The parameters of the query in order, spelled `name=value` as in the URL. */
  readonly parameters: readonly string[];
  /** `#` and what follows it; empty if there is no `#`. */
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

/** Encodes a part of a query. Half a surrogate pair becomes U+FFFD, as in any URL that a browser writes. */
export const encodePart = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));

/** Decodes the name of a parameter that is spelled as in a query. */
export const nameOf = (parameter: string): string => decodeField(parameter.split('=', 1)[0] ?? '');

/** Decodes the value of a parameter that is spelled as in a query. */
export const valueOf = (parameter: string): string => {
  const equals = parameter.indexOf('=');
  return equals < 0 ? '' : decodeField(parameter.slice(equals + 1));
};

/** Decodes a part of a path. Text with invalid percent-encoding is returned as it is. */
export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Decodes a name or a value of a query, in which `+` is a space. */
const decodeField = (text: string): string => decodePart(text.replaceAll('+', ' '));
