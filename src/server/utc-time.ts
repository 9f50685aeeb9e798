import type { UnixMs } from '../core/time/time-range.ts';

/**
 * An instant as the service's parameters have it, `2017-06-14T09:51:14Z`: UTC, in whole seconds.
 *
 * @throws RangeError for what is no instant
 */
export const utcTime = (at: UnixMs | Date): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
