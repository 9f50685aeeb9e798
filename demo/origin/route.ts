import { readSegmentName, type SegmentName } from './segment-names.ts';

/** The only app of the simulated domain. */
export const APP = 'live';

interface InStream {
  readonly streamName: string;
  /** The token in the path, `/live/@{token}/…`; null if it has none. */
  readonly token: string | null;
}

export type Target =
  /** `segmentFolder` is the last part of the path as it is spelled in the URL, without `.m3u8`. */
  | (InStream & { readonly kind: 'playlist'; readonly segmentFolder: string })
  | (InStream & { readonly kind: 'segment'; readonly name: SegmentName })
  /** The key with a number, of a stream that is encrypted. */
  | (InStream & { readonly kind: 'key'; readonly number: number })
  /** The initialization segment of the segments that begin at an instant or later. */
  | (InStream & { readonly kind: 'map'; readonly startMs: number })
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
  const [, token = null, path = ''] = /^(?:@([^/]*)\/)?(.*)$/.exec(pathname.slice(APP.length + 2)) ?? [];
  const [, playlist] = /^([^/]+)\.m3u8$/.exec(path) ?? [];
  if (playlist) return { kind: 'playlist', streamName: decode(playlist), token, segmentFolder: playlist };
  const [, folder = '', file = ''] = /^([^/]+)\/(.+)$/.exec(path) ?? [];
  const streamName = decode(folder);
  const [, number] = /^(\d{1,10})\.key$/.exec(file) ?? [];
  if (number) return { kind: 'key', streamName, token, number: Number(number) };
  const [, start] = /^init\/(0|[1-9]\d{0,14})\.mp4$/.exec(file) ?? [];
  if (start) return { kind: 'map', streamName, token, startMs: Number(start) };
  const name = readSegmentName(file, searchParams);
  return name ? { kind: 'segment', streamName, token, name } : { kind: 'nothing' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // The percentage of a fault may be written as `20%` instead of `20%25`. Browsers do not change it.
    return text;
  }
}
