/** The only app of the simulated domain. */
export const APP = 'live';

export type Target =
  /** `segmentFolder` is the last part of the path, as it is spelled, without `.m3u8`. */
  | { readonly kind: 'playlist'; readonly streamName: string; readonly segmentFolder: string }
  | { readonly kind: 'segment'; readonly streamName: string; readonly startMs: number }
  | { readonly kind: 'timeline'; readonly streamName: string | null }
  /** Of the service's API. */
  | { readonly kind: 'call' }
  | { readonly kind: 'nothing' };

/** What a URL of the origin is about; `null` for everything that is not the origin's. */
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
    // The share of a fault, `20%`, not written as `20%25`: browsers leave it so.
    return text;
  }
}
