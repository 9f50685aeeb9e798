import type { CheckedDraft } from './check-draft.ts';
import type { Draft } from './draft.ts';
import { isoText } from './write-instant.ts';

/** With the instants that relative times say now: a link is to show the same tomorrow. */
export function pinTimes(draft: Draft, { times }: CheckedDraft): Draft {
  const pinned: Record<keyof Draft, string> = { ...draft };
  for (const field of ['start', 'end', 'vod-end'] as const) {
    const reading = times[field];
    if (reading.kind === 'instant' && reading.isRelative) pinned[field] = isoText(Math.round(reading.at));
  }
  return pinned;
}
