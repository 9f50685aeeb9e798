import { redact, type UnixMs } from '../../src/core/index.ts';

export const LOG_KINDS = ['playlist', 'segment', 'timeline'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** A request of the player. */
export interface LogEntry {
  readonly id: number;
  readonly kind: LogKind;
  /** When the request was sent, by the viewer's clock. */
  readonly at: UnixMs;
  /** Null if the browser does not tell it: for other origins, and for requests without an answer. */
  readonly status: number | null;
  readonly durationMs: number;
  /** The encoded size of the body; null if the browser does not tell it. */
  readonly bytes: number | null;
  readonly isFromCache: boolean;
  /** The URL without signatures. */
  readonly url: string;
}

export type ResourceTiming = Pick<
  PerformanceResourceTiming,
  'name' | 'initiatorType' | 'startTime' | 'duration' | 'responseStatus' | 'encodedBodySize' | 'transferSize'
>;

/** The initiators of the player's requests. The page's own modules have others; their names end in `.ts`, too. */
const PLAYER_INITIATORS = ['fetch', 'xmlhttprequest', 'video'];

let lastId = 0;

/** Makes the log entry of a request of the player; null for any other request. */
export function logEntryOf(timing: ResourceTiming, timeOrigin: UnixMs): LogEntry | null {
  const kind = PLAYER_INITIATORS.includes(timing.initiatorType) ? kindOf(timing.name) : null;
  if (kind === null) return null;
  const { encodedBodySize, transferSize } = timing;
  return {
    id: (lastId += 1),
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

/** Adds entries to a log, newest first. The browser may report a request long after it was sent. */
export const addEntries = (
  entries: readonly LogEntry[],
  added: readonly LogEntry[],
  most: number,
): LogEntry[] => [...added, ...entries].sort((a, b) => b.at - a.at || b.id - a.id).slice(0, most);

const COLUMNS = ['time', 'kind', 'status', 'duration ms', 'bytes', 'url'];

/** Writes a log as text with tabs, which becomes a table when it is pasted into a spreadsheet. */
export function logText(entries: readonly LogEntry[]): string {
  const rows = entries.map(({ at, kind, status, durationMs, bytes, url }) => [
    new Date(at).toISOString(),
    kind,
    status ?? '',
    Math.round(durationMs),
    bytes ?? '',
    url,
  ]);
  return [COLUMNS, ...rows].map((row) => row.join('\t')).join('\n');
}
