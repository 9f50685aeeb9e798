import { redact } from './redact.ts';

/**
 * What went wrong, for a program:
 * - `invalid-request`: what the page asked for cannot be asked of the server
 * - `not-recorded`: the server has nothing for that time
 * - `forbidden`: the server refused the signature, or there was none
 * - `network`: the server could not be reached, or did not answer as an HLS origin does
 * - `timeline`: what is recorded is not known; playback goes on
 * - `media`: the browser could not decode what it was sent
 * - `unsupported`: this browser cannot play HLS at all
 */
export type TimeShiftErrorCode =
  'invalid-request' | 'not-recorded' | 'forbidden' | 'network' | 'timeline' | 'media' | 'unsupported';

/** A failure to expect. The message is for people, says what to do, and never holds a signature. */
export class TimeShiftError extends Error {
  override readonly name = 'TimeShiftError';

  constructor(
    readonly code: TimeShiftErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(redact(message), options);
  }
}

/** What a parser answers: it throws for bugs only. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: TimeShiftError };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export const failure = (error: TimeShiftError): Result<never> => ({ ok: false, error });

/** The request is wrong in a way that only who made it can mend. */
export const invalidRequest = (message: string): TimeShiftError =>
  new TimeShiftError('invalid-request', message);
