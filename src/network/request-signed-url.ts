import { TimeShiftError } from '../core/index.ts';
import { systemClock } from '../core/time/clock.ts';
import { withTimeout } from './abortable.ts';

const TIMEOUT_MS = 10_000;

/** The page's callback is not told when a load is aborted. */
const NEVER = new AbortController().signal;

/**
 * Asks the page's server, at `address`, to sign a URL.
 *
 * @throws TimeShiftError `network` where the server cannot sign now, `forbidden` where it refuses to
 */
export async function requestSignedUrl(
  url: URL,
  address: string,
  init: RequestInit | undefined,
): Promise<string> {
  const query = `${address.includes('?') ? '&' : '?'}url=${encodeURIComponent(url.href)}`;
  const { status, text } = await request(address + query, init);
  if (status === 200 && /^https?:\/\/\S+$/.test(text)) return text;
  const cause = new Error(`${address} answers ${status}`);
  if (status >= 500 || status === 429) {
    throw new TimeShiftError('network', `The page's server cannot sign now (${status}); try again.`, {
      cause,
    });
  }
  // An HTML page does not come from the handler, so it is not quoted.
  const why = /^[^<{]{1,200}$/.test(text) ? text : 'Let it answer with authorizeHandler.';
  throw new TimeShiftError('forbidden', `The page's server does not sign (${status}). ${why}`, { cause });
}

async function request(address: string, init?: RequestInit): Promise<{ status: number; text: string }> {
  try {
    return await withTimeout(TIMEOUT_MS, systemClock, NEVER, async (signal) => {
      const answer = await fetch(address, { ...init, signal });
      return { status: answer.status, text: await answer.text() };
    });
  } catch (cause) {
    const message = "The page's server cannot be reached to sign; check the connection.";
    throw new TimeShiftError('network', message, { cause });
  }
}
