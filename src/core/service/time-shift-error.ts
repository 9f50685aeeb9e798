import { redact } from './redact.ts';

/**
 * The kind of a failure, for use in code:
 * - `invalid-request`: the service knows no request for what the page asked for
 * - `not-recorded`: the server has nothing for that time
 * - `forbidden`: the server refused the signature, or the signature was missing
 * - `network`: the server could not be reached, or its answer is not the answer of an HLS origin
 * - `timeline`: it is not known what is recorded; playback goes on
 * - `media`: the browser could not decode the media
 * - `unsupported`: this browser cannot play HLS, or not this stream
 */
export type TimeShiftErrorCode =
  | 'invalid-request'
  | 'not-recorded'
  | 'forbidden'
  | 'network'
  | 'timeline'
  | 'media'
  | 'unsupported';

/**
 * What has failed, where other failures with the same code need another sentence:
 * - `cors`: the server does not allow the page to read its answers
 * - `busy`: the server gets too many requests, or is overloaded
 * - `answer`: the server answers with an error, or with something else than what was asked for
 * - `part`: a part of the player itself could not be loaded
 * - `not-live`: nothing is live, so that only the past can be played
 * - `no-time-shift`: only what is live can be played
 * - `codec`: the browser cannot make anything of the stream's segments
 * - `no-decoder`: the browser has no decoder for a codec of the stream, which is the `detail`
 * - `protected`: the stream needs a DRM system
 */
export type TimeShiftErrorReason =
  | 'cors'
  | 'busy'
  | 'answer'
  | 'part'
  | 'not-live'
  | 'no-time-shift'
  | 'codec'
  | 'no-decoder'
  | 'protected';

/** An expected failure. The message is for people: it says what to do, and it never contains a signature. */
export class TimeShiftError extends Error {
  override readonly name = 'TimeShiftError';
  /** Undefined where the code says it all. */
  readonly reason: TimeShiftErrorReason | undefined;
  /** What sentences in other languages need of the message. */
  readonly detail: string | undefined;

  constructor(
    readonly code: TimeShiftErrorCode,
    message: string,
    options?: { cause?: unknown; reason?: TimeShiftErrorReason; detail?: string },
  ) {
    super(redact(message), options);
    this.reason = options?.reason;
    this.detail = options?.detail;
  }
}

/** The result of a parser. A parser returns errors in the text as values, and throws only if it has a bug. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: TimeShiftError };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export const failure = (error: TimeShiftError): Result<never> => ({ ok: false, error });

/** Creates the error for a request that only the caller can correct. */
export const invalidRequest = (message: string): TimeShiftError =>
  new TimeShiftError('invalid-request', message);
