/** The only app of the simulated domain. */
export const APP = 'live';

export type Target =
  /** `segmentFolder` is the last part of the path as it is spelled in the URL, without `.m3u8`. */
  | { readonly kind: 'playlist'; readonly streamName: string; readonly segmentFolder: string }
  | { readonly kind: 'segment'; readonly streamName: string; readonly startMs: number }
  | { readonly kind: 'timeline'; readonly streamName: string | null }
  /** A call of the service's API. */
  | { readonly kind: 'call' }
  | { readonly kind: 'nothing' };

/** Finds what a URL of the origin asks for; `null` for a URL that the origin does not handle. */
export function route({ pathname, searchParams }: URL): Target | null {
  if (pathname === '/openapi/timeline/query') {
    return { kind: 'timeline', streamName: searchParams.get('stream') };
  }
  if (pathname === '/openapi-rpc/') return { kind: 'call' };
  if (!pathname.startsWith(`/${APP}/`)) return null;
  const path = pathname.slice(APP.length + 2);
  const [, playlist] = /^([^/]+)\.m3u8$/.exec(path) ?? [];
  if (playlist) return { kind: 'playlist', streamName: decode(playlist), segmentFolder: playlist };
  const [, folder, startMs] = /^([^/]+)\/([1-9]\d{0,14})\.ts$/.exec(path) ?? [];
  if (folder) return { kind: 'segment', streamName: decode(folder), startMs: Number(startMs) };
  return { kind: 'nothing' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // The percentage of a fault may be written as `20%` instead of `20%25`. Browsers do not change it.
    return text;
  }
}
