import { ServerClock, type RecordedRanges, type TimeShiftError } from '../core/index.ts';
import { timelineUrl } from '../network/timeline-url.ts';
import { pendingSeek } from './session-store.ts';
import type { StreamContext } from './stream-context.ts';
import { TimelineClient } from './timeline-client.ts';

export interface TimelineHost extends StreamContext {
  readonly isHalted: () => boolean;
  readonly onRecorded: (recorded: RecordedRanges) => void;
  readonly onOutage: (error: TimeShiftError) => void;
}

/** Begins to ask what is recorded. The stream controller loads this on demand: the first picture needs the network first. */
export function startTimeline(host: TimelineHost): TimelineClient {
  const { source, store, video, isHalted, onRecorded } = host;
  return new TimelineClient({
    ...host,
    serverClock: new ServerClock(),
    urlFor: (range) => timelineUrl(source, range),
    retentionMs: source.retentionMs,
    // Nothing is as urgent as the picture of a seek.
    isBusy: () => pendingSeek(store.snapshot) !== null && !store.snapshot.error,
    isPaused: () => video.paused,
    isStopped: () => isHalted() || store.snapshot.error !== null,
    onChange: (recorded) => {
      store.set({ recorded });
      onRecorded(recorded);
    },
  });
}
