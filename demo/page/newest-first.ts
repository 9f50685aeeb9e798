import type { LogEntry } from './log-entry.ts';

/** With what has come in, by when each left: some are only known of long after they were made. */
export const newestFirst = (
  entries: readonly LogEntry[],
  added: readonly LogEntry[],
  most: number,
): LogEntry[] => [...added, ...entries].sort((a, b) => b.at - a.at || b.id - a.id).slice(0, most);
