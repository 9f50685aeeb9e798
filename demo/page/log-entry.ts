import { redact, type UnixMs } from '../../src/core/index.ts';

export const LOG_KINDS = ['playlist', 'segment', 'timeline'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** One request that the player has made. */
export interface LogEntry {
  readonly id: number;
  readonly kind: LogKind;
  /** When it left, by the viewer's clock. */
  readonly at: UnixMs;
  /** Null where the browser does not tell: other origins, and requests that were never answered. */
  readonly status: number | null;
  readonly durationMs: number;
  /** Of the body as it was sent; null where the browser does not tell. */
  readonly bytes: number | null;
  readonly isFromCache: boolean;
  /** Without signatures. */
  readonly url: string;
}

export type ResourceTiming = Pick<
  PerformanceResourceTiming,
  'name' | 'initiatorType' | 'startTime' | 'duration' | 'responseStatus' | 'encodedBodySize' | 'transferSize'
>;

/** The page's own modules are requests too, and end in `.ts` like segments do. */
const PLAYER_INITIATORS = ['fetch', 'xmlhttprequest', 'video'];

let entriesMade = 0;

/** The entry for a resource that the player asked for; null for any other. */
export function logEntryOf(timing: ResourceTiming, timeOrigin: UnixMs): LogEntry | null {
  const kind = PLAYER_INITIATORS.includes(timing.initiatorType) ? kindOf(timing.name) : null;
  if (kind === null) return null;
  const { encodedBodySize, transferSize } = timing;
  return {
    id: (entriesMade += 1),
    kind,
    at: timeOrigin + timing.startTime,
    status: timing.responseStatus > 0 ? timing.responseStatus : null,
    durationMs: timing.duration,
    bytes: encodedBodySize > 0 ? encodedBodySize : null,
    isFromCache: encodedBodySize > 0 && transferSize === 0,
    url: redact(timing.name),
  };
}

function kindOf(url: string): LogKind | null {
  const { pathname } = new URL(url);
  if (pathname.endsWith('/timeline/query')) return 'timeline';
  if (/\.m3u8?$/i.test(pathname)) return 'playlist';
  return /\.(?:ts|m4[sav]|mp4|cmf[av]|aac|mp3)$/i.test(pathname) ? 'segment' : null;
}
