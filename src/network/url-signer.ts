import { TimeShiftError } from '../core/index.ts';
import { systemClock, type Clock } from '../core/time/clock.ts';
import { withTimeout } from './abortable.ts';

const TIMEOUT_MS = 10_000;
/** A longer address is refused by many servers. */
const MOST_CHARACTERS = 4000;
const MOST_URLS = 20;
/** Keys of more paths than anybody watches at a time. */
const MOST_KEYS = 2000;
/** A signature is not used for the last part of its lifetime: the request has to reach the server before its end. */
const LAST_SHARE = 0.1;
/** A key that was got so recently is not the one that has just been refused. */
const FRESH_MS = 1000;

/** The page's callback is not told when a load is aborted. */
const NEVER = new AbortController().signal;

/** A signature of CDN authentication type A. It signs the path, so any query may be added. */
interface PathKey {
  /** `auth_key=…`, as it is in the URL. */
  readonly parameter: string;
  readonly gotMs: number;
  /** Infinity where nothing tells when it ends: then the server's refusal does. */
  readonly endsMs: number;
}

/** A path that is to be signed, by one of its URLs. */
interface Wish {
  readonly url: URL;
  readonly signed: Promise<string>;
  readonly resolve: (signed: string) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Has URLs signed by the page's own server. It keeps the key of each path until shortly before its end, and asks for all
 * paths of the same moment in one request. `authorizeFrom` owns one for each address.
 */
export class UrlSigner {
  /** By origin and path. */
  readonly #keys = new Map<string, PathKey>();
  /** The paths that are being signed. */
  readonly #pending = new Map<string, Promise<string>>();
  #wishes: Wish[] = [];
  /** Whether the server signs several URLs at a time; null while that is not known. */
  #canBatch: boolean | null = null;

  /**
   * @param address the URL of `authorizeHandler` on the page's server
   * @param init what each request carries
   */
  constructor(
    private readonly address: string,
    private readonly init?: Omit<RequestInit, 'signal'>,
    private readonly clock: Clock = systemClock,
  ) {}

  /**
   * @param isRefused whether the stream's server has refused the signature of this URL
   * @throws TimeShiftError `network` where the page's server cannot sign now, `forbidden` where it refuses to
   */
  async sign(url: URL, isRefused: boolean): Promise<string> {
    const path = url.origin + url.pathname;
    const key = this.#keys.get(path);
    const nowMs = this.clock.steady();
    if (key && nowMs < key.endsMs && (!isRefused || nowMs - key.gotMs < FRESH_MS)) {
      return withKey(url.href, key.parameter);
    }
    this.#keys.delete(path);
    const pending = this.#pending.get(path);
    if (pending) {
      await pending;
      const fresh = this.#keys.get(path);
      // Where the server has signed something else than the path, each URL needs a signature of its own.
      if (fresh) return withKey(url.href, fresh.parameter);
    }
    return this.#enqueue(url, path);
  }

  #enqueue(url: URL, path: string): Promise<string> {
    const { promise: signed, resolve, reject } = withResolvers<string>();
    this.#wishes.push({ url, signed, resolve, reject });
    this.#pending.set(path, signed);
    const forget = () => {
      if (this.#pending.get(path) === signed) this.#pending.delete(path);
    };
    signed.then(forget, forget);
    // All that is asked for at this moment goes into one request.
    if (this.#wishes.length === 1) queueMicrotask(() => void this.#send());
    return signed;
  }

  async #send(): Promise<void> {
    const wishes = this.#wishes;
    this.#wishes = [];
    const batches = this.#canBatch === false ? wishes.map((wish) => [wish]) : inBatches(wishes);
    await Promise.all(batches.map((batch) => this.#signBatch(batch)));
  }

  async #signBatch(batch: readonly Wish[]): Promise<void> {
    try {
      const signed = await this.#request(batch.map(({ url }) => url));
      const isWhole = signed.length === batch.length;
      if (batch.length > 1) this.#canBatch = isWhole;
      batch.forEach(({ resolve }, index) => {
        const each = signed[index];
        if (each !== undefined) resolve(each);
      });
      await this.#signEach(batch.slice(signed.length));
    } catch (error) {
      // One URL that is not signed must not hold the others up, and some servers know only one.
      const isTemporary =
        error instanceof TimeShiftError && error.code === 'network' && this.#canBatch !== null;
      if (batch.length > 1 && !isTemporary) await this.#signEach(batch);
      else batch.forEach(({ reject }) => reject(error));
    }
  }

  async #signEach(batch: readonly Wish[]): Promise<void> {
    await Promise.all(batch.map((wish) => this.#signBatch([wish])));
  }

  /** @returns the signed URLs in the order of the URLs; fewer where the server signs fewer at a time */
  async #request(urls: readonly URL[]): Promise<readonly string[]> {
    const { address, clock } = this;
    const query = urls.map(({ href }) => `url=${encodeURIComponent(href)}`).join('&');
    const sentMs = clock.steady();
    const { status, text, headers } = await this.#fetch(
      address + (address.includes('?') ? '&' : '?') + query,
    );
    const lines = text.trim().split(/\s*\n\s*/);
    const isSigned = status === 200 && lines.every((line) => /^https?:\/\/\S+$/.test(line));
    if (!isSigned) throw refusal(address, status, text);
    const signed = lines.slice(0, urls.length);
    signed.forEach((line, index) => {
      const url = urls[index];
      if (url) this.#keep(url, line, sentMs, headers);
    });
    return signed;
  }

  /** Keeps a signature that any URL of the path may have. */
  #keep(url: URL, signed: string, sentMs: number, headers: Headers): void {
    const [parameter] = /(?<=[?&])auth_key=[^&#]*/.exec(signed) ?? [];
    if (parameter === undefined || signed !== withKey(url.href, parameter)) return;
    const lifetimeMs = lifetimeOf(parameter, headers, this.clock.now());
    const endsMs = sentMs + lifetimeMs * (1 - LAST_SHARE);
    this.#keys.set(url.origin + url.pathname, { parameter, gotMs: this.clock.steady(), endsMs });
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > MOST_KEYS && oldest !== undefined) this.#keys.delete(oldest);
  }

  async #fetch(address: string): Promise<{ status: number; text: string; headers: Headers }> {
    try {
      return await withTimeout(TIMEOUT_MS, this.clock, NEVER, async (signal) => {
        const answer = await fetch(address, { ...this.init, signal });
        return { status: answer.status, text: await answer.text(), headers: answer.headers };
      });
    } catch (cause) {
      const message = "The page's server cannot be reached to sign; check the connection.";
      throw new TimeShiftError('network', message, { cause });
    }
  }
}

function refusal(address: string, status: number, text: string): TimeShiftError {
  const cause = new Error(`${address} answers ${status}`);
  if (status >= 500 || status === 429) {
    return new TimeShiftError('network', `The page's server cannot sign now (${status}); try again.`, {
      cause,
    });
  }
  // An HTML page does not come from the handler, so it is not quoted.
  const why = /^[^<{]{1,200}$/.test(text) ? text : 'Let it answer with authorizeHandler.';
  return new TimeShiftError('forbidden', `The page's server does not sign (${status}). ${why}`, { cause });
}

/** As `signPlaybackUrl` adds the key: all other bytes stay as they are. */
function withKey(url: string, parameter: string): string {
  // The core's functions for queries would be split from the code that is loaded first.
  const [, base = '', query = '', fragment = ''] = /^([^?#]*)\??([^#]*)(#.*)?$/s.exec(url) ?? [];
  const kept = query.split('&').filter((each) => each !== '' && !each.startsWith('auth_key='));
  return `${base}?${[...kept, parameter].join('&')}${fragment}`;
}

/**
 * How long a signature may be used, in milliseconds: as long as the answer may be cached, or up to the time in the
 * signature by the clock of the server that made it. Infinity where that time is over: then it is when the signature was
 * made, and only the domain knows for how long it is valid.
 */
function lifetimeOf(parameter: string, headers: Headers, now: number): number {
  const maxAgeS = Number(/max-age=(\d+)/.exec(headers.get('Cache-Control') ?? '')?.[1] ?? 0);
  if (maxAgeS > 0) return maxAgeS * 1000;
  const serverNow = Date.parse(headers.get('Date') ?? '');
  const endsAt = parseInt(parameter.slice('auth_key='.length)) * 1000;
  const ms = endsAt - (Number.isNaN(serverNow) ? now : serverNow);
  return ms > 0 ? ms : Infinity;
}

function inBatches(wishes: readonly Wish[]): Wish[][] {
  const batches: Wish[][] = [];
  let characters = 0;
  for (const wish of wishes) {
    const batch = batches.at(-1);
    const more = encodeURIComponent(wish.url.href).length;
    if (batch && batch.length < MOST_URLS && characters + more <= MOST_CHARACTERS) {
      batch.push(wish);
      characters += more;
    } else {
      batches.push([wish]);
      characters = more;
    }
  }
  return batches;
}

/** `Promise.withResolvers`, which not all browsers have. */
function withResolvers<Result>() {
  let resolve: (result: Result) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Result>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}
