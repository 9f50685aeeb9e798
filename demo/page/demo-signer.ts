import type { Authorize } from '../../src/index.ts';

/**
 * How a page gets its URLs signed: it asks its own server, which has the key. Here that is the built-in origin, for
 * streams whose name says `~auth=`; undefined for all others.
 */
export function demoSigner(src: string, pageAddress: string): Authorize | undefined {
  if (!URL.canParse(src, pageAddress)) return undefined;
  const { origin, pathname } = new URL(src, pageAddress);
  if (origin !== new URL(pageAddress).origin || !pathname.includes('~auth=')) return undefined;
  return async (url, kind) => {
    // One path serves the timelines of all streams, so it takes the query to know whose key it is.
    const path = kind === 'timeline' ? url.pathname + url.search : url.pathname;
    const answer = await fetch(`/live/-/sign?${new URLSearchParams({ path, kind }).toString()}`);
    const { auth_key } = (await answer.json()) as { auth_key: string };
    return `${url.href}${url.search === '' ? '?' : '&'}auth_key=${auth_key}`;
  };
}
