import type { LogEntry } from './log-entry.ts';

const HEAD = ['time', 'kind', 'status', 'duration ms', 'bytes', 'url'];

/** The log as tables take it when it is pasted. */
export function logText(entries: readonly LogEntry[]): string {
  const rows = entries.map(({ at, kind, status, durationMs, bytes, url }) => [
    new Date(at).toISOString(),
    kind,
    status ?? '',
    Math.round(durationMs),
    bytes ?? '',
    url,
  ]);
  return [HEAD, ...rows].map((row) => row.join('\t')).join('\n');
}
