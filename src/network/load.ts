import type { TimeShiftError } from '../core/index.ts';
import type { LoadKind } from './body-check.ts';
import type { ByteSink } from './segment-pipe.ts';

/**
 * The page's own way to sign a URL, usually by asking its server: the key never comes near a browser.
 * `attempt` is 0, and 1 when the server has just refused the first answer with 401 or 403. What it throws ends the
 * load as `forbidden`; a `TimeShiftError` is passed on as it is, and one with the code `network` is retried.
 */
export type Authorize = (url: URL, kind: LoadKind, attempt: number) => URL | string | Promise<URL | string>;

/** Half-open, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface FetchOptions {
  /** How often a failure that may be temporary is retried. */
  readonly retries: number;
  readonly signal: AbortSignal;
  /** The part of the resource that is wanted; all of it by default. */
  readonly byteRange?: ByteRange | null;
  /** Receives a segment while it is being loaded; the result has no body then. */
  readonly sink?: ByteSink | undefined;
  /** `reload` asks the server, whatever the browser's cache holds. */
  readonly cache?: RequestCache | undefined;
  /** Where segments and their keys are now, whose URLs may end. */
  readonly urls?: SegmentUrls | undefined;
  /** A key of segments. It may be of another server, so it is signed only where that refuses it. */
  readonly isKey?: boolean | undefined;
  /** It is known to exist, so that an answer that nothing is found is a failure that may be temporary. */
  readonly mustExist?: boolean | undefined;
}

/** Knows where segments are now: hls.js keeps the URLs of the playlist that it has read once. */
export interface SegmentUrls {
  /** The newest URL that is known of what a playlist has listed with this URL. */
  newest(url: string): string;
  /**
   * Reads the playlist again that lists a segment, whose URL the server has refused.
   *
   * @param url the URL that the playlist in use has
   * @param refused the URL that was refused
   * @returns null where no other URL of it is found
   */
  renew(url: string, refused: string, signal: AbortSignal): Promise<string | null>;
}

/** Is told when a load fails, and null when a load of that kind succeeds again. */
export type OnTrouble = (kind: LoadKind, error: TimeShiftError | null) => void;

export interface Fetched {
  /** Where the body came from in the end, after signing and redirects. */
  readonly url: string;
  readonly body: ArrayBuffer;
}

/** What has come of one request. Where it has failed, the recovery finds out why, and what follows from that. */
export type LoadOutcome =
  | Fetched
  /** The status is not 200-299. */
  | { readonly refusal: Response }
  /** The body is not what it should be, or the page cannot sign. */
  | { readonly error: TimeShiftError }
  /** What `fetch` has thrown, and for which URL; null where the server has begun to answer. */
  | { readonly cause: unknown; readonly silent: URL | string | null };

/** Sends one request. @param signings how often the URL has been signed before; below 0 it is not signed now */
export type AttemptLoad = (
  url: string,
  kind: LoadKind,
  options: FetchOptions,
  signings: number,
) => Promise<LoadOutcome>;
