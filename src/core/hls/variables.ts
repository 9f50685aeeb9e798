import { readAttributes } from './attributes.ts';

const DEFINE = '#EXT-X-DEFINE:';
const REFERENCE = /\{\$([\w-]+)\}/g;
/** A longer value would let a small playlist fill the memory. */
const MAX_VALUE_LENGTH = 1024;

export type Variables = ReadonlyMap<string, string>;

export const NO_VARIABLES: Variables = new Map();

/**
 * Replaces `{$name}` by what `EXT-X-DEFINE` has defined in the lines before (RFC 8216bis § 4.3). What is not defined
 * stays as it is.
 *
 * @param url the address of the playlist, for `QUERYPARAM`
 * @param imported the variables of the multivariant playlist, for `IMPORT`
 */
export function replaceVariables(
  lines: readonly string[],
  url: string,
  imported: Variables,
): { readonly lines: readonly string[]; readonly variables: Variables } {
  if (!lines.some((line) => line.startsWith(DEFINE))) return { lines, variables: NO_VARIABLES };
  const variables = new Map<string, string>();
  const replaced = lines.map((line) => {
    if (line.startsWith(DEFINE)) define(line.slice(DEFINE.length));
    return line.replace(REFERENCE, (reference, name: string) => variables.get(name) ?? reference);
  });
  return { lines: replaced, variables };

  function define(text: string): void {
    const attributes = readAttributes(text);
    const [query, name = query] = [
      attributes.get('QUERYPARAM'),
      attributes.get('IMPORT') ?? attributes.get('NAME'),
    ];
    if (name === undefined) return;
    const value =
      query === undefined
        ? (attributes.get('VALUE') ?? imported.get(name))
        : new URL(url).searchParams.get(query);
    if (value) variables.set(name, value.slice(0, MAX_VALUE_LENGTH));
  }
}
