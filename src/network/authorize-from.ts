import type { Authorize } from './load.ts';
import { importOnDemand } from './import-on-demand.ts';
import type { UrlSigner } from './url-signer.ts';

/**
 * Makes an `authorize` callback that has URLs signed by the page's own server, which answers with `authorizeHandler`
 * of `time-shift-player/server`. The key of a path is kept until shortly before it ends, so that there is at most one
 * request for each path and lifetime; what is loaded at the same moment is signed in one request.
 *
 * @param address the URL of the handler on that server, such as `/sign`
 * @param init what each request carries, such as `headers` or `credentials` for a server on another origin
 */
export function authorizeFrom(address: string, init?: Omit<RequestInit, 'signal'>): Authorize {
  let signer: UrlSigner | null = null;
  return async (url, _, attempt) => {
    // Only pages whose streams are signed need it.
    const { UrlSigner } = await importOnDemand(import('./url-signer.ts'));
    signer ??= new UrlSigner(address, init);
    return signer.sign(url, attempt > 0);
  };
}
