import { TimeShiftError } from '../core/index.ts';
import type { Authorize } from './fetcher.ts';

const TIMEOUT_MS = 10_000;

/**
 * Has URLs signed by the page's own server, which answers with `authorizeHandler` of `time-shift-player/server`. It
 * asks for each load anew, so no signature is older than it need be.
 *
 * @param address where that is, such as `/sign`
 * @param init what to send along, such as `headers` or `credentials` for a server on another origin
 */
export function authorizeFrom(address: string, init?: Omit<RequestInit, 'signal'>): Authorize {
  return async (url) => {
    const query = `${address.includes('?') ? '&' : '?'}url=${encodeURIComponent(url.href)}`;
    const { status, text } = await ask(address + query, init);
    if (status === 200 && /^https?:\/\/\S+$/.test(text)) return text;
    const cause = new Error(`${address} answers ${status}`);
    if (status >= 500 || status === 429) {
      throw new TimeShiftError('network', `The page's server cannot sign now (${status}); try again.`, {
        cause,
      });
    }
    // A page of HTML is not from the handler.
    const why = /^[^<{]{1,200}$/.test(text) ? text : 'Let it answer with authorizeHandler.';
    throw new TimeShiftError('forbidden', `The page's server does not sign (${status}). ${why}`, { cause });
  };
}

async function ask(address: string, init?: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: answer.status, text: await answer.text() };
  } catch (cause) {
    const message = "The page's server cannot be reached to sign; check the connection.";
    throw new TimeShiftError('network', message, { cause });
  }
}
