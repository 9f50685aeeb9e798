import type { Authorize } from './fetcher.ts';
import { importOnDemand } from './import-on-demand.ts';

/**
 * Makes an `authorize` callback that has URLs signed by the page's own server, which answers with `authorizeHandler`
 * of `time-shift-player/server`. It asks for each load, so that no signature is older than necessary.
 *
 * @param address the URL of the handler on that server, such as `/sign`
 * @param init what each request carries, such as `headers` or `credentials` for a server on another origin
 */
export function authorizeFrom(address: string, init?: Omit<RequestInit, 'signal'>): Authorize {
  // Only pages whose streams are signed need it.
  return async (url) => {
    const { requestSignedUrl } = await importOnDemand(import('./request-signed-url.ts'));
    return requestSignedUrl(url, address, init);
  };
}
